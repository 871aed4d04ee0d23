/** Why the answer is no: a reason that people read, and a word of one's own (requirements A8). */
import { Input, Radio } from 'antd'
import { useState } from 'react'
import { rejectionReasons, type RejectionReason } from '../../../service/staff/contract.ts'
import { plainText } from '../../parts/plain-text.ts'
import { useText } from '../../text/texts.tsx'
import { Field } from '../parts/field.tsx'
import styles from './requests.module.css'

export interface TypedRejection {
  reason: RejectionReason | undefined
  note: string
  /** Somebody has tried to send it: what is missing is said. */
  checked: boolean
}

/** What was typed, and `read`, which gives it once it is complete and otherwise shows what is missing. */
export function useRejection() {
  const [typed, setTyped] = useState<TypedRejection>({
    reason: undefined,
    note: '',
    checked: false,
  })
  const read = () => {
    const { reason, note } = typed
    setTyped({ ...typed, checked: true })
    return reason && !lacksNote(typed) ? { reason, note: note.trim() } : undefined
  }
  return { typed, setTyped, read }
}

function lacksNote({ reason, note }: TypedRejection): boolean {
  return reason === 'other' && !note.trim()
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
  return (
    <>
      <fieldset className={styles.reasons} aria-describedby="reject-problem">
        <legend>{t('requests.reason')}</legend>
        <Radio.Group
          vertical
          value={reason}
          onChange={(event) =>
            onChange({ ...typed, reason: event.target.value as RejectionReason })
          }
          options={rejectionReasons.map((one) => ({ value: one, label: t(`reject.${one}`) }))}
        />
        <p id="reject-problem" className={styles.problem} role="alert">
          {checked && !reason && t('requests.reasonMissing')}
        </p>
      </fieldset>
      <Field
        label={t('requests.note')}
        hint={reason === 'other' ? '' : t('common.optional')}
        help={noteHelp}
        problem={checked && lacksNote(typed) && t('requests.noteMissing')}
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
