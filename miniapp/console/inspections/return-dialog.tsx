/** Returns what was sent in; what is to be mended is asked, for the person reads it. */
import { useMutation } from '@tanstack/react-query'
import { Input } from 'antd'
import { useState } from 'react'
import { returnTask, type Task } from '../../../service/inspections/contract.ts'
import { tell } from '../../api/ask.ts'
import { plainText } from '../../parts/plain-text.ts'
import { useTyped } from '../../parts/typed.ts'
import { useText } from '../../text/texts.tsx'
import { Dialog } from '../parts/dialog.tsx'
import { Field } from '../parts/field.tsx'
import { useNotices } from '../parts/notices.ts'
import { useSettleTask } from './settle.ts'

/** Characters; fewer explain nothing. */
const shortestReason = 5

interface ReturnDialogProps {
  task: Task
  onClose: () => void
}

export function ReturnDialog({ task, onClose: close }: ReturnDialogProps) {
  const { t } = useText()
  const { settle, askAnew } = useSettleTask()
  const { done, refused } = useNotices()
  const [typed, type, forget] = useTyped(`return.${task.id}`, () => ({ words: '' }))
  const [tried, setTried] = useState(false)
  const name = task.holder?.name ?? ''
  const reason = typed.words.trim()
  const onClose = () => {
    forget()
    close()
  }
  const isShort = reason.length < shortestReason
  const giveBack = useMutation({
    ...tell(returnTask),
    onSuccess: (now) => {
      settle(now)
      done(t('inspections.returned', { name }))
      onClose()
    },
    onError: (error) => {
      refused(error)
      askAnew()
    },
  })
  const submit = () => {
    setTried(true)
    if (!isShort)
      giveBack.mutate({ params: { taskId: task.id }, body: { reason, since: task.since } })
  }
  return (
    <Dialog
      title={t('inspections.returnTitle', { name })}
      action={t('inspections.returnAction', { name })}
      busy={giveBack.isPending}
      onSubmit={submit}
      onClose={onClose}
    >
      <Field
        label={t('inspections.reason')}
        help={t('inspections.reasonHelp')}
        problem={tried && isShort && t('inspections.reasonMissing')}
      >
        {(field) => (
          <Input.TextArea
            {...field}
            autoFocus
            rows={3}
            maxLength={500}
            value={typed.words}
            onChange={(event) => type({ words: plainText(event.target.value) })}
          />
        )}
      </Field>
    </Dialog>
  )
}
