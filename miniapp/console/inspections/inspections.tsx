/** Inspections, for the platform: tasks by state, ISO and person; each opens beside the list (requirements B9). */
import { assignTask, listTasks } from '../../../service/inspections/contract/platform.ts'
import { taskStatuses, type TaskRow } from '../../../service/inspections/contract/task.ts'
import { useFormats } from '../../text/format.ts'
import { useText } from '../../text/texts.tsx'
import { addresses } from '../addresses.ts'
import { DialogButton } from '../kit/dialog-button.tsx'
import { chips, ofIso, only } from '../kit/filters.tsx'
import { ListPage } from '../kit/list-page.tsx'
import { useAddress } from '../parts/address.ts'
import { useIsos } from '../parts/isos.ts'
import { TaskState } from './task-state.tsx'
import { AssignDialog } from './assign-dialog.tsx'
import { TaskPanel } from './task-panel.tsx'

export function Inspections({ openId }: { openId?: string | undefined }) {
  const { t } = useText()
  const { day } = useFormats()
  const iso = useAddress().params.get('iso') ?? ''
  const assign = (
    <DialogButton
      does={assignTask}
      word="inspections.assign"
      dialog={(close) => <AssignDialog first={iso} onClose={close} />}
    />
  )
  return (
    <ListPage
      of={listTasks}
      title="nav.inspections"
      about={t('inspections.about')}
      actions={assign}
      filters={useTaskFilters()}
      none={['inspections.empty', 'inspections.emptyHow']}
      noneAction={assign}
      noneFound={['inspections.noneFound', 'inspections.noneFoundHow']}
      opens={{ id: openId, address: addresses.inspections, panel: TaskPanel }}
      columns={[
        { head: 'inspections.store', cell: ({ storeName }) => storeName },
        { head: 'inspections.iso', cell: ({ iso }) => iso.name, wide: true },
        {
          head: 'inspections.holder',
          cell: ({ holder }) => holder?.name ?? t('inspections.noHolder'),
        },
        { head: 'inspections.state', cell: ({ status }) => <TaskState status={status} /> },
        {
          head: 'inspections.deadline',
          cell: ({ deadlineDay }) => day(deadlineDay),
          oneLine: true,
          wide: true,
        },
      ]}
    />
  )
}

function useTaskFilters() {
  const { t } = useText()
  return [
    ofIso(useIsos()),
    chips({
      param: 'status',
      label: 'inspections.states',
      all: 'inspections.all',
      ids: taskStatuses,
      word: (status) => `inspections.status.${status}`,
    }),
    only({
      param: 'staff',
      label: 'inspections.filterByHolder',
      wordOf: (staff, rows: TaskRow[]) => {
        const name = rows.find(({ holder }) => holder?.id === staff)?.holder?.name
        return name ? t('inspections.onlyOf', { name }) : t('inspections.onlyOfOne')
      },
    }),
  ]
}
