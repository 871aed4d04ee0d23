/** Where Marketing Codes hang: the store and the person of their submissions. */
import { wholeIsos, within, type Scope } from '../../../http/scope.ts'
import type { StoredCode } from '../../../marketing-codes/model.ts'
import { StaffMembers } from '../../../staff/model.ts'
import { Submissions } from '../../model.ts'
import type { Whereabouts } from '../contract.ts'

/** Of submissions that the caller reaches, with the person who sent each in, whether or not the caller reaches them. */
export async function whereaboutsOf(
  ids: readonly (string | null)[],
  scope: Scope,
): Promise<Map<string, Whereabouts>> {
  const wanted = [...new Set(ids.flatMap((id) => id ?? []))]
  if (!wanted.length) return new Map()
  const submissions = await Submissions.find({ ...within(scope), _id: { $in: wanted } })
    .select({ staff: 1, 'store.name': 1 })
    .lean()
  const people = await StaffMembers.find({
    ...within(wholeIsos(scope)),
    _id: { $in: [...new Set(submissions.map(({ staff }) => staff))] },
  })
    .select({ name: 1 })
    .lean()
  const nameOf = new Map(people.map(({ _id, name }) => [_id, name]))
  return new Map(
    submissions.map(({ _id, store, staff }) => [
      _id,
      { submission: _id, store: store.name, staff: { id: staff, name: nameOf.get(staff) ?? '' } },
    ]),
  )
}

/** Of the codes as they stand now. */
export const whereaboutsNow = (codes: readonly StoredCode[], scope: Scope) =>
  whereaboutsOf(
    codes.map(({ submission }) => submission),
    scope,
  )
