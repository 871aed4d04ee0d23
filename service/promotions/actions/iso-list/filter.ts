/** What the list of an ISO, its counts and exports are narrowed to. */
import { businessDay } from '../../../business-day.ts'
import { beginning } from '../../../database/key-search.ts'
import { refuse } from '../../../errors.ts'
import { reaches, wholeIsos, within, type Scope } from '../../../http/scope.ts'
import { readCatalogue } from '../../../products/actions.ts'
import { countryOf, isCountry } from '../../../regions/shared.ts'
import { searchStartsOf } from '../../../text/search-starts.ts'
import { itemStatuses, type ItemStatus } from '../../contract/content.ts'
import { Submissions } from '../../model.ts'
import { isoListIndexes } from '../../rules/list-indexes.ts'

export interface IsoFilter {
  status?: ItemStatus | undefined
  product?: string | undefined
  staff?: string | undefined
  region?: string | undefined
  /** Days such as `2026-11-22`. */
  from?: string | undefined
  to?: string | undefined
  search?: string | undefined
}

/**
 * The filter in full: every state by name, and every product where no region is, which is what lets an index be read in
 * its order.
 */
export interface Narrowed {
  scope: Scope
  statuses: ItemStatus[]
  products: string[] | undefined
  staff: string | undefined
  /** Undefined for all, and for what has none. */
  regions: string[] | undefined
  submittedAt: { $gte?: Date; $lt?: Date } | undefined
  /** What search keys begin with; none for all stores. */
  starts: string[]
}

/** @throws Refusal `bad_input` for a day that no calendar has */
function daysOf({ from, to }: IsoFilter): Narrowed['submittedAt'] {
  const rangeOf = (field: 'from' | 'to', day: string | undefined) =>
    day === undefined ? undefined : (businessDay(day) ?? refuse('bad_input', { field }))
  const first = rangeOf('from', from)
  const last = rangeOf('to', to)
  if (!first && !last) return undefined
  return { ...(first && { $gte: first.from }), ...(last && { $lt: last.to }) }
}

/** Regions of an ISO's submissions that the caller reaches; there are few, whatever the number of submissions. */
export async function regionsReached(scope: Scope): Promise<string[]> {
  const filter = { ...within(wholeIsos(scope)), region: { $gt: '' } }
  const there = await Submissions.distinct('region', filter)
  return there.filter((region) => reaches(scope, { iso: scope.workspace, region: String(region) }))
}

async function regionsOf(scope: Scope, wanted: string | undefined): Promise<string[] | undefined> {
  if (scope.regions === 'all' && !wanted) return undefined
  const reached = await regionsReached(scope)
  if (!wanted) return reached
  return reached.filter((one) => one === wanted || (isCountry(wanted) && countryOf(one) === wanted))
}

/** @throws Refusal `bad_input` for a day that no calendar has */
export async function narrow(scope: Scope, filter: IsoFilter): Promise<Narrowed> {
  const { status, product, staff, region, search } = filter
  const submittedAt = daysOf(filter)
  const [regions, catalogue] = await Promise.all([regionsOf(scope, region), readCatalogue()])
  return {
    scope,
    statuses: status ? [status] : [...itemStatuses],
    products: product ? [product] : regions ? undefined : catalogue.products.map(({ _id }) => _id),
    staff,
    regions,
    submittedAt,
    starts: search ? searchStartsOf(search) : [],
  }
}

/** Ranges of an index that MongoDB merges in order; with more of them it would sort. */
const mostRanges = 200

/**
 * The same filter in parts that can each be read in order. Only regions are ever so many: a country has some eighty
 * areas.
 */
export function partsOf(narrowed: Narrowed): Narrowed[] {
  const { regions, statuses, staff, starts } = narrowed
  if (!regions || staff || starts.length) return [narrowed]
  const size = Math.max(1, Math.floor(mostRanges / statuses.length))
  if (regions.length <= size) return [narrowed]
  return Array.from({ length: Math.ceil(regions.length / size) }, (_, index) => ({
    ...narrowed,
    regions: regions.slice(index * size, (index + 1) * size),
  }))
}

/** The filter as a query. */
export function queryOf(narrowed: Narrowed) {
  const { scope, statuses, products, staff, regions, submittedAt, starts } = narrowed
  return {
    ...within(scope),
    ...(staff && { staff }),
    ...(regions && { region: { $in: regions } }),
    status: { $in: statuses },
    ...(products && { product: { $in: products } }),
    ...(submittedAt && { submittedAt }),
    ...(starts.length > 0 && { searchKeys: { $in: starts.map(beginning) } }),
  }
}

/** The index that serves it. What one person has submitted is looked through for what is searched. */
export function hintFor(narrowed: Narrowed) {
  if (narrowed.staff) return isoListIndexes.person
  if (narrowed.starts.length) return isoListIndexes.search
  return narrowed.regions ? isoListIndexes.region : isoListIndexes.all
}
