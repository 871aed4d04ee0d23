/** What lists, counts, selections and exports of staff are narrowed to. */
import { beginning } from '../../database/key-search.ts'
import { refuse } from '../../errors.ts'
import { type Scope, withinRegions } from '../../http/scope.ts'
import { staffStatuses, staffVias, type StaffStatus } from '../contract/association.ts'
import type { StaffMember } from '../model.ts'
import { searchStarts } from '../rules/search-keys.ts'

export interface StaffFilter {
  /** Comma separated; all when not given. */
  status?: string | undefined
  search?: string | undefined
  via?: StaffMember['via'] | undefined
}

/** @throws Refusal `bad_input` for a word that is no state */
function parseStatuses(text: string | undefined): StaffStatus[] {
  if (!text) return [...staffStatuses]
  const wanted = text.split(',')
  const unknown = wanted.some((status) => !staffStatuses.includes(status as StaffStatus))
  if (unknown) refuse('bad_input', { field: 'status' })
  return [...new Set(wanted)] as StaffStatus[]
}

/** The filter in full: every state and way by name, which is what lets an index be read in its order. */
export interface Narrowed {
  scope: Scope
  statuses: StaffStatus[]
  vias: StaffMember['via'][]
  /** What search keys begin with; none for all people. */
  starts: string[]
}

export function narrow(scope: Scope, filter: StaffFilter): Narrowed {
  return {
    scope,
    statuses: parseStatuses(filter.status),
    vias: filter.via ? [filter.via] : [...staffVias],
    starts: filter.search ? searchStarts(filter.search) : [],
  }
}

/** The filter as a query, for what needs no order. */
export function queryOf({ scope, statuses, vias, starts }: Narrowed): Record<string, unknown> {
  return {
    ...withinRegions(scope),
    status: { $in: statuses },
    via: { $in: vias },
    ...(starts.length ? { searchKeys: { $in: starts.map(beginning) } } : {}),
  }
}
