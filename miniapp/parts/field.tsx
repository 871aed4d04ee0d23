/** A labelled place to type in or to choose, with its own words when something is wrong. */
import { ChevronDown, CircleAlert } from 'lucide-react'
import {
  useId,
  type ChangeEvent,
  type InputHTMLAttributes,
  type ReactNode,
  type TextareaHTMLAttributes,
} from 'react'
import { useText } from '../text/texts.tsx'
import styles from './field.module.css'
import { plainText } from './plain-text.ts'

interface Common {
  label: string
  hint?: ReactNode
  /** What is wrong and how to mend it; stands above the input. */
  problem?: string | undefined
  optional?: boolean
}

function Labelled(props: Common & { id: string; children: ReactNode }) {
  const { t } = useText()
  const { id, label, hint, problem, optional, children } = props
  return (
    <div className={styles.field} data-wrong={problem ? true : undefined}>
      <label htmlFor={id}>
        {label}
        {optional && <span className={styles.optional}>{t('common.optional')}</span>}
      </label>
      {problem && (
        <p id={`${id}-problem`} className={styles.problem} role="alert">
          <CircleAlert size={16} aria-hidden="true" />
          {problem}
        </p>
      )}
      {children}
      {hint && (
        <p id={`${id}-hint`} className={styles.hint}>
          {hint}
        </p>
      )}
    </div>
  )
}

function described(id: string, { hint, problem }: Common) {
  const by = [problem && `${id}-problem`, hint && `${id}-hint`].filter(Boolean).join(' ')
  return { 'aria-describedby': by || undefined, 'aria-invalid': problem ? true : undefined }
}

/** Tells what was typed, as plain text. */
function plainly<E extends HTMLInputElement | HTMLTextAreaElement>(
  tell: ((event: ChangeEvent<E>) => void) | undefined,
) {
  return (event: ChangeEvent<E>) => {
    const { target } = event
    const text = plainText(target.value)
    if (text !== target.value) target.value = text
    tell?.(event)
  }
}

type FieldProps = Common & Omit<InputHTMLAttributes<HTMLInputElement>, 'id'>

export function Field({ label, hint, problem, optional, onChange, ...rest }: FieldProps) {
  const id = useId()
  const common = { label, hint, problem, ...(optional && { optional }) }
  return (
    <Labelled id={id} {...common}>
      <input
        {...rest}
        onChange={plainly(onChange)}
        id={id}
        className={styles.input}
        {...described(id, common)}
      />
    </Labelled>
  )
}

type TextFieldProps = Common & Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, 'id'>

export function TextField({ label, hint, problem, optional, onChange, ...rest }: TextFieldProps) {
  const id = useId()
  const common = { label, hint, problem, ...(optional && { optional }) }
  return (
    <Labelled id={id} {...common}>
      <textarea
        rows={3}
        {...rest}
        onChange={plainly(onChange)}
        id={id}
        className={styles.input}
        {...described(id, common)}
      />
    </Labelled>
  )
}

interface SelectFieldProps {
  label: string
  /** Shown while nothing is chosen. */
  prompt?: string
  value: string
  choices: readonly { value: string; label: string }[]
  onChoose: (value: string) => void
}

/** A choice among many: the phone's own picker. */
export function SelectField({ label, prompt, value, choices, onChoose }: SelectFieldProps) {
  const id = useId()
  return (
    <Labelled id={id} label={label}>
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
    </Labelled>
  )
}
