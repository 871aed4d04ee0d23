/** Accepts, returns or reassigns a task, as the service says who may. */
import { Check, CornerUpLeft, UserCheck } from 'lucide-react'
import { acceptTask, findTask } from '../../../service/inspections/contract/platform.ts'
import type { Task } from '../../../service/inspections/contract/task.ts'
import type { Offers } from '../kit/abilities.tsx'
import { atOnce } from '../kit/at-once.ts'
import { ReassignDialog } from './reassign-dialog.tsx'
import { ReturnDialog } from './return-dialog.tsx'

export const taskOffers: Offers<Task['abilities'][number], Task> = {
  accept: {
    word: 'inspections.accept',
    icon: Check,
    look: 'primary',
    useAtOnce: atOnce(acceptTask, {
      record: findTask,
      send: ({ id, since }) => ({ params: { taskId: id }, body: { since } }),
      done: 'inspections.accepted',
      values: ({ store }) => ({ store: store.name }),
    }),
  },
  return: { word: 'inspections.return', icon: CornerUpLeft, dialog: ReturnDialog },
  reassign: { word: 'inspections.reassign', icon: UserCheck, dialog: ReassignDialog },
}
