/** Takes a photo with the phone's own camera: a file input that looks like a button. */
import { Camera } from 'lucide-react'
import button from '../../parts/button.module.css'
import styles from './photo-button.module.css'

interface PhotoButtonProps {
  words: string
  /** Says what of, where there are several. */
  label?: string
  take: (file: File) => unknown
  look?: 'primary' | 'plain' | 'quiet'
  busy?: boolean
}

export function PhotoButton({ words, label, take, look = 'plain', busy }: PhotoButtonProps) {
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
      <input
        type="file"
        accept="image/*"
        capture="environment"
        aria-label={label}
        className="visually-hidden"
        disabled={busy}
        onChange={({ target }) => {
          const [file] = target.files ?? []
          if (file) void take(file)
          // the same picture may be chosen again
          target.value = ''
        }}
      />
    </label>
  )
}
