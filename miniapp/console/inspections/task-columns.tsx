/** What a row of the list of tasks shows. */
import type { TaskRow } from '../../../service/inspections/contract.ts'
import { useFormats } from '../../text/format.ts'
import { useText } from '../../text/texts.tsx'
import list from '../parts/list.module.css'
import type { Column } from '../parts/row-table.tsx'
import { TaskState } from '../parts/state.tsx'

export function useTaskColumns(): Column<TaskRow>[] {
  const { t } = useText()
  const { day } = useFormats()
  return [
    {
      id: 'store',
      head: t('inspections.store'),
      cell: ({ storeName }) => storeName,
      width: '30%',
    },
    { id: 'iso', head: t('inspections.iso'), cell: ({ iso }) => iso.name, wide: true },
    {
      id: 'holder',
      head: t('inspections.holder'),
      cell: ({ holder }) => holder?.name ?? t('inspections.nobody'),
    },
    {
      id: 'state',
      head: t('inspections.state'),
      cell: ({ status }) => <TaskState status={status} />,
    },
    {
      id: 'deadline',
      head: t('inspections.deadline'),
      cell: ({ deadlineDay }) => <span className={list.oneLine}>{day(deadlineDay)}</span>,
      wide: true,
    },
  ]
}
