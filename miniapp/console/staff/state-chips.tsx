/** Filters a list by state; each chip says how many there are. */
import { staffStatuses, type StaffStatus } from '../../../service/staff/contract.ts'
import { Chips } from '../parts/chips.tsx'
import { useText } from '../../text/texts.tsx'

interface StateChipsProps {
  /** Comma separated, as in the address bar and in the endpoint's query. */
  chosen: string
  counts: Record<StaffStatus, number> | undefined
  onChoose: (chosen: string) => void
}

export function StateChips({ chosen, counts, onChoose }: StateChipsProps) {
  const { t } = useText()
  const on = new Set(chosen.split(',').filter(Boolean))
  const toggle = (status: StaffStatus) => {
    const next = new Set(on)
    if (!next.delete(status)) next.add(status)
    onChoose(staffStatuses.filter((one) => next.has(one)).join(','))
  }
  const all = counts && Object.values(counts).reduce((sum, count) => sum + count, 0)
  return (
    <Chips
      label={t('staff.filterByState')}
      chips={[
        {
          id: 'all',
          word: t('staff.all'),
          count: all,
          on: on.size === 0,
          onPress: () => onChoose(''),
        },
        ...staffStatuses
          // a state that nobody is in is no use as a filter, unless it is the one in force
          .filter((status) => on.has(status) || (counts?.[status] ?? 0) > 0)
          .map((status) => ({
            id: status,
            word: t(`staff.status.${status}`),
            count: counts?.[status],
            on: on.has(status),
            onPress: () => toggle(status),
          })),
      ]}
    />
  )
}
