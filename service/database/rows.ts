/**
 * Rows past mongoose's queries, for what runs at every request: nothing is cast, so filters must hold what is
 * stored (checked by the contract, dates as dates), and what comes back is plain. All join the open transaction.
 */
import type { Model, mongo } from 'mongoose'
import { openSession } from './transaction.ts'

type Filter = Record<string, unknown>
/** Fields, or expressions that make them. */
type Fields = Record<string, unknown>

export interface Choice {
  sort?: [string, 1 | -1][]
  limit?: number
  select?: Fields
  /** The index to read, where the filter lets MongoDB choose a worse one. */
  hint?: Record<string, 1 | -1>
  /** Of that index. */
  collation?: mongo.CollationOptions
}

/** The driver's own collection: mongoose's wrapper checks at each call whether it has listeners. */
function rowsOf<T>(model: Model<T>): mongo.Collection {
  // there from the first connection on; before it, mongoose lets calls wait
  const { collection } = model.collection as unknown as { collection?: mongo.Collection }
  return collection ?? (model.collection as unknown as mongo.Collection)
}

// the session is left out rather than undefined: the driver looks whether there is one
const joined = () => {
  const session = openSession()
  return session ? { session } : {}
}

/**
 * Inserts a row whose content has been checked.
 * Like `insertMany([row], { lean: true })`, but without the bulk write that a list needs.
 * @throws the driver's error, see `isDuplicateKey`
 */
export async function insertRow<T extends object>(model: Model<T>, row: T): Promise<void> {
  await rowsOf(model).insertOne(row as never, joined())
}

/**
 * Inserts rows whose content has been checked; the first that cannot be inserted ends it.
 * @throws the driver's error, see `isDuplicateKey`
 */
export async function insertRows<T extends object>(model: Model<T>, rows: T[]): Promise<void> {
  if (rows.length) await rowsOf(model).insertMany(rows as never, joined())
}

/** Like `findOne(filter, select).lean()`. */
export async function findRow<T>(
  model: Model<T>,
  filter: Filter,
  select?: Fields,
): Promise<T | null> {
  const options = select ? { projection: select, ...joined() } : joined()
  return (await rowsOf(model).findOne(filter as never, options)) as T | null
}

/** Like `find(filter, select).sort().limit().lean()`. */
export async function findRows<T>(
  model: Model<T>,
  filter: Filter,
  { sort, limit, select, hint, collation }: Choice = {},
): Promise<T[]> {
  const options: mongo.FindOptions = joined()
  if (sort) options.sort = sort
  if (select) options.projection = select
  if (limit) options.limit = limit
  if (hint) options.hint = hint
  if (collation) options.collation = collation
  return (await rowsOf(model)
    .find(filter as never, options)
    .toArray()) as T[]
}

/** Like `updateMany(filter, change)`. @returns how many rows were changed */
export async function updateRows<T>(
  model: Model<T>,
  filter: Filter,
  change: object,
): Promise<number> {
  const { modifiedCount } = await rowsOf(model).updateMany(
    filter as never,
    change as never,
    joined(),
  )
  return modifiedCount
}
