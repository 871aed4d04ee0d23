/** Says no to a request: a reason that the person reads, and a word of one's own (requirements A8). */
import { useMutation } from '@tanstack/react-query'
import { Input, Radio } from 'antd'
import { useState } from 'react'
import { rejectionReasons, rejectRequest, type StaffRow } from '../../../service/staff/contract.ts'
import { tell } from '../../api/ask.ts'
import { codeOf } from '../../api/problem-error.ts'
import { useText } from '../../text/texts.tsx'
import { Dialog } from '../parts/dialog.tsx'
import { Field } from '../parts/field.tsx'
import { useNotices } from '../parts/notices.ts'
import { useSettle, useTurnedDown } from '../staff/settle.ts'
import styles from './requests.module.css'

type Reason = (typeof rejectionReasons)[number]

export function RejectDialog({ member, onClose }: { member: StaffRow; onClose: () => void }) {
  const { t } = useText()
  const settle = useSettle()
  const turnedDown = useTurnedDown()
  const { done } = useNotices()
  const [reason, setReason] = useState<Reason>()
  const [note, setNote] = useState('')
  const [checked, setChecked] = useState(false)
  const { name } = member
  const reject = useMutation({
    ...tell(rejectRequest),
    onSuccess: (now) => {
      settle(now)
      done(t('requests.rejected', { name }))
      onClose()
    },
    onError: async (error) => {
      await turnedDown(error, member.id)
      // what was typed stays when it was only the line that broke
      if (codeOf(error) === 'already_decided') onClose()
    },
  })
  const lacksNote = reason === 'other' && !note.trim()
  const submit = () => {
    setChecked(true)
    if (!reason || lacksNote) return
    reject.mutate({ params: { staffId: member.id }, body: { reason, note: note.trim() } })
  }
  return (
    <Dialog
      title={t('requests.rejectTitle', { name })}
      action={t('requests.rejectAction')}
      danger
      busy={reject.isPending}
      onSubmit={submit}
      onClose={onClose}
    >
      <fieldset className={styles.reasons} aria-describedby="reject-problem">
        <legend>{t('requests.reason')}</legend>
        <Radio.Group
          vertical
          value={reason}
          onChange={(event) => setReason(event.target.value as Reason)}
          options={rejectionReasons.map((one) => ({ value: one, label: t(`reject.${one}`) }))}
        />
        <p id="reject-problem" className={styles.problem} role="alert">
          {checked && !reason && t('requests.reasonMissing')}
        </p>
      </fieldset>
      <Field
        label={t('requests.note')}
        hint={reason === 'other' ? '' : t('common.optional')}
        help={t('requests.noteHelp', { name })}
        problem={checked && lacksNote && t('requests.noteMissing')}
      >
        {(field) => (
          <Input.TextArea
            {...field}
            rows={3}
            maxLength={500}
            value={note}
            onChange={(event) => setNote(event.target.value)}
          />
        )}
      </Field>
    </Dialog>
  )
}
