/** Where staff work, which decides who of an ISO's operators sees them (decision 065). */
import { parsePhoneNumberFromString } from 'libphonenumber-js/min'
import { isNewcomer, newcomerFrom } from '../../regions/shared.ts'

/** Until their first visit people belong to the country of their number. */
export function regionsOfNewcomer(phone: string): string[] {
  const country = parsePhoneNumberFromString(phone)?.country
  return country ? [newcomerFrom(country)] : []
}

interface Entry {
  phone: string
  regions?: string[]
}

/** Regions of an entry whose number changes: those of stores stay. */
export function regionsWithNumber({ regions }: Entry, phone: string): string[] {
  return regions?.length && !isNewcomer(regions) ? regions : regionsOfNewcomer(phone)
}

/** Regions of an entry that a restricted operator adds: those of the operator, who must see the entry. */
export function regionsAddedBy(
  entry: Entry,
  reach: readonly string[] | 'all' | undefined,
): string[] {
  const before = entry.regions ?? regionsOfNewcomer(entry.phone)
  if (!reach || reach === 'all') return before
  return [...new Set([...before.filter((one) => !one.endsWith('?')), ...reach])]
}
