/** Filters a list by state; each chip says how many there are. */
import { staffStatuses, staffVias, type StaffStatus } from '../../../service/staff/contract.ts'
import { Chips } from '../parts/chips.tsx'
import { useText } from '../../text/texts.tsx'

/** How many are in the chosen states (comma separated; all when empty), as far as they are counted. */
export function totalOf(
  counts: Record<StaffStatus, number> | undefined,
  chosen: string,
): number | undefined {
  if (!counts) return undefined
  const on = chosen.split(',').filter(Boolean)
  return staffStatuses
    .filter((status) => on.length === 0 || on.includes(status))
    .reduce((sum, status) => sum + counts[status], 0)
}

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
  return (
    <Chips
      label={t('staff.filterByState')}
      chips={[
        {
          id: 'all',
          word: t('staff.all'),
          count: totalOf(counts, ''),
          on: on.size === 0,
          onPress: () => onChoose(''),
        },
        ...staffStatuses
          // a state without people is no use as a filter, unless it is the one in force
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

interface ViaChipsProps {
  chosen: (typeof staffVias)[number] | undefined
  onChoose: (chosen: (typeof staffVias)[number] | '') => void
}

/** Filters a list by the way a person came in. */
export function ViaChips({ chosen, onChoose }: ViaChipsProps) {
  const { t } = useText()
  return (
    <Chips
      label={t('staff.filterByVia')}
      chips={staffVias.map((via) => ({
        id: via,
        word: t(`staff.via.${via}`),
        on: chosen === via,
        onPress: () => onChoose(chosen === via ? '' : via),
      }))}
    />
  )
}
