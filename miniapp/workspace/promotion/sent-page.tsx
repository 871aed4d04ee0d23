/** After sending: what happens next and when; the same words whether it is there already or still on its way. */
import { useQuery } from '@tanstack/react-query'
import { ArrowUp, Bell, CircleAlert, CircleCheck, Clock } from 'lucide-react'
import { findMySubmission } from '../../../service/promotions/contract/own.ts'
import { ask } from '../../api/ask.ts'
import { useOnline } from '../../dingtalk/network.ts'
import { photosOf } from '../../drafts/queue-rules.ts'
import { usePhone } from '../../drafts/memory.ts'
import { useStart } from './start.ts'
import { visitsKept } from './visits.ts'
import { Button, ButtonLink } from '../../parts/button.tsx'
import { Card } from '../../parts/card.tsx'
import { Screen } from '../../parts/screen.tsx'
import { useText } from '../../text/texts.tsx'
import styles from './sent-page.module.css'

const icons = { arrived: CircleCheck, stuck: CircleAlert, sending: ArrowUp } as const

export function SentPage({ visitId }: { visitId: string }) {
  const { t } = useText()
  const { start } = useStart()
  const online = useOnline()
  const phone = usePhone()
  const visit = visitsKept.useAll().find(({ id }) => id === visitId)
  const arrived = !visit
  const sent = useQuery({
    ...ask(findMySubmission, { params: { submissionId: visitId } }),
    enabled: arrived,
  })
  const name = visit?.content.store.name ?? sent.data?.store.name ?? ''
  const product = visit?.content.product ?? sent.data?.product
  const photos = visit ? photosOf(visitsKept, visit) : []
  const there = photos.filter((id) => phone.photos.get(id)?.state === 'there').length
  const stuck = visit?.sending?.problem
  const state = arrived ? 'arrived' : stuck ? 'stuck' : 'sending'
  const way = {
    arrived: t('sent.arrived.words'),
    stuck: t('sent.stuck.words'),
    sending: online ? t('sent.going', { there, photos: photos.length }) : t('sent.offline'),
  }
  const Icon = icons[state]
  return (
    <Screen
      title={t(`sent.title.${state}`, { name })}
      barTitle={t('sent.bar')}
      action={
        stuck ? (
          <ButtonLink href="/work/outbox" look="primary">
            {t('sent.outbox')}
          </ButtonLink>
        ) : (
          product && (
            <Button look="primary" onClick={() => void start(product)}>
              {t('sent.next')}
            </Button>
          )
        )
      }
    >
      <Card>
        <ol className={styles.steps}>
          <li data-state={state}>
            <span className={styles.icon}>
              <Icon size={22} aria-hidden="true" />
            </span>
            <span role={stuck ? 'alert' : 'status'}>
              <strong>{t(`sent.${state}`)}</strong>
              <span>{way[state]}</span>
            </span>
          </li>
          <li data-state={arrived ? 'sending' : 'later'}>
            <span className={styles.icon}>
              <Clock size={22} aria-hidden="true" />
            </span>
            <span>
              <strong>{t('sent.review')}</strong>
              <span>{t('sent.review.words')}</span>
            </span>
          </li>
          <li data-state="later">
            <span className={styles.icon}>
              <Bell size={22} aria-hidden="true" />
            </span>
            <span>
              <strong>{t('sent.told')}</strong>
              <span>{t('sent.told.words')}</span>
            </span>
          </li>
        </ol>
      </Card>
      <div className={styles.links}>
        {arrived ? (
          <ButtonLink href={`/work/results/${visitId}`} look="quiet">
            {t('sent.open')}
          </ButtonLink>
        ) : (
          !stuck && (
            <ButtonLink href="/work/outbox" look="quiet">
              {t('sent.outbox')}
            </ButtonLink>
          )
        )}
        <ButtonLink href="/" look="quiet">
          {t('sent.home')}
        </ButtonLink>
      </div>
    </Screen>
  )
}
