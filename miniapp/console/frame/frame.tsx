/** What surrounds every page: navigation at the left, on narrow windows behind a button. */
import { Button, Drawer } from 'antd'
import { Menu, WifiOff } from 'lucide-react'
import { useEffect, useState, type ReactNode } from 'react'
import { useLocation } from 'wouter'
import { useText } from '../../text/texts.tsx'
import { useMedia, useOnline } from '../parts/browser.ts'
import type { Place } from '../places/place.ts'
import { useMe } from '../session/me.ts'
import styles from './frame.module.css'
import { Initials } from '../parts/initials.tsx'
import { Navigation } from './navigation.tsx'
import { Person } from './person.tsx'

/** Windows narrower than this show the navigation in a drawer. */
const narrow = '(max-width: 899px)'

interface FrameProps {
  places: readonly Place[]
  children: ReactNode
}

export function Frame({ places, children }: FrameProps) {
  const { t } = useText()
  const online = useOnline()
  return (
    <div className={styles.frame}>
      <a href="#content" className={styles.skip}>
        {t('frame.skip')}
      </a>
      {useMedia(narrow) ? (
        <TopBar places={places} />
      ) : (
        <aside className={styles.side}>
          <Sidebar places={places} />
        </aside>
      )}
      <main id="content" tabIndex={-1} className={styles.content}>
        {!online && (
          <p role="status" className={styles.offline}>
            <WifiOff size={16} aria-hidden />
            {t('frame.offline')}
          </p>
        )}
        {children}
      </main>
    </div>
  )
}

function Sidebar({ places }: { places: readonly Place[] }) {
  const { workspace } = useMe()
  const { t } = useText()
  return (
    <>
      <div className={styles.workspace}>
        <Initials name={workspace.name} />
        <span className={styles.personWords}>
          <span className={styles.name}>{workspace.name}</span>
          <span className={styles.quiet}>{t(`frame.kind.${workspace.kind}`)}</span>
        </span>
      </div>
      <Navigation places={places} />
      <Person />
    </>
  )
}

function TopBar({ places }: { places: readonly Place[] }) {
  const { t } = useText()
  const { workspace } = useMe()
  const [path] = useLocation()
  const [open, setOpen] = useState(false)
  useEffect(() => setOpen(false), [path])
  return (
    <header className={styles.top}>
      <Button
        type="text"
        size="large"
        icon={<Menu size={20} />}
        aria-label={t('frame.navigation')}
        aria-expanded={open}
        onClick={() => setOpen(true)}
      />
      <span className={styles.name}>{workspace.name}</span>
      <Drawer
        open={open}
        placement="left"
        size={280}
        title={t('frame.navigation')}
        onClose={() => setOpen(false)}
        styles={{ body: { padding: 0 } }}
      >
        <div className={styles.drawer}>
          <Sidebar places={places} />
        </div>
      </Drawer>
    </header>
  )
}
