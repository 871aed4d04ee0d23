/** Earlier revisions, kept as they were, with what was said about them. */
import { useQuery } from '@tanstack/react-query'
import { listRevisions } from '../../../service/promotions/contract/own.ts'
import type { Submission } from '../../../service/promotions/contract/submission.ts'
import { ask } from '../../api/ask.ts'
import { Card } from '../../parts/card.tsx'
import { Failure } from '../../parts/failure.tsx'
import { Skeleton } from '../../parts/skeleton.tsx'
import { StatusBadge } from '../../parts/status-badge.tsx'
import { useFormats } from '../../text/format.ts'
import { useText } from '../../text/texts.tsx'
import { posmVerdicts, usePosmName } from '../parts/posm-name.ts'
import { ReasonCard } from '../parts/reason-card.tsx'
import { useItemNames } from './item-names.ts'
import styles from './result.module.css'

export function Revisions({ submission }: { submission: Submission }) {
  const { t } = useText()
  const list = useQuery(ask(listRevisions, { params: { submissionId: submission.id } }))
  return (
    <Card>
      <h2 className={styles.heading}>{t('result.revisions')}</h2>
      {list.data ? (
        list.data.items.map((earlier) => <Revision key={earlier.revision} earlier={earlier} />)
      ) : list.error ? (
        <Failure error={list.error} retry={list.refetch} />
      ) : (
        <Skeleton rows={2} />
      )}
    </Card>
  )
}

function Revision({ earlier }: { earlier: Submission }) {
  const { t } = useText()
  const { dateTime } = useFormats()
  const name = useItemNames()
  const posmName = usePosmName()
  const { revision, status, submittedAt, store, spots } = earlier
  return (
    <section className={styles.revision}>
      <div className={styles.head}>
        <h3>{t('result.revision', { revision })}</h3>
        <StatusBadge status={status} />
      </div>
      <p>{dateTime(submittedAt)}</p>
      {store.verdict.status === 'rejected' && (
        <ReasonCard title={t('reason.store')} verdict={store.verdict} />
      )}
      {spots.flatMap((spot, index) => {
        const title = name.spot(spot.kind, index)
        return [
          { key: spot.id, title, verdict: spot.verdict },
          ...posmVerdicts(spot).map(({ type, verdict }) => ({
            ...{ key: `${spot.id} ${type}`, title: posmName(title, type), verdict },
          })),
        ]
          .filter(({ verdict }) => verdict.status === 'rejected')
          .map(({ key, ...said }) => <ReasonCard key={key} {...said} />)
      })}
    </section>
  )
}
