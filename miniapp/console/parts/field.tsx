/** A labelled field with its help and its problem, tied together for screen readers. */
import { CircleAlert } from 'lucide-react'
import { useId, type ReactNode } from 'react'
import styles from './field.module.css'

interface FieldProps {
  label: string
  /** Stands behind the label, such as *optional*. */
  hint?: string
  help?: ReactNode
  /** What is wrong with what was entered, and how to mend it. */
  problem?: ReactNode
  children: (field: {
    id: string
    'aria-describedby': string
    'aria-invalid': boolean
    status: 'error' | ''
  }) => ReactNode
}

export function Field({ label, hint, help, problem, children }: FieldProps) {
  const id = useId()
  const wrong = Boolean(problem)
  return (
    <div className={styles.field}>
      <label htmlFor={id} className={styles.label}>
        {label}
        {hint && <span className={styles.hint}>{hint}</span>}
      </label>
      {children({
        id,
        'aria-describedby': `${id}-about`,
        'aria-invalid': wrong,
        status: wrong ? 'error' : '',
      })}
      <div id={`${id}-about`} className={styles.about}>
        {wrong ? (
          <div role="alert" className={styles.problem}>
            <CircleAlert size={14} aria-hidden />
            <span>{problem}</span>
          </div>
        ) : (
          help && <div className={styles.help}>{help}</div>
        )}
      </div>
    </div>
  )
}
