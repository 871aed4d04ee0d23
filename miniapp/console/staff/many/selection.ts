/** Which rows of a list are ticked, or whether all rows that match the filter are meant. */
import { useState } from 'react'
import type { BulkVerb, listStaff, StaffRow } from '../../../../service/staff/contract.ts'
import type { QueryGiven } from '../../../../service/http/contract.ts'

/** What a list is narrowed to. */
export type StaffQuery = Pick<QueryGiven<typeof listStaff>, 'status' | 'search' | 'via'>

/** Whether a decision can be taken about a row, as the service says of it. */
export function canBe(verb: BulkVerb, { abilities }: StaffRow): boolean {
  // people who have joined are removed one by one, by name
  return abilities.includes(verb === 'withdraw' ? 'cancel' : verb)
}

/** @param filter another one begins with no rows ticked */
export function useSelection(filter: StaffQuery, rows: StaffRow[] | undefined) {
  const key = JSON.stringify(filter)
  const [state, setState] = useState({
    key,
    ids: new Set<string>() as ReadonlySet<string>,
    whole: false,
  })
  const none = { key, ids: new Set<string>() as ReadonlySet<string>, whole: false }
  const { ids, whole } = state.key === key ? state : none
  return {
    ids,
    whole,
    /** The ticked people who are still in the list. */
    rows: rows?.filter(({ id }) => ids.has(id)) ?? [],
    tick: (next: ReadonlySet<string>) => setState({ key, ids: next, whole: false }),
    everybody: () => setState({ key, ids, whole: true }),
    clear: () => setState(none),
  }
}

export type Selection = ReturnType<typeof useSelection>
