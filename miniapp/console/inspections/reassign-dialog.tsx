/** Gives a task to another person of the ISO, or more time to its holder. */
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { reassignTask, type Task } from '../../../service/inspections/contract.ts'
import { tell } from '../../api/ask.ts'
import { useText } from '../../text/texts.tsx'
import { Refusal } from '../parts/refusal.tsx'
import { Dialog } from '../parts/dialog.tsx'
import { useNotices } from '../parts/notices.ts'
import { useExplain } from '../parts/trouble.tsx'
import { DeadlineField } from './deadline-field.tsx'
import { useSettleTask } from './settle.ts'
import { StaffChoice } from './staff-choice.tsx'

export function ReassignDialog({ task, onClose }: { task: Task; onClose: () => void }) {
  const { t } = useText()
  const explain = useExplain()
  const { done } = useNotices()
  const { settle, askAnew } = useSettleTask()
  const [who, setWho] = useState({ id: '', name: '' })
  const [deadline, setDeadline] = useState('')
  const [tried, setTried] = useState(false)
  const reassign = useMutation({
    ...tell(reassignTask),
    onSuccess: (now) => {
      settle(now)
      done(t('inspections.reassigned', { name: who.name }))
      onClose()
    },
    onError: askAnew,
  })
  const refusal = reassign.error && explain(reassign.error)
  const problem = tried && !who.id ? t('inspections.whoIsMissing') : undefined
  const submit = () => {
    setTried(true)
    if (!who.id) return
    const body = { staff: who.id, ...(deadline && { deadline }) }
    reassign.mutate({ params: { taskId: task.id }, body })
  }
  return (
    <Dialog
      title={t('inspections.reassignTitle', { store: task.store.name })}
      action={t('inspections.reassignAction')}
      busy={reassign.isPending}
      onSubmit={submit}
      onClose={onClose}
    >
      <StaffChoice
        iso={task.iso.id}
        store={task.store.id}
        value={who.id}
        problem={refusal ? <Refusal explanation={refusal} /> : problem}
        onChange={(id, name) => setWho({ id, name })}
      />
      <DeadlineField value={deadline} onChange={setDeadline} />
    </Dialog>
  )
}
