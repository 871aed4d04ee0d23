/** Brings reference data of a release into a database, for migrations: adds what is missing, and changes no edited value. */
import type { Model } from 'mongoose'

type Row = { _id: string } & Record<string, unknown>

/** Inserts those rows that are not there. */
export async function insertMissing<T>(model: Model<T>, rows: readonly Row[]): Promise<void> {
  await model.collection.bulkWrite(
    rows.map(({ _id, ...rest }) => ({
      updateOne: { filter: { _id: _id as never }, update: { $setOnInsert: rest }, upsert: true },
    })),
    { ordered: false },
  )
}

/**
 * Adds to rows that are there the fields, and inside texts the languages, that they lack. A row that was deleted stays
 * deleted, and a value that is there stays as it is.
 */
export async function fillMissing<T>(model: Model<T>, rows: readonly Row[]): Promise<void> {
  const writes = rows.flatMap(({ _id, ...rest }) =>
    leavesOf(rest).map(([path, value]) => ({
      updateOne: {
        filter: { _id: _id as never, [path]: { $exists: false } },
        update: { $set: { [path]: value } },
      },
    })),
  )
  await model.collection.bulkWrite(writes as never, { ordered: false })
}

/**
 * Gives texts of rows the words of this release, where they still are as an earlier release wrote them.
 * @param former for each row, the words that each changed text had before, by path such as `names.zh-CN`
 */
export async function rewordUnedited<T>(
  model: Model<T>,
  rows: readonly Row[],
  former: Record<string, Record<string, string>>,
): Promise<void> {
  const writes = rows.flatMap(({ _id, ...rest }) =>
    leavesOf(rest).flatMap(([path, value]) => {
      const before = former[_id]?.[path]
      if (before === undefined) return []
      const filter = { _id: _id as never, [path]: before }
      return [{ updateOne: { filter, update: { $set: { [path]: value } } } }]
    }),
  )
  await model.collection.bulkWrite(writes as never, { ordered: false })
}

/** Paths with their values; arrays are values. */
function leavesOf(value: Record<string, unknown>, prefix = ''): [string, unknown][] {
  return Object.entries(value).flatMap(([name, inner]) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? leavesOf(inner as Record<string, unknown>, `${prefix}${name}.`)
      : [[`${prefix}${name}`, inner] as [string, unknown]],
  )
}

/** Rows with their place in the list, from 1. */
export const inOrder = <T extends object>(rows: readonly T[]) =>
  rows.map((row, index) => ({ ...row, order: index + 1 }))
