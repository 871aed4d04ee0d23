/** The camera over the whole screen, with what belongs into the picture drawn over it. */
import { X } from 'lucide-react'
import { useEffect, useRef, type ReactNode, type RefObject } from 'react'
import { useText } from '../../text/texts.tsx'
import styles from './live-camera.module.css'

interface LiveCameraProps {
  video: RefObject<HTMLVideoElement | null>
  /** One sentence on what to get into the picture. */
  words: string
  /** Drawn over the picture. */
  guide?: ReactNode
  shoot: (video: HTMLVideoElement) => unknown
  close: () => void
}

export function LiveCamera({ video, words, guide, shoot, close }: LiveCameraProps) {
  const { t } = useText()
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    dialog.current?.showModal()
  }, [])
  return (
    <dialog ref={dialog} className={styles.camera} aria-label={t('camera.label')} onClose={close}>
      <video ref={video} autoPlay playsInline muted />
      {guide && (
        <div className={styles.guide} aria-hidden="true">
          {guide}
        </div>
      )}
      <p className={styles.words}>{words}</p>
      <button type="button" className={styles.close} aria-label={t('common.close')} onClick={close}>
        <X size={24} aria-hidden="true" />
      </button>
      <button
        type="button"
        className={styles.shutter}
        aria-label={t('camera.shoot')}
        onClick={() => {
          if (video.current) void shoot(video.current)
        }}
      />
    </dialog>
  )
}
