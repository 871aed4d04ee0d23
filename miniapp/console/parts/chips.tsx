/** A row of filters that are on or off, each with the number of what it would show. */
import { useFormats } from '../../text/format.ts'
import { useSelectedShown } from '../../parts/show-selected.ts'
import styles from './chips.module.css'

interface Chip {
  id: string
  word: string
  count?: number | undefined
  on: boolean
  onPress: () => void
}

export function Chips({ label, chips }: { label: string; chips: Chip[] }) {
  const { counted } = useFormats()
  const row = useSelectedShown<HTMLDivElement>(chips.map(({ on, count }) => [on, count]))
  return (
    <div ref={row} role="group" aria-label={label} className={styles.chips}>
      {chips.map(({ id, word, count, on, onPress }) => (
        <button key={id} type="button" aria-pressed={on} className={styles.chip} onClick={onPress}>
          {word}
          {count !== undefined && <span className={styles.count}>{counted(count)}</span>}
        </button>
      ))}
    </div>
  )
}
