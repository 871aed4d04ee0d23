/**
 * What a search finds, by the word or number that begins like it. That is the order of the index: to sort what
 * "zhang" finds in another would mean to read all of it for each page.
 */
import { decodeMarks, encodeMarks, type Page } from '../../database/keyset-page.ts'
import { refuse } from '../../errors.ts'
import { withinRegions } from '../../http/scope.ts'
import { staffStatuses, staffVias } from '../contract/association.ts'
import { listIndexes, StaffMembers, type StaffMember } from '../model.ts'
import type { Narrowed } from './filter.ts'

/** Stands behind every letter in the order of the index, which is that of UTF-8. */
const beyondLetters = '\u{10ffff}'

const compareKeys = (a: string, b: string) => Buffer.compare(Buffer.from(a), Buffer.from(b))

/** A place in the list: a key, and an id among rows with the same key. */
interface Mark {
  key: string
  id: string
}

interface Found extends Mark {
  row: StaffMember
}

const inOrder = (a: Found, b: Found) => compareKeys(a.key, b.key) || compareKeys(a.id, b.id)

/** @throws Refusal `bad_cursor` */
function markOf(after: string | undefined): Mark | undefined {
  if (!after) return undefined
  const [key, id] = decodeMarks(after, 2)
  if (typeof key !== 'string' || typeof id !== 'string') refuse('bad_cursor', { field: 'after' })
  return { key, id }
}

interface Asked {
  /** What the index has before the search keys: the ISO, or one state and way in it. */
  one: Record<string, unknown>
  hint: (typeof listIndexes)['search' | 'searchAll']
  /** What a search key begins with: one of these, in the order of the index. */
  starts: string[]
  count: number
  select: Record<string, unknown>
}

/** The part of the index that has what begins so, from a mark in it on. */
const rangeOf = (start: string, from: Mark | undefined) => ({
  ...(from ? { $gt: from.key } : { $gte: start }),
  $lt: `${start}${beyondLetters}`,
})

/**
 * The next rows after the cursor, in order; at most `count` at a time. A person with two keys
 * that fit is met twice, and stands in the list at the first of them.
 */
async function* walk(asked: Asked, mark: Mark | undefined): AsyncGenerator<Found> {
  const { starts } = asked
  const behind = ({ key }: Mark, start: string) =>
    compareKeys(key, start) > 0 && !key.startsWith(start)
  for (const start of starts) {
    // what begins so was read to its end before
    if (mark && behind(mark, start)) continue
    yield* walkRange(asked, start, mark?.key.startsWith(start) ? mark : undefined)
  }
}

async function* walkRange(
  { one, hint, starts, count, select }: Asked,
  start: string,
  mark: Mark | undefined,
): AsyncGenerator<Found> {
  // a range instead of a pattern: what people type is never part of an expression.
  // no sort: an index with several keys a row cannot be asked for its order, but it is read in it
  const read = (condition: Record<string, unknown>) =>
    StaffMembers.find({ ...one, ...condition }, select)
      .hint(hint)
      .limit(count)
      .lean<StaffMember[]>()
  const fits = (key: string) => starts.some((one) => key.startsWith(one))
  for (let at = mark; ;) {
    const from = at
    // rows with the key of the cursor, then rows with a later one
    const same = from ? await read({ searchKeys: from.key, _id: { $gt: from.id } }) : []
    const later =
      same.length < count ? await read({ searchKeys: { $elemMatch: rangeOf(start, from) } }) : []
    for (const row of [...same, ...later]) {
      const keys = row.searchKeys.filter(fits).toSorted(compareKeys)
      const isSame = same.includes(row)
      const key = keys.find(
        (key) => key.startsWith(start) && (!from || compareKeys(key, from.key) >= (isSame ? 0 : 1)),
      )
      if (key === undefined) continue
      at = { key, id: row._id }
      if (key === keys[0]) yield { ...at, row }
    }
    if (later.length < count && same.length < count) return
  }
}

async function firstOf(found: AsyncGenerator<Found>, count: number): Promise<Found[]> {
  const first: Found[] = []
  for await (const one of found) if (first.push(one) === count) break
  return first
}

/** One page of what a search finds. @throws Refusal `bad_cursor` */
export async function pageOfFound(
  { scope, statuses, vias, starts: wanted }: Narrowed,
  given: { limit: number; after?: string | undefined; select: Record<string, unknown> },
): Promise<Page<StaffMember>> {
  const { limit, after, select } = given
  const mark = markOf(after)
  const starts = wanted.toSorted(compareKeys)
  const count = limit + 1
  const iso = withinRegions(scope)
  const isUnfiltered = statuses.length === staffStatuses.length && vias.length === staffVias.length
  const ones = isUnfiltered
    ? [iso]
    : statuses.flatMap((status) => vias.map((via) => ({ ...iso, status, via })))
  const hint = isUnfiltered ? listIndexes.searchAll : listIndexes.search
  const walks = ones.map((one) => walk({ one, hint, starts, count, select }, mark))
  const firsts = await Promise.all(walks.map((found) => firstOf(found, count)))
  const found = firsts.flat().toSorted(inOrder)
  const page = found.slice(0, limit)
  const last = found.length > limit ? page.at(-1) : undefined
  return {
    items: page.map(({ row }) => row),
    next: last ? encodeMarks([last.key, last.id]) : null,
  }
}
