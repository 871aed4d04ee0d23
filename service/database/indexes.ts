/** Creates every collection and index at start, and verifies that what is there is what the models declare. */
import mongoose from 'mongoose'
import { log } from '../log.ts'

/**
 * Safe to run from several instances at once and again at each start.
 * @throws when an index exists with the same name but other keys or options: mend it by hand, with thought.
 */
export async function ensureIndexes(): Promise<void> {
  for (const model of Object.values(mongoose.models)) {
    await model.createCollection()
    await model.createIndexes()
    const { toDrop } = await model.diffIndexes()
    if (toDrop.length) {
      log.warn(
        { collection: model.collection.name, indexes: toDrop },
        'indexes that no model declares',
      )
    }
  }
}
