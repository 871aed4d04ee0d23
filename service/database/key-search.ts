/**
 * Rows that a search finds by keys that are stored with them (`searchKeys`), in the order of those keys. That is the
 * order of the index: to sort what "zhang" finds in another would mean to read all of it for each page.
 */
import type { Model } from 'mongoose'
import { refuse } from '../errors.ts'
import { decodeMarks, encodeMarks, type Page } from './keyset-page.ts'
import { findRows } from './rows.ts'

/** Stands behind every letter in the order of the index, which is that of UTF-8. */
const beyondLetters = '\u{10ffff}'

const compare = (a: string, b: string) => Buffer.compare(Buffer.from(a), Buffer.from(b))

/**
 * A quoted beginning, which alone lets MongoDB count and select by the index without reading the rows. The text is in
 * lower case, so it cannot end the quotation.
 */
export const beginning = (start: string) => new RegExp(`^\\Q${start}\\E`)

interface Searchable {
  _id: string
  searchKeys?: string[]
}

/** A place in the list: a key, and an id among rows with the same key. */
interface Mark {
  key: string
  id: string
}

interface Found<T> extends Mark {
  row: T
}

/** @throws Refusal `bad_cursor` */
function markOf(after: string | undefined): Mark | undefined {
  if (!after) return undefined
  const [key, id] = decodeMarks(after, 2)
  if (typeof key !== 'string' || typeof id !== 'string') refuse('bad_cursor', { field: 'after' })
  return { key, id }
}

interface Asked {
  /** What a search key begins with: one of these, in the order of the index; none of them begins another. */
  starts: string[]
  /** The index, which has the search keys and, behind them, the id. */
  hint: Record<string, 1 | -1>
  /** The order of ids in it. */
  ids: 1 | -1
  /** Must have `searchKeys`. */
  select: Record<string, unknown>
}

interface Walk<T extends Searchable> extends Asked {
  model: Model<T>
  /** What the index has before the search keys, and whatever else rows must be. */
  filter: Record<string, unknown>
  /** Rows read at a time. */
  count: number
}

/** The part of the index that has what begins so, from a mark in it on. */
const rangeOf = (start: string, from: Mark | undefined) => ({
  ...(from ? { $gt: from.key } : { $gte: start }),
  $lt: `${start}${beyondLetters}`,
})

/**
 * The next rows after the cursor, in order. A row with two keys that fit is met twice, and stands in the list at the
 * first of them.
 */
async function* walk<T extends Searchable>(
  asked: Walk<T>,
  mark: Mark | undefined,
): AsyncGenerator<Found<T>> {
  const { starts } = asked
  const behind = ({ key }: Mark, start: string) => compare(key, start) > 0 && !key.startsWith(start)
  for (const start of starts) {
    // what begins so was read to its end before
    if (mark && behind(mark, start)) continue
    yield* walkRange(asked, start, mark?.key.startsWith(start) ? mark : undefined)
  }
}

async function* walkRange<T extends Searchable>(
  { model, filter, hint, ids, starts, count, select }: Walk<T>,
  start: string,
  mark: Mark | undefined,
): AsyncGenerator<Found<T>> {
  // a range instead of a pattern: what people type is never part of an expression.
  // no sort: an index with several keys a row cannot be asked for its order, but it is read in it
  const read = (condition: Record<string, unknown>) =>
    findRows(model, { ...filter, ...condition }, { select, hint, limit: count })
  const fits = (key: string) => starts.some((one) => key.startsWith(one))
  for (let at = mark; ;) {
    const from = at
    // rows with the key of the cursor, then rows with a later one
    const next = from && { [ids === 1 ? '$gt' : '$lt']: from.id }
    const same = from ? await read({ searchKeys: from.key, _id: next }) : []
    const later =
      same.length < count ? await read({ searchKeys: { $elemMatch: rangeOf(start, from) } }) : []
    for (const row of [...same, ...later]) {
      const keys = (row.searchKeys ?? []).filter(fits).toSorted(compare)
      const isSame = same.includes(row)
      const key = keys.find(
        (key) => key.startsWith(start) && (!from || compare(key, from.key) >= (isSame ? 0 : 1)),
      )
      if (key === undefined) continue
      at = { key, id: row._id }
      if (key === keys[0]) yield { ...at, row }
    }
    if (later.length < count && same.length < count) return
  }
}

async function firstOf<T>(found: AsyncGenerator<Found<T>>, count: number): Promise<Found<T>[]> {
  const first: Found<T>[] = []
  for await (const one of found) if (first.push(one) === count) break
  return first
}

/**
 * @param filters one for each part of the index that is read: what it has before the search keys, of one value each
 * @throws Refusal `bad_cursor`
 */
export async function searchPage<T extends Searchable>(
  model: Model<T>,
  filters: readonly Record<string, unknown>[],
  { limit, after, ...asked }: Asked & { limit: number; after?: string | undefined },
): Promise<Page<T>> {
  const mark = markOf(after)
  const starts = asked.starts.toSorted(compare)
  const count = limit + 1
  const walks = filters.map((filter) => walk<T>({ ...asked, model, filter, starts, count }, mark))
  const firsts = await Promise.all(walks.map((found) => firstOf(found, count)))
  const inOrder = (a: Mark, b: Mark) => compare(a.key, b.key) || asked.ids * compare(a.id, b.id)
  const found = firsts.flat().toSorted(inOrder)
  const page = found.slice(0, limit)
  const last = found.length > limit ? page.at(-1) : undefined
  return {
    items: page.map(({ row }) => row),
    next: last ? encodeMarks([last.key, last.id]) : null,
  }
}
