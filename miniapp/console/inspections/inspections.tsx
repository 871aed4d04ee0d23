/** Inspections, for the platform: tasks by state, ISO and person; each opens beside the list (requirements B9). */
import { assignTask, listTasks } from '../../../service/inspections/contract/platform.ts'
import { type TaskRow, taskStatuses } from '../../../service/inspections/contract/task.ts'
import { addresses } from '../addresses.ts'
import { inState, ofIso, only } from '../kit/filters.tsx'
import { ListPage } from '../kit/list-page.tsx'
import { AssignDialog } from './assign-dialog.tsx'
import { TaskPanel } from './task-panel.tsx'
import { TaskState } from './task-state.ts'

const states = inState({
  label: 'inspections.states',
  all: 'inspections.all',
  ids: taskStatuses,
  word: (status) => `inspections.status.${status}`,
})

const ofHolder = only({
  param: 'staff',
  label: 'inspections.filterByHolder',
  wordOf: (staff, rows: TaskRow[], { t }) => {
    const name = rows.find(({ holder }) => holder?.id === staff)?.holder?.name
    return name ? t('inspections.onlyOf', { name }) : t('inspections.onlyOfOne')
  },
})

export const Inspections = ({ openId }: { openId?: string | undefined }) => (
  <ListPage
    of={listTasks}
    title="nav.inspections"
    about="inspections.about"
    add={{ does: assignTask, word: 'inspections.assign', filter: ofIso, dialog: AssignDialog }}
    filters={[ofIso, states, ofHolder]}
    none={['inspections.empty', 'inspections.emptyHow']}
    noneFound={['inspections.noneFound', 'inspections.noneFoundHow']}
    opens={{ id: openId, address: addresses.inspections, panel: TaskPanel }}
    columns={({ text, name, state, day }) => [
      text('inspections.store', ({ storeName }) => storeName),
      name('inspections.iso', ({ iso }) => iso.name, { wide: true }),
      name('inspections.holder', ({ holder }, { t }) => holder?.name ?? t('inspections.noHolder')),
      state('inspections.state', TaskState),
      day('inspections.deadline', ({ deadlineDay }) => deadlineDay, { wide: true }),
    ]}
  />
)
