/** Verification tasks of a staff member, newest first, for their ISO to read. */
import { useInfiniteQuery } from '@tanstack/react-query'
import { listStaffTasks } from '../../../service/inspections/contract/iso.ts'
import { askPages } from '../../api/ask.ts'
import { Skeleton } from '../../parts/skeleton.tsx'
import { useFormats } from '../../text/format.ts'
import { useText } from '../../text/texts.tsx'
import { LoadMore } from '../parts/load-more.tsx'
import panel from '../parts/panel.module.css'
import { TaskState } from './task-state.tsx'
import { Failure } from '../../parts/failure.tsx'

export function StaffTasks({ staffId }: { staffId: string }) {
  const { t } = useText()
  const { day } = useFormats()
  const pages = useInfiniteQuery(askPages(listStaffTasks, { params: { staffId } }))
  const rows = pages.data?.pages.flatMap(({ items }) => items)
  return (
    <section>
      <h3 className={panel.heading}>{t('inspections.ofStaff')}</h3>
      {pages.error && !rows && <Failure error={pages.error} retry={pages.refetch} />}
      {pages.isPending && <Skeleton rows={2} />}
      {rows?.length === 0 && <p className={panel.next}>{t('inspections.noneOfStaff')}</p>}
      {rows && rows.length > 0 && (
        <ul className={panel.records} aria-label={t('inspections.ofStaff')}>
          {rows.map(({ id, storeName, status, deadlineDay }) => (
            <li key={id}>
              <span>{storeName}</span>
              <p className={panel.recordLine}>
                <TaskState status={status} />
                <span className={panel.quiet}>
                  {t('inspections.deadline')} <time dateTime={deadlineDay}>{day(deadlineDay)}</time>
                </span>
              </p>
            </li>
          ))}
        </ul>
      )}
      <LoadMore pages={pages} shown={rows?.length ?? 0} />
    </section>
  )
}
