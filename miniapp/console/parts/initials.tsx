/** A person's or company's initials, where a picture would stand. */
import styles from './initials.module.css'

export function Initials({ name, round = false }: { name: string; round?: boolean }) {
  const words = name.trim().split(/\s+/)
  const first = [...(words[0] ?? '')][0] ?? ''
  const last = words.length > 1 ? ([...(words.at(-1) ?? '')][0] ?? '') : ''
  return (
    <span className={`${styles.initials} ${round ? styles.round : ''}`} aria-hidden>
      {(first + last).toUpperCase()}
    </span>
  )
}
