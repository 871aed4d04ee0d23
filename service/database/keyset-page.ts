/** Pages of a list by key instead of by number, so that page 10,000 costs what page 1 costs. */
import type { Model } from 'mongoose'
import { refuse } from '../errors.ts'
import { findRows, type Choice } from './rows.ts'
import { countedTo } from './shared.ts'

type Direction = 1 | -1
export type Mark = string | number | Date | null

export interface Page<T> {
  items: T[]
  next: string | null
}

/** How many rows fit, up to `countedTo`; costs no more than that many keys of the index that serves the filter. */
export async function countUpTo<T>(
  model: Model<T>,
  filter: Record<string, unknown>,
  hint?: Record<string, 1 | -1>,
  collation?: Choice['collation'],
): Promise<number> {
  return model.countDocuments(filter, {
    limit: countedTo,
    ...(hint && { hint }),
    ...(collation && { collation }),
  })
}

/** The mark behind which the next page begins. */
export function encodeMarks(marks: Mark[]): string {
  const plain = marks.map((mark) => (mark instanceof Date ? { t: mark.getTime() } : mark))
  return Buffer.from(JSON.stringify(plain)).toString('base64url')
}

/** @throws Refusal `bad_cursor` */
export function decodeMarks(after: string, length: number): Mark[] {
  let plain: unknown
  try {
    plain = JSON.parse(Buffer.from(after, 'base64url').toString())
  } catch (error) {
    if (error instanceof SyntaxError) refuse('bad_cursor', { field: 'after' })
    throw error
  }
  if (!Array.isArray(plain) || plain.length !== length) refuse('bad_cursor', { field: 'after' })
  return plain.map((mark: unknown) => {
    if (mark === null || typeof mark === 'string' || typeof mark === 'number') return mark
    const millis = (mark as { t?: unknown }).t
    if (typeof millis !== 'number' || !(Math.abs(millis) <= 8.64e15)) {
      refuse('bad_cursor', { field: 'after' })
    }
    return new Date(millis)
  })
}

/**
 * Rows that come after the marks: a >= x and (a > x or b > y), and so on for more fields.
 * Said so it can be read as one range of the index; (a > x) or (a = x and b > y) are two to be merged.
 */
function behind(sort: [string, Direction][], marks: Mark[]): Record<string, unknown> {
  let condition: Record<string, unknown> | undefined
  for (const [index, [field, direction]] of [...sort.entries()].toReversed()) {
    const [past, from] = direction === 1 ? ['$gt', '$gte'] : ['$lt', '$lte']
    const beyond = { [field]: { [past]: marks[index] } }
    condition = condition ? { [field]: { [from]: marks[index] }, $or: [beyond, condition] } : beyond
  }
  return condition ?? {}
}

/** Side by side where they name different fields: MongoDB plans that sooner than an `$and`. */
function both(one: Record<string, unknown>, other: Record<string, unknown>) {
  const clash = Object.keys(other).some((field) => Object.hasOwn(one, field))
  return clash ? { $and: [one, other] } : { ...one, ...other }
}

const marksOf: Record<string, (mark: Mark) => boolean> = {
  String: (mark) => typeof mark === 'string',
  Number: (mark) => typeof mark === 'number',
  Date: (mark) => mark instanceof Date,
}

/** @throws Refusal `bad_cursor` for a cursor of another list, or an invented one */
function marksFor<T>(model: Model<T>, sort: [string, Direction][], after: string): Mark[] {
  const marks = decodeMarks(after, sort.length)
  for (const [index, [field]] of sort.entries()) {
    const mark = marks[index] ?? null
    const fits = marksOf[model.schema.path(field)?.instance ?? '']
    if (mark !== null && fits && !fits(mark)) refuse('bad_cursor', { field: 'after' })
  }
  return marks
}

function valueAt(row: unknown, path: string): Mark {
  let value = row
  for (const step of path.split('.')) {
    value = value === null || value === undefined ? null : (value as Record<string, unknown>)[step]
  }
  return (value ?? null) as Mark
}

/**
 * One page of plain documents; the filter is not cast, see `rows.ts`.
 * @param sort fields and directions; the last must be unique (`_id`), and an index must serve them.
 * @throws Refusal `bad_cursor`
 */
export async function keysetPage<T>(
  model: Model<T>,
  filter: Record<string, unknown>,
  {
    sort,
    limit,
    after,
    select,
    hint,
    collation,
  }: {
    sort: [string, Direction][]
    limit: number
    after?: string | undefined
  } & Pick<Choice, 'select' | 'hint' | 'collation'>,
): Promise<Page<T>> {
  const where = after ? both(filter, behind(sort, marksFor(model, sort, after))) : filter
  const rows = await findRows(model, where, {
    sort,
    limit: limit + 1,
    ...(select && { select }),
    ...(hint && { hint }),
    ...(collation && { collation }),
  })
  const items = rows.slice(0, limit)
  const last = rows.length > limit ? items.at(-1) : undefined
  return { items, next: last ? encodeMarks(sort.map(([path]) => valueAt(last, path))) : null }
}
