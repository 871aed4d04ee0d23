/** Work: where the day starts; the next thing to do is the biggest thing on it. */
import { useEffect, useState, type ReactNode } from 'react'
import { Link } from 'wouter'
import { setTitle } from '../../dingtalk/page.ts'
import { useWaiting } from '../../drafts/memory.ts'
import { Skeleton } from '../../parts/skeleton.tsx'
import { useText } from '../../text/texts.tsx'
import { Organisation } from '../isos/organisation.tsx'
import { IdentityCard } from '../parts/identity-card.tsx'
import { visitsKept } from '../promotion/visits.ts'
import { useMe } from '../session/me-context.ts'
import { useHomeAnswers, useSettled, type HomeAnswers } from './answers.ts'
import { ContinueCards } from './continue-cards.tsx'
import { FirstDay } from './first-day.tsx'
import styles from './home.module.css'
import { linesOf, NeedsYou, NotUpToDate } from './needs-you.tsx'
import { useNeeds } from './needs.ts'
import { Products } from './products.tsx'

export function Home() {
  const { t } = useText()
  const me = useMe()
  useEffect(() => setTitle(t('app.name')), [t])
  const answers = useHomeAnswers()
  const settled = useSettled(answers.areKnown)
  return (
    <main className={styles.home}>
      <header className={styles.header}>
        <Organisation me={me} />
      </header>
      <h1 className="visually-hidden">{t('nav.work')}</h1>
      {me.otherIdentity && <IdentityCard works />}
      {settled ? <Content answers={answers} /> : <Skeleton rows={4} shape="card" />}
    </main>
  )
}

/** Laid out by what is known when it is shown first; what comes later finds a place where it moves nothing. */
function Content({ answers }: { answers: HomeAnswers }) {
  const { t } = useText()
  const visits = visitsKept.useAll()
  const needs = useNeeds(answers)
  const { data: counts } = answers.counts
  const [room, setRoom] = useState(() => linesOf(needs))
  const [wereThere] = useState(() => new Set(visits.map(({ id }) => id)))
  const [firstDay] = useState(
    () => counts && !visits.length && counts.in_review + counts.approved + counts.rejected === 0,
  )
  const news = room === 0 && needs.lines.length > 0
  return (
    <>
      {(!firstDay || news) && (
        <Today counts={counts}>
          {news ? (
            <button
              type="button"
              className={styles.quiet}
              onClick={() => setRoom(needs.lines.length)}
            >
              {t('home.today.needYou', { count: needs.lines.length })}
            </button>
          ) : (
            room === 0 && needs.isOld && <NotUpToDate retry={needs.retry} />
          )}
        </Today>
      )}
      <NeedsYou needs={needs} room={room} makeRoom={() => setRoom(linesOf(needs))} />
      <ContinueCards which={({ id }) => wereThere.has(id)} />
      {firstDay && <FirstDay />}
      <Products />
      <ContinueCards which={({ id }) => !wereThere.has(id)} />
    </>
  )
}

interface TodayProps {
  counts: HomeAnswers['counts']['data']
  /** What else is to be said in this line. */
  children: ReactNode
}

/** What I did today, in one line; what waits is a door to the outbox. */
function Today({ counts, children }: TodayProps) {
  const { t } = useText()
  const waiting = useWaiting()
  const today = counts?.today
  return (
    <div className={styles.today}>
      {today ? (
        <p>
          {today.stores + today.spots
            ? t('home.today', { stores: today.stores, spots: today.spots })
            : t('home.today.none')}
        </p>
      ) : (
        !waiting && <p>{t('home.today.unknown')}</p>
      )}
      {waiting > 0 && (
        <Link href="/work/outbox">{t('home.today.waiting', { count: waiting })}</Link>
      )}
      {children}
    </div>
  )
}
