/** What a caller may reach, and the filters that keep queries inside it. */

/** Ids, or `all` where nothing is restricted. */
type Reach = readonly string[] | 'all'

export interface Scope {
  /** In which the caller acts: the ISO of staff and of its operators, or the platform. */
  workspace: string
  isos: Reach
  regions: Reach
  merchants: Reach
}

const unrestricted = { regions: 'all', merchants: 'all' } as const

/** One ISO, with all that belongs to it. */
export const scopeOfIso = (iso: string): Scope => ({
  workspace: iso,
  isos: [iso],
  ...unrestricted,
})

/** All ISOs, as an operator of the platform reaches them. */
export const scopeOfPlatform = (workspace: string): Scope => ({
  workspace,
  isos: 'all',
  ...unrestricted,
})

/** The part of a scope that lies in one ISO: nothing, when the ISO is outside it. */
export const narrowed = (scope: Scope, iso: string | undefined): Scope =>
  iso === undefined ? scope : { ...scope, isos: reaches(scope, iso) ? [iso] : [] }

/** Whether what belongs to an ISO, and has neither region nor merchant, lies in the scope. */
export const reaches = ({ isos, regions, merchants }: Scope, iso: string): boolean =>
  regions === 'all' && merchants === 'all' && (isos === 'all' || isos.includes(iso))

type Condition = string | { $in: string[] }

const conditionOf = (ids: readonly string[]): Condition =>
  ids.length === 1 ? ids[0]! : { $in: [...ids] }

/**
 * The filter that every query on a tenant's collection starts from: `{ ...within(me.scope), status }`. What has no
 * region or merchant is not found by a caller restricted to some.
 * @param field that holds the ISO
 */
export function within<F extends string = 'iso'>(
  { isos, regions, merchants }: Scope,
  field: F = 'iso' as F,
): Partial<Record<F | 'region' | 'merchant', Condition>> {
  return {
    ...(isos !== 'all' && { [field]: conditionOf(isos) }),
    ...(regions !== 'all' && { region: conditionOf(regions) }),
    ...(merchants !== 'all' && { merchant: conditionOf(merchants) }),
  } as Partial<Record<F | 'region' | 'merchant', Condition>>
}

/** The filter for what belongs to the same ISO as a record that was found inside the scope. */
export const besides = ({ iso }: { _id: string; iso: string }): { iso: string } => ({ iso })
