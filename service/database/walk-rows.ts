/** Walks through a collection in batches by `_id`, so that a migration of any size is resumable and bounded in memory. */
import type { Model, mongo } from 'mongoose'
import type { MigrationContext } from './migrations.ts'

/** A stored row as it is: it may have an older shape than its model. */
export type StoredRow = mongo.Document & { _id: unknown }

interface Walk {
  /** Rows that are looked at; all without it. */
  filter?: Record<string, unknown>
  /** Fields that are read; all without it. */
  select?: Record<string, unknown>
  /** Rows of a batch. */
  size?: number
}

/**
 * Calls `work` with one batch after another, in the order of `_id`, and saves after each where it is.
 * A batch can come again when a process has crashed, so `work` must be safe to repeat.
 */
export async function walkRows<T>(
  { progress, save }: MigrationContext,
  model: Model<T>,
  { filter = {}, select, size = 500 }: Walk,
  work: (rows: StoredRow[]) => Promise<void>,
): Promise<void> {
  for (let after = progress; ;) {
    const where = after === undefined ? filter : { $and: [filter, { _id: { $gt: after } }] }
    const rows = (await model.collection
      .find(where, { sort: { _id: 1 }, limit: size, ...(select && { projection: select }) })
      .toArray()) as StoredRow[]
    if (rows.length) await work(rows)
    if (rows.length < size) return
    after = rows.at(-1)?._id
    await save(after)
  }
}

export interface Change {
  /** Operators such as `$set`. */
  update: Record<string, unknown>
  /** What must still be so: the service may change rows while the migration runs. Add the shard key here. */
  where?: Record<string, unknown>
}

/** Changes rows one by one: `mend` says what to change of a row, or nothing when it is right. */
export async function mendRows<T>(
  context: MigrationContext,
  model: Model<T>,
  { mend, ...walk }: Walk & { mend(row: StoredRow): Change | undefined },
): Promise<void> {
  await walkRows(context, model, walk, async (rows) => {
    const writes = rows.flatMap((row) => {
      const change = mend(row)
      if (!change) return []
      const filter = { ...change.where, _id: row._id as never }
      return [{ updateOne: { filter, update: change.update } }]
    })
    if (writes.length) await model.collection.bulkWrite(writes as never, { ordered: false })
  })
}
