/** The camera over the whole screen, with what belongs into the picture drawn over it. */
import { Images, X } from 'lucide-react'
import { useEffect, useState, type ReactNode } from 'react'
import { Modal } from '../../parts/modal.tsx'
import { useText } from '../../text/texts.tsx'
import { FileInput } from './file-input.tsx'
import styles from './live-camera.module.css'
import { usePageCamera } from './page-camera.ts'

export interface LiveCameraProps {
  /** One sentence on what to get into the picture. */
  words?: string | undefined
  /** Drawn over the picture. */
  guide?: ReactNode
  take: (source: File | HTMLVideoElement) => unknown
  /** Taken, closed, or the web view grants no camera. */
  close: () => void
}

/** Shows nothing until the web view has granted the camera. */
export function LiveCamera({ words, guide, take, close }: LiveCameraProps) {
  const { t } = useText()
  const { video, state } = usePageCamera()
  const [ready, setReady] = useState(false)
  useEffect(() => {
    if (state === 'off') close()
  }, [state, close])
  if (state !== 'on') return null
  const finish = async (source: File | HTMLVideoElement) => {
    // a second press takes no second picture
    setReady(false)
    try {
      await take(source)
    } finally {
      close()
    }
  }
  return (
    <Modal open close={close} className={styles.camera} aria-label={t('camera.label')}>
      <video ref={video} autoPlay playsInline muted onLoadedData={() => setReady(true)} />
      {guide && (
        <div className={styles.guide} aria-hidden="true">
          {guide}
        </div>
      )}
      {words && <p className={styles.words}>{words}</p>}
      <button type="button" className={styles.close} aria-label={t('common.close')} onClick={close}>
        <X size={24} aria-hidden="true" />
      </button>
      <label className={styles.other}>
        <Images size={24} aria-hidden="true" />
        <span className="visually-hidden">{t('camera.other')}</span>
        <FileInput album take={finish} />
      </label>
      <button
        type="button"
        className={styles.shutter}
        aria-label={t('camera.shoot')}
        disabled={!ready}
        onClick={() => {
          if (video.current) void finish(video.current)
        }}
      />
    </Modal>
  )
}
