/** Who sent submissions in. */
import { wholeIsos, within, type Scope } from '../../../http/scope.ts'
import { StaffMembers } from '../../../staff/model.ts'
import type { StoredSubmission } from '../../model.ts'

/**
 * Names by staff id: read with the submissions, also by an operator who does not reach the people themselves.
 * @param submissions that were found in the scope
 */
export async function sendersOf(
  scope: Scope,
  submissions: readonly Pick<StoredSubmission, 'staff'>[],
): Promise<Map<string, string>> {
  const ids = [...new Set(submissions.map(({ staff }) => staff))]
  const its = { ...within(wholeIsos(scope)), _id: { $in: ids } }
  const people = await StaffMembers.find(its, { name: 1 }).lean()
  return new Map(people.map(({ _id, name }) => [_id, name]))
}
