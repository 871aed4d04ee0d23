/** What a caller may reach, and the filters that keep queries inside it. */
import { countryOf, isCountry, newcomerFrom } from '../regions/shared.ts'

/** Ids, or `all` where nothing is restricted. */
type Reach = readonly string[] | 'all'

export interface Scope {
  /** In which the caller acts: the ISO of staff and of its operators, or the platform. */
  workspace: string
  isos: Reach
  /** A country stands for all its areas (decision 065). */
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

const holdsIso = ({ isos }: Scope, iso: string) => isos === 'all' || isos.includes(iso)

/** The part of a scope that lies in one ISO: nothing, when the ISO is outside it. */
export const narrowed = (scope: Scope, iso: string | undefined): Scope =>
  iso === undefined ? scope : { ...scope, isos: holdsIso(scope, iso) ? [iso] : [] }

/**
 * The scope without its regions: to find an ISO by its name, and what it has for all its people, such as accounts that
 * can be lent.
 */
export const wholeIsos = (scope: Scope): Scope => ({ ...scope, regions: 'all' })

/** What of several regions is reached: newcomers from a country are, in each area of it. */
const withNewcomers = (regions: readonly string[]): string[] => [
  ...new Set([...regions, ...regions.map((one) => newcomerFrom(countryOf(one)))]),
]

const holdsRegion = (reach: readonly string[], region: string): boolean =>
  withNewcomers(reach).some((one) => one === region || (isCountry(one) && region.startsWith(one)))

/** Where a record is: of no region when it belongs to an ISO as such. */
export interface Located {
  iso: string
  region?: string | null
  /** Of what belongs to several, such as people. */
  regions?: readonly string[]
}

/** Whether a record lies in the scope. What has no region or merchant lies in no scope restricted to some. */
export function reaches(scope: Scope, { iso, region, regions }: Located): boolean {
  const { regions: reach, merchants } = scope
  if (merchants !== 'all' || !holdsIso(scope, iso)) return false
  if (reach === 'all') return true
  return (regions ?? [region ?? []].flat()).some((one) => holdsRegion(reach, one))
}

type Condition = string | { $in: (string | RegExp)[] }

const conditionOf = (ids: readonly string[]): Condition =>
  ids.length === 1 ? ids[0]! : { $in: [...ids] }

/** A quoted beginning, which MongoDB reads as a range of the index. */
const beginning = (country: string) => new RegExp(String.raw`^\Q${country}\E`)

const regionCondition = (regions: readonly string[]): Condition => ({
  $in: regions.map((one) => (isCountry(one) ? beginning(one) : one)),
})

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
    ...(regions !== 'all' && { region: regionCondition(regions) }),
    ...(merchants !== 'all' && { merchant: conditionOf(merchants) }),
  } as Partial<Record<F | 'region' | 'merchant', Condition>>
}

/** The same for what can belong to several regions, in the field `regions`: staff, and imports of them. */
export function withinRegions(
  scope: Scope,
): Partial<Record<'iso' | 'regions' | 'merchant', Condition>> {
  const { regions } = scope
  return {
    ...within(wholeIsos(scope)),
    ...(regions !== 'all' && { regions: regionCondition(withNewcomers(regions)) }),
  }
}

/** The filter for what belongs to the same ISO as a record that was found inside the scope. */
export const besides = ({ iso }: { _id: string; iso: string }): { iso: string } => ({ iso })
