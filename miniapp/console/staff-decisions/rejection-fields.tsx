/** Why the answer is no: a reason that people read, and a word of one's own (requirements A8). */
import { Input, Radio } from 'antd'
import { plainText } from '../../parts/plain-text.ts'
import { useText } from '../../text/texts.tsx'
import { Field } from '../../parts/field.tsx'
import { Failure } from '../../parts/failure.tsx'
import { useRejectionReasons } from './reasons.ts'
import styles from './rejection.module.css'

interface TypedRejection {
  reason?: string
  note: string
}

export const notRejected: TypedRejection = { note: '' }

/** Which of the two is still missing. */
export function useMissing({ reason, note }: TypedRejection): 'reason' | 'note' | undefined {
  const { needsNote } = useRejectionReasons()
  if (!reason) return 'reason'
  return needsNote(reason) && !note.trim() ? 'note' : undefined
}

interface RejectionFieldsProps {
  typed: TypedRejection
  onChange: (change: Partial<TypedRejection>) => void
  /** What is said to be missing, once the person has tried to send it. */
  missing: string | boolean | undefined
  /** Says who will read it. */
  noteHelp: string
}

export function RejectionFields({ typed, onChange, missing, noteHelp }: RejectionFieldsProps) {
  const { t } = useText()
  const { reason, note } = typed
  const { list, offered, needsNote } = useRejectionReasons()
  if (list.error) return <Failure error={list.error} retry={list.refetch} />
  return (
    <>
      <fieldset className={styles.reasons} aria-describedby="reject-problem">
        <legend>{t('requests.reason')}</legend>
        <Radio.Group
          vertical
          value={reason}
          onChange={({ target }) => onChange({ reason: String(target.value) })}
          options={offered}
        />
        <p id="reject-problem" className={styles.problem} role="alert">
          {missing === 'reason' && t('requests.reasonMissing')}
        </p>
      </fieldset>
      <Field
        label={t('requests.note')}
        optional={!needsNote(reason)}
        help={noteHelp}
        problem={missing === 'note' && t('requests.noteMissing')}
      >
        {(field) => (
          <Input.TextArea
            {...field}
            rows={3}
            maxLength={500}
            value={note}
            onChange={({ target }) => onChange({ note: plainText(target.value) })}
          />
        )}
      </Field>
    </>
  )
}
