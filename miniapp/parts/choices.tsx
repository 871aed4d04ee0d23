/** One of several, as chips: radio buttons underneath, so that keyboard and screen reader know them. */
import { Check } from 'lucide-react'
import { useId, type ReactNode } from 'react'
import styles from './choices.module.css'

export interface Choice<Value extends string> {
  value: Value
  label: string
  note?: ReactNode
  lang?: string
}

interface ChoicesProps<Value extends string> {
  label: string
  /** The label is for screen readers only. */
  quietLabel?: boolean
  choices: readonly Choice<Value>[]
  value: Value | ''
  onChoose: (value: Value) => void
  look?: 'chips' | 'list'
}

export function Choices<Value extends string>(props: ChoicesProps<Value>) {
  const { label, quietLabel, choices, value, onChoose, look = 'chips' } = props
  const name = useId()
  return (
    <fieldset className={styles.choices} data-look={look}>
      <legend className={quietLabel ? 'visually-hidden' : undefined}>{label}</legend>
      <div>
        {choices.map((choice) => (
          <label
            key={choice.value}
            lang={choice.lang}
            data-chosen={choice.value === value || undefined}
          >
            <input
              type="radio"
              className="visually-hidden"
              name={name}
              value={choice.value}
              checked={choice.value === value}
              onChange={() => onChoose(choice.value)}
            />
            <span className={styles.words}>
              {choice.label}
              {choice.note && <small>{choice.note}</small>}
            </span>
            {look === 'list' && (
              <Check className={styles.mark} size={20} strokeWidth={2.5} aria-hidden="true" />
            )}
          </label>
        ))}
      </div>
    </fieldset>
  )
}
