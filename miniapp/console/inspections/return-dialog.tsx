/** Returns what was sent in; what is to be mended is asked, for the person reads it. */
import { findTask, returnTask } from '../../../service/inspections/contract/platform.ts'
import type { Task } from '../../../service/inspections/contract/task.ts'
import { reasonDialog } from '../kit/reason-dialog.tsx'

export const ReturnDialog = reasonDialog(returnTask, {
  keptAs: ({ id }: Task) => `return.${id}`,
  values: ({ holder }) => ({ name: holder?.name ?? '' }),
  title: 'inspections.returnTitle',
  action: 'inspections.returnAction',
  label: 'inspections.reason',
  help: 'inspections.reasonHelp',
  missing: 'inspections.reasonMissing',
  shortest: 5,
  record: findTask,
  send: ({ id, since }, reason) => ({ params: { taskId: id }, body: { reason, since } }),
  done: 'inspections.returned',
})
