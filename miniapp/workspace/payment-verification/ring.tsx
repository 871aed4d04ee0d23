/** A ring that runs out, with the seconds that are left in it. */
import { useText } from '../../text/texts.tsx'
import styles from './ring.module.css'

/** Of the circle, in its own units, so that its length is 100. */
const radius = 100 / (2 * Math.PI)

export function Ring({ seconds, of }: { seconds: number; of: number }) {
  const { t } = useText()
  return (
    <span className={styles.ring} role="timer" aria-label={t('credentials.left', { seconds })}>
      <svg viewBox="0 0 36 36" aria-hidden="true">
        <circle className={styles.track} cx="18" cy="18" r={radius} />
        <circle
          className={styles.left}
          cx="18"
          cy="18"
          r={radius}
          strokeDasharray="100"
          strokeDashoffset={100 - (100 * seconds) / of}
        />
      </svg>
      <span aria-hidden="true">{seconds}</span>
    </span>
  )
}
