/** One submission in the list: its store, its state, and how its spots stand. */
import type { SubmissionRow } from '../../../service/promotions/contract/submission.ts'
import { CardLink } from '../../parts/card.tsx'
import { Picture } from '../../parts/picture.tsx'
import { StatusBadge } from '../../parts/status-badge.tsx'
import { useFormats } from '../../text/format.ts'
import { useText } from '../../text/texts.tsx'
import { useRejectedWords } from './rejected-words.ts'
import styles from './results.module.css'

export function ResultRow({ row }: { row: SubmissionRow }) {
  const { t } = useText()
  const { since } = useFormats()
  const wordsOf = useRejectedWords()
  const { in_review, approved, rejected } = row.spots
  // a service of an earlier release does not name them
  const named = row.rejected ?? []
  const spots = [
    approved && t('results.spots.approved', { count: approved }),
    rejected && t('results.spots.rejected', { count: rejected }),
    in_review && t('results.spots.inReview', { count: in_review }),
  ]
  return (
    <CardLink href={`/work/results/${row.id}`}>
      <span className={styles.row}>
        <span className={styles.picture}>
          <Picture src={named[0]?.thumbnailUrl || row.thumbnailUrl} alt="" loading="lazy" />
        </span>
        <span className={styles.words}>
          <strong>{row.storeName}</strong>
          {named.map((item) => (
            <span key={`${item.spot?.number ?? 0} ${item.posm ?? ''}`} className={styles.why}>
              {wordsOf(item)}
            </span>
          ))}
          <span>{spots.filter(Boolean).join(' · ')}</span>
          <span className={styles.badges}>
            <StatusBadge status={row.status} />
            {since(row.submittedAt)}
            {row.revision > 1 && ` · ${t('results.revision', { revision: row.revision })}`}
          </span>
        </span>
      </span>
    </CardLink>
  )
}
