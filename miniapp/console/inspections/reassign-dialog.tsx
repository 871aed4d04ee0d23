/** Gives a task to another person of the ISO, or more time to its holder. */
import { useState } from 'react'
import {
  findTask,
  inspectableStores,
  reassignTask,
} from '../../../service/inspections/contract/platform.ts'
import type { Task } from '../../../service/inspections/contract/task.ts'
import { useText } from '../../text/texts.tsx'
import { useAction } from '../kit/use-action.ts'
import { Dialog } from '../parts/dialog.tsx'
import { Refusal } from '../parts/refusal.tsx'
import { DeadlineField } from './deadline-field.tsx'
import { StaffChoice } from './staff-choice.tsx'

export function ReassignDialog({ task, onClose }: { task: Task; onClose: () => void }) {
  const { t } = useText()
  const [who, setWho] = useState({ id: '', name: '' })
  const [deadline, setDeadline] = useState('')
  const [isTried, setTried] = useState(false)
  const { run, isPending, refusal } = useAction(reassignTask, {
    record: findTask,
    renews: [inspectableStores],
    refused: 'in the dialog',
    done: () => {
      onClose()
      return t('inspections.reassigned', { name: who.name })
    },
  })
  const isMissing = isTried && !who.id
  const submit = () => {
    setTried(true)
    if (!who.id) return
    run({ params: { taskId: task.id }, body: { staff: who.id, ...(deadline && { deadline }) } })
  }
  return (
    <Dialog
      title={t('inspections.reassignTitle', { store: task.store.name })}
      action={t('inspections.reassignAction')}
      busy={isPending}
      onSubmit={submit}
      onClose={onClose}
    >
      <StaffChoice
        iso={task.iso.id}
        store={task.store.id}
        value={who.id}
        problem={
          refusal ? <Refusal explanation={refusal} /> : isMissing && t('inspections.whoIsMissing')
        }
        onChange={(id, name) => setWho({ id, name })}
      />
      <DeadlineField value={deadline} onChange={setDeadline} />
    </Dialog>
  )
}
