/** What a row of Staff Details shows. */
import type { StaffRow, StaffSort } from '../../../service/staff/contract.ts'
import { useText } from '../../text/texts.tsx'
import styles from '../parts/list.module.css'
import { readablePhone } from '../parts/phone-number.ts'
import type { Column } from '../parts/row-table.tsx'
import { StaffState } from '../parts/state.tsx'
import { When } from '../parts/when.tsx'
import { directionOf, nextSort } from './list-address.ts'

interface Sorting {
  sort: StaffSort | undefined
  /** Nothing where the list has an order of its own. */
  onSort: ((sort: StaffSort | '') => void) | undefined
}

export function useStaffColumns({ sort, onSort }: Sorting): Column<StaffRow>[] {
  const { t } = useText()
  const sorted = (field: 'name' | 'since', first: 1 | -1) =>
    onSort && {
      sort: {
        direction: directionOf(field, sort),
        onSort: () => onSort(nextSort(field, sort, first)),
      },
    }
  return [
    {
      id: 'name',
      head: t('staff.name'),
      cell: ({ name }) => name,
      width: '28%',
      ...sorted('name', 1),
    },
    {
      id: 'phone',
      head: t('staff.phone'),
      cell: ({ phone }) => <span className={styles.oneLine}>{readablePhone(phone)}</span>,
    },
    {
      id: 'state',
      head: t('staff.state'),
      cell: ({ status, failure, otherIdentity }) => (
        <>
          <StaffState status={status} />
          {failure && <span className={styles.why}>{t(`staff.failure.${failure.reason}`)}</span>}
          {otherIdentity && <span className={styles.why}>{t('staff.otherIdentity')}</span>}
        </>
      ),
    },
    {
      id: 'since',
      head: t('staff.since'),
      cell: ({ since }) => <When at={since} />,
      wide: true,
      ...sorted('since', -1),
    },
    {
      id: 'via',
      head: t('staff.via'),
      cell: ({ via }) => <span className={styles.oneLine}>{t(`staff.via.${via}`)}</span>,
      wide: true,
    },
  ]
}
