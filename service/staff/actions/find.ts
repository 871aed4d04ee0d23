/** Finds staff inside what the caller may reach. */
import { keysetPage, type Page } from '../../database/keyset-page.ts'
import { refuse } from '../../errors.ts'
import { within, type Scope } from '../../http/callers.ts'
import { staffStatuses, type StaffStatus } from '../contract.ts'
import { StaffMembers, type StaffMember } from '../model.ts'
import { searchStart } from '../rules.ts'

/** @throws Refusal `not_found` outside the caller's scope just as when there is none */
export async function findStaffMember(scope: Scope, id: string): Promise<StaffMember> {
  const member = await StaffMembers.findOne({ _id: id, ...within(scope) }).lean<StaffMember>()
  return member ?? refuse('not_found')
}

function parseStatuses(text: string | undefined): StaffStatus[] {
  if (!text) return []
  const wanted = text.split(',')
  const unknown = wanted.some((status) => !staffStatuses.includes(status as StaffStatus))
  if (unknown) refuse('bad_input', { field: 'status' })
  return wanted as StaffStatus[]
}

export async function pageOfStaff(
  scope: Scope,
  query: {
    limit: number
    after?: string | undefined
    status?: string | undefined
    search?: string | undefined
    via?: StaffMember['via'] | undefined
  },
): Promise<Page<StaffMember>> {
  const statuses = parseStatuses(query.status)
  const start = query.search ? searchStart(query.search) : ''
  const filter = {
    ...within(scope),
    ...(statuses.length ? { status: { $in: statuses } } : {}),
    ...(query.via ? { via: query.via } : {}),
    // a range instead of a pattern: what people type is never part of an expression
    ...(start ? { searchKeys: { $elemMatch: { $gte: start, $lt: `${start}\uffff` } } } : {}),
  }
  return keysetPage<StaffMember>(StaffMembers, filter, {
    sort: [
      ['createdAt', -1],
      ['_id', -1],
    ],
    limit: query.limit,
    after: query.after,
    select: { timeline: 0 },
  })
}

export async function countStaff(scope: Scope): Promise<Record<StaffStatus, number>> {
  const groups = await StaffMembers.aggregate<{ _id: StaffStatus; n: number }>([
    { $match: within(scope) },
    { $group: { _id: '$status', n: { $sum: 1 } } },
  ])
  const counts = Object.fromEntries(staffStatuses.map((status) => [status, 0])) as Record<
    StaffStatus,
    number
  >
  for (const { _id, n } of groups) counts[_id] = n
  return counts
}
