/** A row that gives way to the left and shows *Remove*; the button is there for keyboards as well. */
import { Trash2 } from 'lucide-react'
import type { ReactNode } from 'react'
import styles from './swipe-row.module.css'

interface SwipeRowProps {
  /** What the button says to those who do not see what it stands beside, such as *Remove spot 2*. */
  label: string
  words: string
  remove: () => unknown
  children: ReactNode
}

export function SwipeRow({ label, words, remove, children }: SwipeRowProps) {
  return (
    <li className={styles.row}>
      <div className={styles.content}>{children}</div>
      <button type="button" aria-label={label} onClick={() => void remove()}>
        <Trash2 size={20} aria-hidden="true" />
        <span>{words}</span>
      </button>
    </li>
  )
}
