/** What can be decided about people of a list, ticked one by one or found by its filter. */
import type { QueryGiven } from '../../../../service/http/contract.ts'
import type { BulkVerb } from '../../../../service/staff/contract/many.ts'
import type { listStaff } from '../../../../service/staff/contract/lists.ts'
import type { StaffRow } from '../../../../service/staff/contract/member.ts'

/** What a list is narrowed to. */
export type StaffQuery = Pick<QueryGiven<typeof listStaff>, 'status' | 'search' | 'via'>

/** Whether a decision can be taken about a row, as the service says of it. */
export function canBe(verb: BulkVerb, { abilities }: StaffRow): boolean {
  // members are removed one at a time: the dialog names the person
  return abilities.includes(verb === 'withdraw' ? 'cancel' : verb)
}
