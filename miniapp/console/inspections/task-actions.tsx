/** Accepts, returns or reassigns a task, as the service says who may. */
import { Check, CornerUpLeft, UserCheck } from 'lucide-react'
import { acceptTask, findTask } from '../../../service/inspections/contract/platform.ts'
import type { Task } from '../../../service/inspections/contract/task.ts'
import { useText } from '../../text/texts.tsx'
import { Abilities } from '../kit/abilities.tsx'
import { useAction } from '../kit/use-action.ts'
import { ReassignDialog } from './reassign-dialog.tsx'
import { ReturnDialog } from './return-dialog.tsx'

export function TaskActions({ task }: { task: Task }) {
  const { t } = useText()
  const { id, since, abilities } = task
  const accept = useAction(acceptTask, {
    record: findTask,
    done: ({ store }) => t('inspections.accepted', { store: store.name }),
  })
  return (
    <Abilities
      held={abilities}
      offers={{
        accept: {
          word: 'inspections.accept',
          icon: Check,
          look: 'primary',
          isPending: accept.isPending,
          run: () => accept.run({ params: { taskId: id }, body: { since } }),
        },
        return: {
          word: 'inspections.return',
          icon: CornerUpLeft,
          dialog: (close) => <ReturnDialog task={task} onClose={close} />,
        },
        reassign: {
          word: 'inspections.reassign',
          icon: UserCheck,
          dialog: (close) => <ReassignDialog task={task} onClose={close} />,
        },
      }}
    />
  )
}
