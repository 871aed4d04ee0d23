/** How an item stands at a glance: chosen now, decided before, or open. */
import { Circle, CircleCheck, Undo2 } from 'lucide-react'
import { useText } from '../../text/texts.tsx'
import type { Choice } from './decisions.ts'
import type { ReviewItem } from './items.ts'
import styles from './paper.module.css'

export function ItemMark({ item, choice }: { item: ReviewItem; choice: Choice | undefined }) {
  const { t } = useText()
  const status = item.open ? (choice?.status ?? 'in_review') : item.verdict.status
  const looks = {
    in_review: { icon: Circle, tone: styles.open, word: t('desk.open') },
    approved: { icon: CircleCheck, tone: styles.approved, word: t('status.approved') },
    rejected: { icon: Undo2, tone: styles.rejected, word: t('status.rejected') },
  }
  const { icon: Icon, tone, word } = looks[status]
  return <Icon size={16} className={tone} role="img" aria-label={word} />
}
