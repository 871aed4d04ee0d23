/** Takes a photo: with the camera in the page once the web view has granted it, else with the phone's own. */
import { Camera } from 'lucide-react'
import { useState } from 'react'
import button from '../../parts/button.module.css'
import { Button } from '../../parts/button.tsx'
import { FileInput } from './file-input.tsx'
import { LiveCamera, type LiveCameraProps } from './live-camera.tsx'
import { useCameraGranted } from './page-camera.ts'
import styles from './photo-button.module.css'

interface PhotoButtonProps {
  words: string
  /** Says what of, where there are several. */
  label?: string
  take: (source: File | HTMLVideoElement) => unknown
  look?: 'primary' | 'plain' | 'quiet'
  busy?: boolean
  /** What the camera in the page shows over the picture. */
  over?: Pick<LiveCameraProps, 'words' | 'guide'>
}

export function PhotoButton({
  words,
  label,
  take,
  look = 'plain',
  busy = false,
  over,
}: PhotoButtonProps) {
  const granted = useCameraGranted()
  const [open, setOpen] = useState(false)
  if (granted || open) {
    return (
      <>
        <Button
          look={look}
          busy={busy}
          icon={<Camera size={20} aria-hidden="true" />}
          aria-label={label}
          onClick={() => setOpen(true)}
        >
          {words}
        </Button>
        {open && <LiveCamera {...over} take={take} close={() => setOpen(false)} />}
      </>
    )
  }
  return (
    <label
      className={`${button.button} ${button[look]} ${styles.label}`}
      aria-busy={busy || undefined}
    >
      {busy ? (
        <span className={button.turning} aria-hidden="true" />
      ) : (
        <Camera size={20} aria-hidden="true" />
      )}
      <span>{words}</span>
      <FileInput label={label} disabled={busy} take={take} />
    </label>
  )
}
