/** A labelled choice among many: the phone's own picker. */
import { ChevronDown } from 'lucide-react'
import { useId } from 'react'
import styles from './select-field.module.css'

interface SelectFieldProps {
  label: string
  /** Shown while nothing is chosen. */
  prompt?: string
  value: string
  choices: readonly { value: string; label: string }[]
  onChoose: (value: string) => void
}

export function SelectField({ label, prompt, value, choices, onChoose }: SelectFieldProps) {
  const id = useId()
  return (
    <div className={styles.field}>
      <label htmlFor={id}>{label}</label>
      <div className={styles.box}>
        <select
          id={id}
          value={value}
          data-empty={value ? undefined : true}
          onChange={({ target }) => onChoose(target.value)}
        >
          {prompt && (
            <option value="" disabled>
              {prompt}
            </option>
          )}
          {choices.map((choice) => (
            <option key={choice.value} value={choice.value}>
              {choice.label}
            </option>
          ))}
        </select>
        <ChevronDown size={20} aria-hidden="true" />
      </div>
    </div>
  )
}
