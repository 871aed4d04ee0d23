/** What stands around the workspace's main screens: word of no network, and the bottom navigation. */
import { CloudOff } from 'lucide-react'
import type { ReactNode } from 'react'
import { useOnline } from '../../dingtalk/network.ts'
import { usePhone } from '../../drafts/memory.ts'
import { useText } from '../../text/texts.tsx'
import { BottomNavigation } from './bottom-navigation.tsx'
import styles from './frame.module.css'
import { StorageStrip } from './storage-strip.tsx'

export function Frame({ children }: { children: ReactNode }) {
  return (
    <>
      <StorageStrip />
      <OfflineStrip above="navigation" />
      {children}
      <BottomNavigation />
    </>
  )
}

/** @param above what stands at the bottom of the screen; the strip lies over the page, so that nothing moves */
export function OfflineStrip({ above }: { above: 'navigation' | 'action' | 'nothing' }) {
  const { t } = useText()
  const { trouble } = usePhone()
  if (useOnline()) return null
  return (
    <p className={styles.offline} data-above={above} role="status">
      <CloudOff size={16} aria-hidden="true" />
      {t(trouble ? 'offline.title' : 'offline.strip')}
    </p>
  )
}
