/** Finds staff inside what the caller may reach. */
import { countUpTo, keysetPage, type Page } from '../../database/keyset-page.ts'
import { orNotFound } from '../../errors.ts'
import { type Scope, withinRegions } from '../../http/scope.ts'
import { staffStatuses, type StaffStatus } from '../contract/association.ts'
import type { StaffSort } from '../contract/lists.ts'
import {
  listIndexes,
  nameIndex,
  nameOrder,
  regionIndex,
  StaffMembers,
  type StaffMember,
} from '../model.ts'
import { narrow, queryOf, type StaffFilter } from './filter.ts'
import { pageOfFound } from './search.ts'

/** @throws Refusal `not_found` outside the caller's scope just as when there is none */
export async function findStaffMember(scope: Scope, id: string): Promise<StaffMember> {
  return orNotFound(StaffMembers.findOne({ _id: id, ...withinRegions(scope) }).lean<StaffMember>())
}

/** Of the timeline a row needs only the last decision. */
export const rowFields = {
  iso: 1,
  name: 1,
  phone: 1,
  status: 1,
  via: 1,
  createdAt: 1,
  since: 1,
  failure: 1,
  rejection: 1,
  consent: 1,
  undo: 1,
  identity: 1,
  searchKeys: 1,
  regions: 1,
  timeline: {
    $slice: [
      {
        $filter: {
          input: '$timeline',
          as: 'entry',
          cond: { $in: ['$$entry.what', ['approved', 'rejected']] },
        },
      },
      -1,
    ],
  },
} as const

export async function pageOfStaff(
  scope: Scope,
  query: StaffFilter & { limit: number; after?: string | undefined; sort?: StaffSort | undefined },
): Promise<Page<StaffMember>> {
  const { limit, after, sort = '-createdAt' } = query
  const narrowed = narrow(scope, query)
  if (narrowed.starts.length) return pageOfFound(narrowed, { limit, after, select: rowFields })
  const direction = sort.startsWith('-') ? -1 : 1
  const field = sort.replace('-', '') as 'createdAt' | 'since' | 'name'
  return keysetPage<StaffMember>(StaffMembers, queryOf(narrowed), {
    sort: [
      [field, direction],
      ['_id', direction],
    ],
    limit,
    after,
    select: rowFields,
    ...(field === 'name'
      ? { hint: nameIndex, collation: nameOrder }
      : { hint: listIndexes[field] }),
  })
}

function hintFor({ scope, starts }: ReturnType<typeof narrow>) {
  if (starts.length) return listIndexes.search
  return scope.regions === 'all' ? listIndexes.createdAt : regionIndex
}

/** How many are in each state, each counted to 10,000 at most. */
export async function countStaff(
  scope: Scope,
  filter: Pick<StaffFilter, 'search' | 'via'> = {},
): Promise<Record<StaffStatus, number>> {
  const narrowed = narrow(scope, filter)
  const hint = hintFor(narrowed)
  const counts = await Promise.all(
    staffStatuses.map(async (status) => {
      const one = queryOf({ ...narrowed, statuses: [status] })
      return [status, await countUpTo(StaffMembers, one, hint)] as const
    }),
  )
  return Object.fromEntries(counts) as Record<StaffStatus, number>
}
