/** Something that is on or off, with a word on what it means: the whole row is the target. */
import { useId } from 'react'
import styles from './switch-row.module.css'

interface SwitchRowProps {
  label: string
  note?: string
  on: boolean
  onChange: (on: boolean) => void
}

export function SwitchRow({ label, note, on, onChange }: SwitchRowProps) {
  const id = useId()
  return (
    <label className={styles.row}>
      <span className={styles.words}>
        <span id={id}>{label}</span>
        {note && <small id={`${id}-note`}>{note}</small>}
      </span>
      <input
        type="checkbox"
        role="switch"
        aria-checked={on}
        className={styles.switch}
        checked={on}
        aria-labelledby={id}
        aria-describedby={note ? `${id}-note` : undefined}
        onChange={({ target }) => onChange(target.checked)}
      />
    </label>
  )
}
