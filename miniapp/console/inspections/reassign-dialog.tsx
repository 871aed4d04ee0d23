/** Gives a task to another person of the ISO, or more time to its holder. */
import {
  findTask,
  inspectableStores,
  reassignTask,
} from '../../../service/inspections/contract/platform.ts'
import type { Task } from '../../../service/inspections/contract/task.ts'
import { formDialog } from '../kit/form-dialog.tsx'
import { DeadlineField } from './deadline-field.tsx'
import { StaffChoice } from './staff-choice.tsx'

export const ReassignDialog = formDialog(reassignTask, {
  first: (_: Task) => ({ staff: '', name: '', deadline: '' }),
  title: 'inspections.reassignTitle',
  action: 'inspections.reassignAction',
  values: ({ store }, { name }) => ({ store: store.name, name }),
  useMissing: ({ staff }) => !staff,
  fields: ({ of: { iso, store }, typed, type, refusal, missing, say }) => (
    <>
      <StaffChoice
        iso={iso.id}
        store={store.id}
        value={typed.staff}
        problem={refusal || (missing && say('inspections.whoIsMissing'))}
        onChange={(staff, name) => type({ staff, name })}
      />
      <DeadlineField value={typed.deadline} onChange={(deadline) => type({ deadline })} />
    </>
  ),
  record: findTask,
  renews: [inspectableStores],
  send: ({ id }, { staff, deadline }) => ({
    params: { taskId: id },
    body: { staff, ...(deadline && { deadline }) },
  }),
  showsRefusal: true,
  done: 'inspections.reassigned',
})
