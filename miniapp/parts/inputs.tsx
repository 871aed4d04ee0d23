/** Fields of the phone: to type in, and to choose by the phone's own picker. */
import { ChevronDown } from 'lucide-react'
import type { ChangeEvent, InputHTMLAttributes, TextareaHTMLAttributes } from 'react'
import { Field, type FieldProps } from './field.tsx'
import styles from './inputs.module.css'
import { plainText } from './plain-text.ts'

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

type InputFieldProps = FieldProps & Omit<InputHTMLAttributes<HTMLInputElement>, 'id'>

export function InputField(props: InputFieldProps) {
  const { label, help, problem, optional = false, onChange, ...rest } = props
  return (
    <Field label={label} help={help} problem={problem} optional={optional}>
      {({ status: _, ...field }) => (
        <input {...rest} {...field} onChange={plainly(onChange)} className={styles.input} />
      )}
    </Field>
  )
}

type TextFieldProps = FieldProps & Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, 'id'>

export function TextField(props: TextFieldProps) {
  const { label, help, problem, optional = false, onChange, ...rest } = props
  return (
    <Field label={label} help={help} problem={problem} optional={optional}>
      {({ status: _, ...field }) => (
        <textarea
          rows={3}
          {...rest}
          {...field}
          onChange={plainly(onChange)}
          className={styles.input}
        />
      )}
    </Field>
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

/** A choice among many. */
export function SelectField({ label, prompt, value, choices, onChoose }: SelectFieldProps) {
  return (
    <Field label={label}>
      {({ id }) => (
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
      )}
    </Field>
  )
}
