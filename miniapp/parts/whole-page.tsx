/** A page that holds one message and nothing else, in its middle. */
import type { ReactNode } from 'react'
import styles from './whole-page.module.css'

export function WholePage({ children }: { children: ReactNode }) {
  return <main className={styles.page}>{children}</main>
}
