/** What a search for staff finds, by the word or number that begins like it. */
import type { Page } from '../../database/keyset-page.ts'
import { searchPage } from '../../database/key-search.ts'
import { withinRegions } from '../../http/scope.ts'
import { staffStatuses, staffVias } from '../contract/association.ts'
import { listIndexes, StaffMembers, type StaffMember } from '../model.ts'
import type { Narrowed } from './filter.ts'

/** One page of what a search finds. @throws Refusal `bad_cursor` */
export async function pageOfFound(
  { scope, statuses, vias, starts }: Narrowed,
  given: { limit: number; after?: string | undefined; select: Record<string, unknown> },
): Promise<Page<StaffMember>> {
  const iso = withinRegions(scope)
  const isUnfiltered = statuses.length === staffStatuses.length && vias.length === staffVias.length
  const ones = isUnfiltered
    ? [iso]
    : statuses.flatMap((status) => vias.map((via) => ({ ...iso, status, via })))
  const hint = isUnfiltered ? listIndexes.searchAll : listIndexes.search
  return searchPage(StaffMembers, ones, { starts, hint, ids: 1, ...given })
}
