/** Verification tasks of a staff member, newest first, for their ISO to read. */
import { listStaffTasks } from '../../../service/inspections/contract/iso.ts'
import { InnerList, InnerRow } from '../kit/inner-list.tsx'
import { TaskState } from './task-state.ts'

export const StaffTasks = ({ staffId }: { staffId: string }) => (
  <InnerList
    of={listStaffTasks}
    asked={{ params: { staffId } }}
    title="inspections.ofStaff"
    none="inspections.noneOfStaff"
    loadingRows={2}
    row={({ storeName, status, deadlineDay }, { t, day }) => (
      <InnerRow
        name={storeName}
        state={<TaskState status={status} />}
        facts={[
          <>
            {t('inspections.deadline')} <time dateTime={deadlineDay}>{day(deadlineDay)}</time>
          </>,
        ]}
      />
    )}
  />
)
