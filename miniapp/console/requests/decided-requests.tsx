/** Requests that were decided: what became of each, and the reason where the answer was no. */
import type { StaffRow } from '../../../service/staff/contract.ts'
import { useText } from '../../text/texts.tsx'
import { addresses } from '../addresses.ts'
import { readablePhone } from '../parts/phone-number.ts'
import { RowTable, type Column } from '../parts/row-table.tsx'
import { StaffState } from '../parts/state.tsx'
import { When } from '../parts/when.tsx'
import { useRejectionReasons } from './reasons.ts'
import styles from './requests.module.css'

export function DecidedRequests({ rows }: { rows: StaffRow[] }) {
  const { t } = useText()
  const { nameOf, needsNote } = useRejectionReasons()
  const columns: Column<StaffRow>[] = [
    { id: 'name', head: t('staff.name'), cell: ({ name }) => name, width: '28%' },
    {
      id: 'phone',
      head: t('staff.phone'),
      cell: ({ phone }) => <span className={styles.oneLine}>{readablePhone(phone)}</span>,
    },
    {
      id: 'state',
      head: t('staff.state'),
      cell: ({ status, rejection }) => (
        <>
          <StaffState status={status} />
          {status === 'rejected' && rejection && (
            <span className={styles.why}>
              {[!needsNote(rejection.reason) && nameOf(rejection.reason), rejection.note]
                .filter(Boolean)
                .join(' · ')}
            </span>
          )}
        </>
      ),
    },
    {
      id: 'decided',
      head: t('requests.decidedBy'),
      cell: ({ decided }) =>
        decided && (
          <>
            {decided.by}
            <span className={styles.when}>
              <When at={decided.at} />
            </span>
          </>
        ),
    },
    {
      id: 'asked',
      head: t('requests.asked'),
      cell: ({ createdAt }) => <When at={createdAt} />,
      wide: true,
    },
  ]
  return (
    <RowTable
      label={t('requests.decided')}
      columns={columns}
      rows={rows}
      hrefOf={({ id }) => addresses.staffMember(id)}
    />
  )
}
