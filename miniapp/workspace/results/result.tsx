/** One submission: reasons first when rejected, with the way to mend it; then store, spots, timeline, revisions. */
import { useQuery } from '@tanstack/react-query'
import type { ComponentProps } from 'react'
import { findMySubmission } from '../../../service/promotions/contract/own.ts'
import type { Submission } from '../../../service/promotions/contract/submission.ts'
import { ask } from '../../api/ask.ts'
import { ButtonLink } from '../../parts/button.tsx'
import { Failure } from '../../parts/failure.tsx'
import { Screen } from '../../parts/screen.tsx'
import { Skeleton } from '../../parts/skeleton.tsx'
import { StatusBadge } from '../../parts/status-badge.tsx'
import { useText } from '../../text/texts.tsx'
import { OfflineStrip } from '../frame/frame.tsx'
import { StorageStrip } from '../frame/storage-strip.tsx'
import { posmVerdicts, usePosmName } from '../parts/posm-name.ts'
import { ReasonCard } from '../parts/reason-card.tsx'
import { visitsKept } from '../promotion/visits.ts'
import { Decide } from './decide.tsx'
import { ItemCard } from './item-card.tsx'
import { useItemNames } from './item-names.ts'
import styles from './result.module.css'
import { Revisions } from './revisions.tsx'
import { Timeline } from './timeline.tsx'

export function Result({ submissionId }: { submissionId: string }) {
  const { t } = useText()
  const found = useQuery(ask(findMySubmission, { params: { submissionId } }))
  if (!found.data) {
    return (
      <Screen title={t('result.title')} back="/work/results">
        {found.error ? (
          <Failure error={found.error} retry={found.refetch} />
        ) : (
          <>
            <Skeleton rows={1} shape="picture" />
            <Skeleton rows={4} />
          </>
        )}
      </Screen>
    )
  }
  return <Found submission={found.data} />
}

/** The store or a spot, as its card has it. */
interface Shown extends ComponentProps<typeof ItemCard> {
  key: string
}

function Found({ submission }: { submission: Submission }) {
  const { t } = useText()
  const name = useItemNames()
  const posmName = usePosmName()
  const { store, spots, status, abilities, id } = submission
  const onPhone = visitsKept.useAll().find((visit) => visit.id === id)
  const hasAction = abilities.length > 0 || Boolean(onPhone?.sending)
  const items: Shown[] = [
    {
      key: 'store',
      title: t('reason.store'),
      item: store,
      facts: [
        [t('store.category'), name.category(store.category)],
        [t('address.label'), store.address],
      ],
    },
    ...spots.map((spot, index): Shown => ({
      key: spot.id,
      title: name.spot(spot.kind, index),
      item: spot,
      facts: [[t('spot.note'), spot.note]],
      codes: spot.codes,
      posm: spot.posm ?? [],
    })),
  ]
  /** What is said of the item and of its POSM, where it is rejected. */
  const rejectedOf = ({ title, item, posm = [] }: Omit<Shown, 'key' | 'facts'>) =>
    [
      { title, verdict: item.verdict },
      ...posmVerdicts({ posm }).map(({ type, verdict }) => ({
        ...{ title: posmName(title, type), verdict },
      })),
    ].filter(({ verdict }) => verdict.status === 'rejected')
  const isRejected = (one: Shown) => rejectedOf(one).length > 0
  const rejected = items.filter(isRejected)
  const others = items.filter((one) => !isRejected(one))
  return (
    <Screen
      title={store.name}
      barTitle={t('result.title')}
      back="/work/results"
      beside={<StatusBadge status={onPhone?.sending ? 'sending' : status} />}
      above={
        <>
          <StorageStrip />
          <OfflineStrip above={hasAction ? 'action' : 'nothing'} />
        </>
      }
      action={
        onPhone?.sending ? (
          <ButtonLink href="/work/outbox">{t('result.onItsWay')}</ButtonLink>
        ) : (
          abilities.length > 0 && <Decide submission={submission} />
        )
      }
    >
      {items.flatMap(({ key, title, item, posm }) =>
        rejectedOf({ title, item, posm }).map((said) => (
          <ReasonCard
            key={`${key} ${said.title}`}
            {...said}
            picture={item.photos[0]?.thumbnailUrl}
          />
        )),
      )}
      {submission.cause === 'appeal' && submission.explanation && (
        <section className={styles.explanation}>
          <h2>{t('result.explanation')}</h2>
          <p>{submission.explanation}</p>
        </section>
      )}
      {[...rejected, ...others].map(({ key, ...shown }) => (
        <ItemCard key={key} {...shown} />
      ))}
      <Timeline submission={submission} />
      {submission.revision > 1 && <Revisions submission={submission} />}
    </Screen>
  )
}
