/** The rows of a list, page after page, narrowed and sorted by what stands in the address bar. */
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query'
import type { AnswerOf, Endpoint, QueryGiven } from '../../../service/http/contract.ts'
import { ask, askPages } from '../../api/ask.ts'
import type { Asked } from '../../api/client.ts'
import { useAddress } from '../parts/address.ts'
import { readFilter, type Filter } from './filters.tsx'

/** Rows asked for at once. */
const pageLength = 50

export type RowOf<E> =
  AnswerOf<E> extends { items: (infer Row extends { id: string })[] } ? Row : never

type Values = Record<string, string>

const valueIn = (params: URLSearchParams, filter: Filter) =>
  readFilter(filter, params.get(filter.param) ?? '')

/** What search and filters in the address come to in the query. */
function narrowedBy(params: URLSearchParams, filters: readonly Filter[], searches: boolean) {
  const search = searches && params.get('search')
  const narrowed: Values = search ? { search } : {}
  for (const filter of filters) {
    const value = valueIn(params, filter)
    if (value && !filter.isView) narrowed[filter.as ?? filter.param] = value
  }
  return narrowed
}

/** Rows of another list on the same page are not shown while the asked ones come. */
const isSameList = (query: object = {}, before: object = {}) =>
  Object.entries(query).every(([name, value]) => before[name as keyof typeof before] === value)

interface ListOptions<E extends Endpoint> {
  of: E
  params?: Asked<E>['params']
  /** What the list is narrowed to, whatever the address says. */
  query?: Partial<QueryGiven<E>> | undefined
  filters: readonly Filter[]
  searches?: boolean
  /** Orders that the address may ask for. */
  sorts?: readonly string[] | undefined
  /** The order while the address asks for none. */
  order?: string | undefined
  /** Milliseconds after which it is asked again, where nothing tells of changes. */
  renewal?: number | undefined
}

function wholeOf(params: URLSearchParams, filters: readonly Filter[]): string {
  const whole = new URLSearchParams(params)
  whole.delete('search')
  for (const { param, isView } of filters) if (!isView) whole.delete(param)
  return whole.toString() && `?${whole}`
}

export function useList<E extends Endpoint>(options: ListOptions<E>) {
  const { of, params: ofPath, query, filters, searches = false, sorts, order, renewal } = options
  const { params, set } = useAddress()
  const search = searches ? (params.get('search') ?? '') : ''
  const narrowed = narrowedBy(params, filters, searches)
  const sort = sorts?.find((one) => one === params.get('sort')) ?? order
  const asked = { ...query, ...narrowed, ...(sort && { sort }), limit: pageLength }
  const pages = useInfiniteQuery({
    // which fields there are is known to the filters only; the endpoint checks them
    ...askPages(of as never, { params: ofPath, query: asked } as never),
    placeholderData: (shown, before) =>
      isSameList(query, before?.queryKey[2] as object) ? shown : undefined,
    refetchInterval: renewal ?? false,
  })
  const answers = pages.data?.pages as { items: RowOf<E>[] }[] | undefined
  const rows = answers?.flatMap(({ items }) => items)
  const isFiltered = Object.keys(narrowed).length > 0
  return {
    pages,
    rows,
    // that a search found nothing does not say that there is nothing without it
    isNone: rows?.length === 0 && (isFiltered || !pages.isPlaceholderData),
    /** The query without order and length, for counts, exports and decisions about all rows. */
    narrowed: { ...query, ...narrowed } as Partial<QueryGiven<E>>,
    isFiltered,
    search,
    sort,
    /** The address without search and filters, on the same list and beside the same panel. */
    whole: wholeOf(params, filters),
    valueOf: (filter: Filter) => valueIn(params, filter),
    set,
  }
}

export type List<E extends Endpoint> = ReturnType<typeof useList<E>>

/**
 * How many records each value of a filter would show.
 * @param by the other filters, which narrow the count too, as the search does
 */
export function useCounts<E extends Endpoint>(
  of: E,
  by: readonly Filter[] = [],
  fixed?: Partial<QueryGiven<E>>,
): AnswerOf<E> | undefined {
  const { params } = useAddress()
  const query = { ...fixed, ...narrowedBy(params, by, true) }
  const asked = ask(of as Endpoint, { query } as never)
  return useQuery({ ...asked, placeholderData: keepPreviousData }).data as AnswerOf<E> | undefined
}
