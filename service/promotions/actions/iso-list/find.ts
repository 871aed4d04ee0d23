/** The list of an ISO (Promotions): its pages and counts. Each costs the same for a thousand submissions and a million. */
import { searchPage } from '../../../database/key-search.ts'
import { countUpTo, encodeMarks, keysetPage, type Page } from '../../../database/keyset-page.ts'
import { countedTo } from '../../../database/shared.ts'
import type { Scope } from '../../../http/scope.ts'
import { itemStatuses, type ItemStatus } from '../../contract/content.ts'
import { Submissions, type StoredSubmission } from '../../model.ts'
import { isoListIndexes } from '../../rules/list-indexes.ts'
import { hintFor, narrow, partsOf, queryOf, type IsoFilter, type Narrowed } from './filter.ts'

/** What a row needs. */
export const isoRowFields = {
  iso: 1,
  staff: 1,
  product: 1,
  'store.name': 1,
  region: 1,
  status: 1,
  revision: 1,
  submittedAt: 1,
  tally: 1,
  searchKeys: 1,
} as const

interface Reading {
  limit: number
  after?: string | undefined
  select: Record<string, unknown>
}

/** Newest first. */
async function pageInOrder(narrowed: Narrowed, reading: Reading): Promise<Page<StoredSubmission>> {
  const { limit } = reading
  const parts = await Promise.all(
    partsOf(narrowed).map((part) =>
      keysetPage(Submissions, queryOf(part), {
        ...reading,
        sort: [
          ['submittedAt', -1],
          ['_id', -1],
        ],
        hint: hintFor(part),
      }),
    ),
  )
  const [only] = parts
  if (only && parts.length === 1) return only
  const all = parts
    .flatMap(({ items }) => items)
    .toSorted((a, b) => Number(b.submittedAt) - Number(a.submittedAt) || (a._id < b._id ? 1 : -1))
  const items = all.slice(0, limit)
  const last = items.at(-1)
  const isMore = all.length > limit || parts.some(({ next }) => next !== null)
  return { items, next: isMore && last ? encodeMarks([last.submittedAt, last._id]) : null }
}

/** What a search finds, by the word that begins like it. */
function pageOfFound(narrowed: Narrowed, reading: Reading): Promise<Page<StoredSubmission>> {
  const { starts, statuses } = narrowed
  const query = queryOf({ ...narrowed, starts: [] })
  const ones = statuses.map((status) => ({ ...query, status }))
  const { search: hint } = isoListIndexes
  return searchPage(Submissions, ones, { ...reading, starts, hint, ids: -1 })
}

export function pageOfNarrowed(narrowed: Narrowed, reading: Reading) {
  return hintFor(narrowed) === isoListIndexes.search
    ? pageOfFound(narrowed, reading)
    : pageInOrder(narrowed, reading)
}

/** @throws Refusal `bad_cursor`, `bad_input` */
export async function pageOfIso(
  scope: Scope,
  query: IsoFilter & { limit: number; after?: string | undefined },
): Promise<Page<StoredSubmission>> {
  const { limit, after } = query
  return pageOfNarrowed(await narrow(scope, query), { limit, after, select: isoRowFields })
}

/** How many are in each state, each counted to 10,000 at most. */
export async function countIso(
  scope: Scope,
  filter: Omit<IsoFilter, 'status'> = {},
): Promise<Record<ItemStatus, number>> {
  const narrowed = await narrow(scope, filter)
  const counts = await Promise.all(
    itemStatuses.map(async (status) => {
      const parts = partsOf({ ...narrowed, statuses: [status] })
      const found = await Promise.all(
        parts.map((part) => countUpTo(Submissions, queryOf(part), hintFor(part))),
      )
      return [
        status,
        Math.min(
          countedTo,
          found.reduce((sum, count) => sum + count, 0),
        ),
      ] as const
    }),
  )
  return Object.fromEntries(counts) as Record<ItemStatus, number>
}

/** How many a filter holds, each of them counted. */
export async function countAllOf(narrowed: Narrowed): Promise<number> {
  const counts = await Promise.all(
    partsOf(narrowed).map((part) =>
      Submissions.countDocuments(queryOf(part), { hint: hintFor(part) }),
    ),
  )
  return counts.reduce((sum, count) => sum + count, 0)
}
