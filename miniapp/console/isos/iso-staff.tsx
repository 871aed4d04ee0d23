/** How many staff an ISO has in each state. */
import { useQuery } from '@tanstack/react-query'
import { countStaffOfIso } from '../../../service/staff/contract/lists.ts'
import { staffStatuses } from '../../../service/staff/contract/association.ts'
import { ask } from '../../api/ask.ts'
import { Skeleton } from '../../parts/skeleton.tsx'
import { useFormats } from '../../text/format.ts'
import { useText } from '../../text/texts.tsx'
import { StaffState } from '../parts/state.tsx'
import { Failure } from '../../parts/failure.tsx'
import styles from './isos.module.css'

export function IsoStaff({ isoId }: { isoId: string }) {
  const { t } = useText()
  const { counted } = useFormats()
  const { data, error, refetch } = useQuery(
    ask(countStaffOfIso, { params: { workspaceId: isoId } }),
  )
  if (!data)
    return error ? <Failure shape="line" error={error} retry={refetch} /> : <Skeleton rows={2} />
  const present = staffStatuses.filter((status) => data.counts[status] > 0)
  if (!present.length) return t('isos.noStaff')
  return (
    <ul className={styles.counts}>
      {present.map((status) => (
        <li key={status}>
          <StaffState status={status} />
          <span>{counted(data.counts[status])}</span>
        </li>
      ))}
    </ul>
  )
}
