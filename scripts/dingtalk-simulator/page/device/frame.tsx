/**
 * A page of the service on a person's device: a frame on the device's own address, so with cookies and storage of its
 * own.
 */
import { WifiOff } from 'lucide-react'
import { useEffect, useLayoutEffect, useRef, useState } from 'react'
import type { Person } from '../api/types.ts'
import { text } from '../text/all.ts'

/** What the bridge inside the frame tells the page around it. */
export type FromBridge = { simulatedDevice: 'title'; title: string } | { simulatedDevice: 'close' }

function isFromBridge(data: unknown): data is FromBridge {
  const message = data as { simulatedDevice?: unknown; title?: unknown } | null
  if (message?.simulatedDevice === 'close') return true
  return message?.simulatedDevice === 'title' && typeof message.title === 'string'
}

interface DeviceFrameProps {
  person: Person
  path: string
  /** Loads again when it changes. */
  opening: number
  title: string
  /** In pixels of the page inside: a narrower place shows it smaller; one of less than half, as it is. */
  leastWidth?: number
  told?: (message: FromBridge) => void
  /** Receives the function that presses the device's back button. */
  onBack?: (back: () => void) => void
}

/** How wide the place is, so that what needs more can be drawn smaller. */
function useWidth() {
  const place = useRef<HTMLDivElement>(null)
  const [width, setWidth] = useState(0)
  useLayoutEffect(() => {
    if (!place.current) return
    const sized = new ResizeObserver(([entry]) => {
      // behind another tab it has none, and is to come back as it was
      if (entry?.contentRect.width) setWidth(entry.contentRect.width)
    })
    sized.observe(place.current)
    return () => sized.disconnect()
  }, [])
  return { place, width }
}

function LoadedFrame(props: DeviceFrameProps) {
  const { person, path, opening, title, leastWidth = 0, told, onBack } = props
  const frame = useRef<HTMLIFrameElement>(null)
  const { place, width } = useWidth()
  const scale = width < leastWidth && width >= leastWidth / 2 ? width / leastWidth : 1

  useEffect(() => {
    function hear(event: MessageEvent<unknown>) {
      if (event.source !== frame.current?.contentWindow || !isFromBridge(event.data)) return
      told?.(event.data)
    }
    addEventListener('message', hear)
    return () => removeEventListener('message', hear)
  }, [told])

  useEffect(() => {
    onBack?.(() =>
      frame.current?.contentWindow?.postMessage({ simulatedDevice: 'back' }, person.url),
    )
  }, [onBack, person.url])

  return (
    <div className="frame" ref={place}>
      <iframe
        key={opening}
        ref={frame}
        title={title}
        src={person.url + path}
        allow="clipboard-write; fullscreen"
        style={
          scale < 1
            ? {
                width: leastWidth,
                height: `${100 / scale}%`,
                transform: `scale(${scale})`,
              }
            : undefined
        }
      />
    </div>
  )
}

export function DeviceFrame(props: DeviceFrameProps) {
  const { person, opening } = props
  // What was opened without network cannot come; what is already there stays and copes by itself.
  const [reached, setReached] = useState(person.online ? opening : null)
  if (person.online && reached !== opening) setReached(opening)
  if (reached === opening) return <LoadedFrame {...props} />
  return (
    <div className="frame empty">
      <WifiOff size={40} strokeWidth={1.25} aria-hidden="true" />
      <p>{text.noNetwork}</p>
      <p className="quiet">{text.device.opensWhenOnline}</p>
    </div>
  )
}
