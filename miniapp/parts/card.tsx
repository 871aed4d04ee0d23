/** A white card; a whole one can be a link. */
import type { ReactNode } from 'react'
import { Link } from 'wouter'
import styles from './card.module.css'

export function Card({ children, tight }: { children: ReactNode; tight?: boolean }) {
  return (
    <section className={styles.card} data-tight={tight || undefined}>
      {children}
    </section>
  )
}

interface CardLinkProps {
  href: string
  children: ReactNode
  label?: string
}

export function CardLink({ href, children, label }: CardLinkProps) {
  return (
    <Link href={href} className={`${styles.card} ${styles.link}`} aria-label={label}>
      {children}
    </Link>
  )
}
