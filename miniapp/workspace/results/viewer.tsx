/** Photos over the whole screen, to be pinched and swiped through; loaded when the first one is opened. */
import ImageViewer from 'antd-mobile/es/components/image-viewer'

interface ViewerProps {
  urls: string[]
  first: number
  close: () => void
}

export function Viewer({ urls, first, close }: ViewerProps) {
  return <ImageViewer.Multi visible images={urls} defaultIndex={first} onClose={close} />
}
