/** Creates every collection and index at start, and verifies that what is there is what the models declare. */
import mongoose, { type Model } from 'mongoose'
import { log } from '../log.ts'

/** Ends the start: the database holds something that an index of the models cannot be made beside. */
export class IndexConflict extends Error {
  override readonly name = 'IndexConflict'
}

/**
 * Safe to run from several instances at once and again at each start.
 * @throws IndexConflict naming collection, index and remedy
 */
export async function ensureIndexes(): Promise<void> {
  for (const model of Object.values(mongoose.models)) {
    await model.createCollection()
    await createIndexes(model)
    const { toDrop } = await model.diffIndexes()
    if (toDrop.length) {
      log.warn(
        { collection: model.collection.name, indexes: toDrop },
        'MongoDB indexes that no model declares',
      )
    }
  }
}

async function createIndexes(model: Model<unknown>): Promise<void> {
  const failed: Keys[] = []
  const note = (error: unknown, fields: Keys) => void (error && failed.push(fields))
  model.on('index-single-done', note)
  try {
    // tries all of them, then throws the error of the first that failed
    await model.createIndexes()
  } catch (error) {
    throw (await conflictOf(model, failed[0] ?? {}, error)) ?? error
  } finally {
    model.removeListener('index-single-done', note)
  }
}

type Keys = Record<string, unknown>

const nameOf = (keys: Keys) =>
  Object.entries(keys)
    .map(([field, direction]) => `${field}_${String(direction)}`)
    .join('_')

/** What stands in the way of an index, for the errors that tell of that. */
async function conflictOf(
  model: Model<unknown>,
  keys: Keys,
  error: unknown,
): Promise<IndexConflict | undefined> {
  const { name: collection } = model.collection
  const { code } = error as { code?: unknown }
  if (code === 11000) {
    return new IndexConflict(
      `Collection ${collection} holds rows that the unique index on ${Object.keys(keys).join(', ')} does not allow: ` +
        'two or more have the same values. Mend those rows, then start again.',
    )
  }
  // IndexOptionsConflict, IndexKeySpecsConflict
  if (code !== 85 && code !== 86) return undefined
  const there = await model.collection.indexes()
  const same = (one: { key: object }) => JSON.stringify(one.key) === JSON.stringify(keys)
  const index = (there.find(same) ?? there.find(({ name }) => name === nameOf(keys)))?.name
  return new IndexConflict(
    `Collection ${collection} has an index ${index ?? nameOf(keys)} with other options or keys than this release ` +
      `declares. Look what made it; when it can go, run db.${collection}.dropIndex("${index ?? nameOf(keys)}") in ` +
      'MongoDB and start again, which makes it as declared.',
  )
}
