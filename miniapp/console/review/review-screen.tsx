/** Opens a submission for review, and after its decision the next one, which is there already. */
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { ArrowLeft, Info } from 'lucide-react'
import { useEffect, useState, type ReactNode } from 'react'
import { Link, useLocation } from 'wouter'
import {
  countReviews,
  listRejectReasons,
  openReview,
  reviewQueue,
  type Review,
} from '../../../service/reviews/contract.ts'
import { ask, keyOf } from '../../api/ask.ts'
import { Skeleton } from '../../parts/skeleton.tsx'
import { useText } from '../../text/texts.tsx'
import { addresses } from '../addresses.ts'
import { useTitle } from '../parts/page.tsx'
import { Failure } from '../../parts/failure.tsx'
import styles from './desk.module.css'
import { DeskScreen } from './desk.tsx'
import { useNextReview } from './next-review.ts'

export function ReviewScreen({ submissionId }: { submissionId: string }) {
  const { t } = useText()
  const [, navigate] = useLocation()
  const client = useQueryClient()
  const given = { params: { submissionId } }
  const review = useQuery(ask(openReview, given))
  const reasons = useQuery(ask(listRejectReasons))
  const next = useNextReview(submissionId)
  const [overtaken, setOvertaken] = useState<{ id: string; code: string }>()
  const decidedHere = useDecidedHere(review.data)
  useTitle(review.data?.submission.store.name ?? t('nav.queue'))
  const error = review.error ?? reasons.error

  const leave = () =>
    navigate(review.data?.submission.status === 'in_review' ? addresses.queue : addresses.decided)
  const goOn = () => navigate(next ? addresses.review(next) : addresses.queue, { replace: true })

  if (!review.data || !reasons.data) {
    return (
      <main className={styles.opening}>
        <BackLink to={addresses.queue} />
        {error ? (
          <Failure error={error} retry={() => Promise.all([review.refetch(), reasons.refetch()])} />
        ) : (
          <Skeleton rows={1} shape="picture" />
        )}
      </main>
    )
  }
  const { submission, appealed } = review.data
  const code = overtaken?.id === submissionId ? overtaken.code : undefined
  const byOthers = code === 'already_decided' || (decidedHere && submission.status !== 'in_review')
  return (
    <DeskScreen
      key={`${submission.id} ${submission.revision}`}
      review={review.data}
      reasons={reasons.data.items}
      onLeave={leave}
      onSent={goOn}
      onOvertaken={(found) => {
        setOvertaken({ id: submissionId, code: found })
        void client.invalidateQueries({ queryKey: keyOf(openReview, given) })
        void client.invalidateQueries({ queryKey: [reviewQueue.name] })
      }}
      news={
        <>
          {(byOthers || code) && (
            <News
              title={t(byOthers ? 'desk.alreadyDecided' : 'desk.newerRevision')}
              how={t(byOthers ? 'desk.alreadyDecidedHow' : 'desk.newerRevisionHow')}
            >
              {byOthers && <Button onClick={goOn}>{t(next ? 'desk.next' : 'desk.toQueue')}</Button>}
            </News>
          )}
          {appealed?.caller === 'barred' && (
            <News title={t('desk.ownDecision')} how={t('desk.ownDecisionHow')}>
              <Button onClick={goOn}>{t(next ? 'desk.next' : 'desk.toQueue')}</Button>
            </News>
          )}
          {appealed?.caller === 'same' && (
            <News title={t('desk.ownDecision')} how={t('desk.noOtherReviewer')} />
          )}
        </>
      }
    >
      <BackLink to={submission.status === 'in_review' ? addresses.queue : addresses.decided} />
      <Counter />
    </DeskScreen>
  )
}

function News({ title, how, children }: { title: string; how: string; children?: ReactNode }) {
  return (
    <div role="alert" className={styles.news}>
      <Info size={18} aria-hidden />
      <div>
        <strong>{title}</strong>
        <p>{how}</p>
        {children}
      </div>
    </div>
  )
}

function BackLink({ to }: { to: string }) {
  const { t } = useText()
  return (
    <Link href={to} className={styles.back}>
      <ArrowLeft size={16} aria-hidden />
      {t(to === addresses.queue ? 'nav.queue' : 'nav.decided')}
    </Link>
  )
}

function Counter() {
  const { t } = useText()
  const { data } = useQuery(ask(countReviews))
  return <span className={styles.counter}>{data && t('desk.counter', { ...data })}</span>
}

/** It could be decided when it was opened here, so a decision that stands now came from elsewhere. */
function useDecidedHere(review: Review | undefined): boolean {
  const [open, setOpen] = useState('')
  const key = review ? `${review.submission.id} ${review.submission.revision}` : ''
  const waits = review?.abilities.includes('decide')
  useEffect(() => {
    if (waits) setOpen(key)
  }, [waits, key])
  return key !== '' && open === key
}
