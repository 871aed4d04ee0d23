/** Grey shapes where content is about to be, so that nothing jumps when it comes. */
import { useText } from '../text/texts.tsx'
import styles from './skeleton.module.css'

interface SkeletonProps {
  /** How many rows. */
  rows?: number
  shape?: 'line' | 'card' | 'picture'
}

export function Skeleton({ rows = 3, shape = 'line' }: SkeletonProps) {
  const { t } = useText()
  return (
    <div className={styles.skeleton} role="status" aria-label={t('common.loading')}>
      {Array.from({ length: rows }, (_, row) => (
        <span key={row} className={styles[shape]} aria-hidden="true" />
      ))}
    </div>
  )
}
