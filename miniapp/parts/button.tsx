/** Buttons: one primary a screen; quiet ones beside it; links that look like them. */
import type { ButtonHTMLAttributes, ReactNode } from 'react'
import { Link } from 'wouter'
import styles from './button.module.css'

type Look = 'primary' | 'plain' | 'quiet' | 'danger'

const classOf = (look: Look, wide: boolean | undefined) =>
  [styles.button, styles[look], wide && styles.wide].filter(Boolean).join(' ')

interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  look?: Look
  wide?: boolean
  icon?: ReactNode
  /** Shows that it is at work and takes no second tap; still reads its words. */
  busy?: boolean
}

export function Button(props: ButtonProps) {
  const { look = 'plain', wide, icon, busy, children, onClick, className, ...rest } = props
  return (
    <button
      type="button"
      {...rest}
      className={[classOf(look, wide), className].filter(Boolean).join(' ')}
      aria-busy={busy || undefined}
      onClick={busy ? undefined : onClick}
    >
      {busy ? <span className={styles.turning} aria-hidden="true" /> : icon}
      <span>{children}</span>
    </button>
  )
}

interface ButtonLinkProps {
  href: string
  look?: Look
  wide?: boolean
  icon?: ReactNode
  children: ReactNode
  /** Leaves no trace in the history: the screen it stands on is not to be returned to. */
  replace?: boolean
}

export function ButtonLink({ look = 'plain', wide, icon, children, ...rest }: ButtonLinkProps) {
  return (
    <Link {...rest} className={classOf(look, wide)}>
      {icon}
      <span>{children}</span>
    </Link>
  )
}
