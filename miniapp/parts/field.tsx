/** A labelled field with its help and its problem, tied together for screen readers: the one of phone and console. */
import { CircleAlert } from 'lucide-react'
import { createContext, use, useId, type ReactNode } from 'react'
import { useText } from '../text/texts.tsx'
import styles from './field.module.css'

/** On a phone a problem stands above what is filled in, where no thumb and no keyboard covers it. */
export const FieldPlace = createContext<'phone' | 'desk'>('phone')

export interface FieldProps {
  label: string
  optional?: boolean
  help?: ReactNode
  /** What is wrong with what was entered, and how to mend it. */
  problem?: ReactNode
}

interface Control {
  id: string
  'aria-describedby': string | undefined
  'aria-invalid': true | undefined
  /** For fields of antd. */
  status: 'error' | ''
}

export function Field(props: FieldProps & { children: (control: Control) => ReactNode }) {
  const { label, optional = false, help, problem, children } = props
  const { t } = useText()
  const id = useId()
  const isAtDesk = use(FieldPlace) === 'desk'
  const isWrong = Boolean(problem)
  const isHelped = Boolean(help) && !(isAtDesk && isWrong)
  const why = isWrong && (
    <div id={`${id}-problem`} role="alert" className={styles.problem}>
      <CircleAlert size={16} aria-hidden />
      <span>{problem}</span>
    </div>
  )
  const about = [isWrong && `${id}-problem`, isHelped && `${id}-help`].filter(Boolean).join(' ')
  return (
    <div className={styles.field} data-place={isAtDesk ? 'desk' : 'phone'}>
      <label htmlFor={id}>
        {label}
        {optional && <span className={styles.optional}>{t('common.optional')}</span>}
      </label>
      {!isAtDesk && why}
      {children({
        id,
        'aria-describedby': about || undefined,
        'aria-invalid': isWrong || undefined,
        status: isWrong ? 'error' : '',
      })}
      {isAtDesk && why}
      {isHelped && (
        <div id={`${id}-help`} className={styles.help}>
          {help}
        </div>
      )}
    </div>
  )
}
