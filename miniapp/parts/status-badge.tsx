/** State as icon, word and colour together, never colour alone. */
import { ArrowUp, CircleAlert, CircleCheck, Clock, CornerUpLeft, Pencil } from 'lucide-react'
import { useText } from '../text/texts.tsx'
import styles from './status-badge.module.css'

const icons = {
  draft: Pencil,
  sending: ArrowUp,
  in_review: Clock,
  approved: CircleCheck,
  rejected: CornerUpLeft,
  failed: CircleAlert,
} as const

export type Status = keyof typeof icons

interface StatusBadgeProps {
  status: Status
  /** Other words than the usual ones, such as a count. */
  words?: string
}

export function StatusBadge({ status, words }: StatusBadgeProps) {
  const { t } = useText()
  const Icon = icons[status]
  return (
    <span className={styles.badge} data-status={status}>
      <Icon size={14} strokeWidth={2.5} aria-hidden="true" />
      {words ?? t(`status.${status}`)}
    </span>
  )
}
