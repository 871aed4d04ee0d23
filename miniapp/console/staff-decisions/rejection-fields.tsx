/** Why the answer is no: a reason that people read, and a word of one's own (requirements A8). */
import { Input, Radio } from 'antd'
import { plainText } from '../../parts/plain-text.ts'
import { useTyped } from '../../parts/typed.ts'
import { useText } from '../../text/texts.tsx'
import { Field } from '../parts/field.tsx'
import { Trouble } from '../parts/trouble.tsx'
import { useRejectionReasons } from './reasons.ts'
import styles from './rejection.module.css'

export interface TypedRejection {
  reason: string | undefined
  note: string
  /** The person has tried to send it: what is missing is shown. */
  checked: boolean
}

/**
 * What was typed, and `read`, which gives it once it is complete and otherwise shows what is missing.
 * @param about id of the rejected record; the text is kept under it until `forget`
 */
export function useRejection(about: string) {
  const { needsNote } = useRejectionReasons()
  const [typed, setTyped, forget] = useTyped<TypedRejection>(`reject.${about}`, () => ({
    reason: undefined,
    note: '',
    checked: false,
  }))
  const read = () => {
    const { reason, note } = typed
    setTyped({ ...typed, checked: true })
    const lacksNote = needsNote(reason) && !note.trim()
    return reason && !lacksNote ? { reason, note: note.trim() } : undefined
  }
  return { typed, setTyped, read, forget }
}

interface RejectionFieldsProps {
  typed: TypedRejection
  onChange: (typed: TypedRejection) => void
  /** Says who will read it. */
  noteHelp: string
}

export function RejectionFields({ typed, onChange, noteHelp }: RejectionFieldsProps) {
  const { t } = useText()
  const { reason, note, checked } = typed
  const { list, offered, needsNote } = useRejectionReasons()
  if (list.error) return <Trouble error={list.error} retry={list.refetch} />
  return (
    <>
      <fieldset className={styles.reasons} aria-describedby="reject-problem">
        <legend>{t('requests.reason')}</legend>
        <Radio.Group
          vertical
          value={reason}
          onChange={(event) => onChange({ ...typed, reason: String(event.target.value) })}
          options={offered}
        />
        <p id="reject-problem" className={styles.problem} role="alert">
          {checked && !reason && t('requests.reasonMissing')}
        </p>
      </fieldset>
      <Field
        label={t('requests.note')}
        hint={needsNote(reason) ? '' : t('common.optional')}
        help={noteHelp}
        problem={checked && needsNote(reason) && !note.trim() && t('requests.noteMissing')}
      >
        {(field) => (
          <Input.TextArea
            {...field}
            rows={3}
            maxLength={500}
            value={note}
            onChange={(event) => onChange({ ...typed, note: plainText(event.target.value) })}
          />
        )}
      </Field>
    </>
  )
}
