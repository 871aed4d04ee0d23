/** Says that something was reviewed before, and how it came back: with edits or with an appeal. */
import { MessageSquareQuote, Pencil } from 'lucide-react'
import type { ReviewRow } from '../../../service/reviews/contract.ts'
import { useText } from '../../text/texts.tsx'
import styles from './revision-badge.module.css'

export function RevisionBadge({ revision, cause }: Pick<ReviewRow, 'revision' | 'cause'>) {
  const { t } = useText()
  if (cause === 'submit') return null
  const Icon = cause === 'modify' ? Pencil : MessageSquareQuote
  return (
    <span className={styles.badge}>
      <Icon size={14} aria-hidden />
      {t('queue.revision', { revision })} · {t(`queue.cause.${cause}`)}
    </span>
  )
}
