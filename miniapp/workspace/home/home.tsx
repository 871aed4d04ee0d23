/** Work: where the day starts; the next thing to do is the biggest thing on it. */
import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { Link } from 'wouter'
import { countMySubmissions } from '../../../service/promotions/contract.ts'
import { ask } from '../../api/ask.ts'
import { setTitle } from '../../dingtalk/page.ts'
import { usePhone, useWaiting } from '../../drafts/memory.ts'
import { useText } from '../../text/texts.tsx'
import { Organisation } from '../isos/organisation.tsx'
import { IdentityCard } from '../parts/identity-card.tsx'
import { useMe } from '../session/me-context.ts'
import { ContinueCards } from './continue-cards.tsx'
import { FirstDay } from './first-day.tsx'
import styles from './home.module.css'
import { NeedsYou } from './needs-you.tsx'
import { Products } from './products.tsx'

export function Home() {
  const { t } = useText()
  const me = useMe()
  useEffect(() => setTitle(t('app.name')), [t])
  const counts = useQuery(ask(countMySubmissions))
  const { visits } = usePhone()
  const { in_review = 0, approved = 0, rejected = 0 } = counts.data ?? {}
  const firstDay = counts.data && !visits.length && in_review + approved + rejected === 0
  return (
    <main className={styles.home}>
      <header className={styles.header}>
        <Organisation me={me} />
      </header>
      <h1 className="visually-hidden">{t('nav.work')}</h1>
      {me.otherIdentity && <IdentityCard works />}
      {!firstDay && <Today />}
      <NeedsYou rejected={rejected} />
      <ContinueCards />
      {firstDay && <FirstDay />}
      <Products />
    </main>
  )
}

/** What I did today, in one line; what waits is a door to the outbox. */
function Today() {
  const { t } = useText()
  const counts = useQuery(ask(countMySubmissions))
  const waiting = useWaiting()
  const today = counts.data?.today
  if (!today && !waiting) return <p className={styles.today}>{t('home.today.unknown')}</p>
  return (
    <p className={styles.today}>
      {today &&
        (today.stores + today.spots
          ? t('home.today', { stores: today.stores, spots: today.spots })
          : t('home.today.none'))}
      {today && waiting > 0 && ' · '}
      {waiting > 0 && (
        <Link href="/work/outbox">{t('home.today.waiting', { count: waiting })}</Link>
      )}
    </p>
  )
}
