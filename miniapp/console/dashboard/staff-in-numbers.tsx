/** How many staff are in each state; every number opens the list it counts. */
import { Link } from 'wouter'
import type { StaffStatus } from '../../../service/staff/contract/association.ts'
import { useFormats } from '../../text/format.ts'
import { useText } from '../../text/texts.tsx'
import { addresses } from '../addresses.ts'
import { StaffStateIcon } from '../parts/state.tsx'
import styles from './dashboard.module.css'

/** In the order in which a person passes through them; requests stand above. */
const order: StaffStatus[] = [
  'associated',
  'invited',
  'approved',
  'invitation_failed',
  'rejected',
  'left',
  'removed',
]

export function StaffInNumbers({ counts }: { counts: Record<StaffStatus, number> }) {
  const { t } = useText()
  const { counted } = useFormats()
  return (
    <section aria-labelledby="staff-in-numbers">
      <h2 id="staff-in-numbers" className={styles.heading}>
        {t('dashboard.staff')}
      </h2>
      <ul className={styles.numbers}>
        {order.map((status) => (
          <li key={status}>
            <Link href={addresses.staff(`status=${status}`)} className={styles.figure}>
              <span className={styles.state}>
                <StaffStateIcon status={status} />
                {t(`staff.status.${status}`)}
              </span>
              <span className={styles.number}>{counted(counts[status])}</span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  )
}
