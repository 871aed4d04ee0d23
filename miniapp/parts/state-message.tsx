/** What a screen shows instead of its content: nothing there yet, failed, offline, or not allowed. */
import { CircleAlert, CloudOff, Inbox, Lock, SearchX } from 'lucide-react'
import type { ReactNode } from 'react'
import styles from './state-message.module.css'

const icons = {
  empty: Inbox,
  failed: CircleAlert,
  offline: CloudOff,
  locked: Lock,
  missing: SearchX,
} as const

interface StateMessageProps {
  kind: keyof typeof icons
  title: string
  words?: ReactNode
  /** The way on. */
  action?: ReactNode
  /** A picture of its own instead of the icon. */
  picture?: ReactNode
}

export function StateMessage({ kind, title, words, action, picture }: StateMessageProps) {
  const Icon = icons[kind]
  return (
    <section className={styles.message} role={kind === 'failed' ? 'alert' : undefined}>
      {picture ?? (
        <span className={styles.icon} data-kind={kind}>
          <Icon size={28} aria-hidden="true" />
        </span>
      )}
      <h2>{title}</h2>
      {words && <p>{words}</p>}
      {action && <div className={styles.action}>{action}</div>}
    </section>
  )
}
