/** A part of the page about one's own account. */
import { useId, type ReactNode } from 'react'
import styles from './account.module.css'

interface SectionProps {
  title: string
  words?: ReactNode
  children?: ReactNode
}

export function Section({ title, words, children }: SectionProps) {
  const id = useId()
  return (
    <section aria-labelledby={id} className={styles.section}>
      <h2 id={id} className={styles.heading}>
        {title}
      </h2>
      {words && <p className={styles.words}>{words}</p>}
      {children}
    </section>
  )
}
