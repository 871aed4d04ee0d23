/** What a list of staff is narrowed to and sorted by, kept in the address bar so that it can be sent on. */
import { staffSorts, staffVias, type StaffSort } from '../../../service/staff/contract.ts'
import { useAddress } from '../parts/address.ts'
import type { StaffQuery } from './many/selection.ts'

export function useListAddress() {
  const { params, set } = useAddress()
  const status = params.get('status') ?? ''
  const search = params.get('search') ?? ''
  const via = staffVias.find((one) => one === params.get('via'))
  const filter: StaffQuery = {
    ...(status && { status }),
    ...(search && { search }),
    ...(via && { via }),
  }
  const sort: StaffSort | undefined = staffSorts.find((one) => one === params.get('sort'))
  return { params, set, filter, status, search, via, sort }
}

type Field = 'name' | 'since' | 'createdAt'

/** What pressing a heading sorts by: this way, the other way, and as it was. */
export function nextSort(field: Field, now: StaffSort | undefined, first: 1 | -1): StaffSort | '' {
  const [one, other]: [StaffSort, StaffSort] =
    first === 1 ? [field, `-${field}`] : [`-${field}`, field]
  if (now === one) return other
  return now === other ? '' : one
}

export function directionOf(
  field: Field,
  now: StaffSort | undefined,
): 'ascending' | 'descending' | undefined {
  if (now === field) return 'ascending'
  return now === `-${field}` ? 'descending' : undefined
}
