/** One submission as an ISO reads it: what was sent in, how each item stands, and why. */
import { useQuery } from '@tanstack/react-query'
import { Link } from 'wouter'
import { findIsoSubmission } from '../../../service/promotions/contract/iso.ts'
import type { AnswerOf } from '../../../service/http/contract.ts'
import { ask } from '../../api/ask.ts'
import { Skeleton } from '../../parts/skeleton.tsx'
import { useFormats } from '../../text/format.ts'
import { useText } from '../../text/texts.tsx'
import { addresses } from '../addresses.ts'
import { Page } from '../parts/page.tsx'
import { ItemState } from '../parts/state.tsx'
import { Failure } from '../../parts/failure.tsx'
import { RevisionBadge } from '../review/revision-badge.tsx'
import { SpotFields, StoreFields, Supplement } from '../review/fields.tsx'
import { History } from '../review/history.tsx'
import { useItemName, useNames } from '../review/words.ts'
import { FreeCodes } from './free-codes.tsx'
import { Item } from './item.tsx'
import { Posm } from './posm.tsx'
import styles from './submission.module.css'

export function SubmissionPage({ submissionId }: { submissionId: string }) {
  const { t } = useText()
  const { data, error, refetch } = useQuery(ask(findIsoSubmission, { params: { submissionId } }))
  if (data) return <Found {...data} />
  return (
    <Page title={t('submissions.one')}>
      {error ? <Failure error={error} retry={refetch} /> : <Skeleton rows={8} />}
    </Page>
  )
}

function Found(found: AnswerOf<typeof findIsoSubmission>) {
  const { submission, staff } = found
  const { t } = useText()
  const { dateTime } = useFormats()
  const names = useNames()
  const nameOf = useItemName()
  const { store, spots, supplement, product, revision, cause, explanation } = submission
  return (
    <Page
      title={store.name}
      about={
        <>
          <Link href={addresses.staffMember(staff.id)}>{staff.name}</Link>
          {` · ${names.product(product)} · `}
          {t('desk.submitted', { at: dateTime(submission.submittedAt) })}
        </>
      }
    >
      <article className={styles.paper}>
        <p className={styles.state}>
          <ItemState status={submission.status} />
          <RevisionBadge revision={revision} cause={cause} />
        </p>
        {explanation && (
          <blockquote className={styles.explanation}>
            <strong>{t('desk.explanation', { name: staff.name })}</strong>
            <p>{explanation}</p>
          </blockquote>
        )}
        <Item name={nameOf({ kind: 'store', number: 0 })} item={store}>
          <StoreFields store={store} changes={undefined} />
        </Item>
        {spots.map((spot, index) => (
          <Item key={spot.id} name={nameOf({ kind: 'spot', number: index + 1 })} item={spot}>
            <SpotFields spot={spot} changes={undefined} />
            <Posm spot={spot} />
            <FreeCodes found={found} spot={spot.id} />
          </Item>
        ))}
        <Supplement supplement={supplement} consent={submission.consent} changes={undefined} />
        <History submission={submission} />
      </article>
    </Page>
  )
}
