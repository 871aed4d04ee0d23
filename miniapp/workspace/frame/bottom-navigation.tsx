/** Bottom navigation: Work, Results, Language at the centre, Outbox with what waits, Me. */
import { ClipboardList, House, Languages, Send, UserRound } from 'lucide-react'
import { useState } from 'react'
import { Link, useLocation } from 'wouter'
import { useWaiting } from '../../drafts/memory.ts'
import { useText } from '../../text/texts.tsx'
import styles from './bottom-navigation.module.css'
import { LanguageSheet } from './language-sheet.tsx'

const look = { size: 24, 'aria-hidden': true } as const

export function BottomNavigation() {
  const { t } = useText()
  const [choosing, setChoosing] = useState(false)
  const waiting = useWaiting()
  return (
    <>
      <nav className={styles.nav} aria-label={t('nav.label')}>
        <Tab href="/" label={t('nav.work')} icon={<House {...look} />} />
        <Tab href="/work/results" label={t('nav.results')} icon={<ClipboardList {...look} />} />
        <button
          type="button"
          className={styles.tab}
          aria-haspopup="dialog"
          onClick={() => setChoosing(true)}
        >
          <span className={styles.centre}>
            <Languages {...look} />
          </span>
          <span>{t('nav.language')}</span>
        </button>
        <Tab
          href="/work/outbox"
          label={t('nav.outbox')}
          icon={<Send {...look} />}
          count={waiting}
          countWords={t('nav.outbox.waiting', { count: waiting })}
        />
        <Tab href="/work/me" label={t('nav.me')} icon={<UserRound {...look} />} />
      </nav>
      <LanguageSheet open={choosing} close={() => setChoosing(false)} />
    </>
  )
}

interface TabProps {
  href: string
  label: string
  icon: React.ReactNode
  count?: number
  countWords?: string
}

function Tab({ href, label, icon, count, countWords }: TabProps) {
  const [path] = useLocation()
  const current = path === href || (href === '/' && path === '/work')
  return (
    <Link href={href} className={styles.tab} aria-current={current ? 'page' : undefined}>
      <span className={styles.icon}>
        {icon}
        {count ? (
          <span className={styles.badge}>
            <span aria-hidden="true">{count}</span>
            <span className="visually-hidden">{countWords}</span>
          </span>
        ) : null}
      </span>
      <span>{label}</span>
    </Link>
  )
}
