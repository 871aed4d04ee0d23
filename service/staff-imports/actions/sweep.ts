/** Deletes people's numbers that are no longer needed: previews never started, rows long over, rows of no import. */
import { clock } from '../../clock.ts'
import { transaction } from '../../database/transaction.ts'
import { byId, serveAll } from '../../outbox/batch.ts'
import {
  StaffImportFiles,
  StaffImportRows,
  StaffImports,
  type StaffImport,
  type StaffImportRow,
} from '../model.ts'
import { madeAt } from '../rules/age.ts'
import { rowsOf, tallyOf } from './find.ts'

const day = 24 * 3_600_000
/** Milliseconds for which a preview is kept, and rows whose import was never written. */
const previewKeptFor = day
/** Milliseconds for which rows are kept after the end of their import. */
const rowsKeptFor = 90 * day
const atMost = 100

/** @returns how many previews were thrown away */
export async function sweepPreviews(): Promise<number> {
  // a file is never older than its preview; also those of checks that broke off
  await StaffImportFiles.deleteMany({ at: { $lt: new Date(clock.time() - previewKeptFor) } })
  const old = await StaffImports.find({
    status: 'checked',
    createdAt: { $lt: new Date(clock.time() - previewKeptFor) },
  })
    .select({ iso: 1 })
    .limit(atMost)
    .lean<StaffImport[]>()
  await serveAll('swept previews', old, byId, ({ _id, iso }) =>
    transaction(async () => {
      const gone = await StaffImports.deleteOne({ _id, iso, status: 'checked' })
      if (!gone.deletedCount) return
      await StaffImportRows.deleteMany({ iso, import: _id })
      await StaffImportFiles.deleteMany({ iso, import: _id })
    }),
  )
  return old.length
}

/** Rows of imports that ended long ago; what they had come to stays in the import. @returns of how many imports */
export async function sweepEnded(): Promise<number> {
  const over = StaffImports.find({
    'lastTally.at': null,
    endedAt: { $lt: new Date(clock.time() - rowsKeptFor) },
  })
    .lean<StaffImport[]>()
    .cursor({ batchSize: atMost })
  let swept = 0
  await serveAll('swept imports', over, byId, async (one) => {
    const { _id, iso } = one
    await transaction(async () => {
      const lastTally = { ...(await tallyOf(one)), at: clock.now() }
      const noted = await StaffImports.updateOne(
        { _id, iso, 'lastTally.at': null },
        { $set: { lastTally } },
      )
      if (!noted.modifiedCount) return
      await StaffImportRows.deleteMany({ iso, import: _id })
      swept++
    })
  })
  return swept
}

/** The first row of the next check of a file: one step for each of them, however many rows it has. */
function firstRowAfter(before: Pick<StaffImportRow, 'import' | 'revision'> | undefined) {
  const next = before
    ? {
        import: { $gte: before.import },
        $or: [
          { import: { $gt: before.import } },
          { import: before.import, revision: { $gt: before.revision } },
        ],
      }
    : {}
  return StaffImportRows.findOne(next)
    .sort({ import: 1, revision: 1, row: 1 })
    .select({ iso: 1, import: 1, revision: 1 })
    .lean<StaffImportRow | null>()
}

/**
 * Rows that count for no import, because a process crashed before it wrote that or before it deleted those of the
 * check before.
 * @returns how many
 */
export async function sweepOrphans(): Promise<number> {
  let swept = 0
  let row = await firstRowAfter(undefined)
  while (row) {
    const { iso, import: _id, revision } = row
    const isOld = madeAt(row._id) < clock.time() - previewKeptFor
    if (isOld && !(await StaffImports.exists({ _id, iso, revision }))) {
      swept += (await StaffImportRows.deleteMany(rowsOf({ _id, iso, revision }))).deletedCount
    }
    row = await firstRowAfter(row)
  }
  return swept
}

/** All of it that can wait for the night. */
export async function sweepRows(): Promise<void> {
  await serveAll(
    'sweeps of imports',
    [sweepEnded, sweepOrphans],
    { idOf: ({ name }) => name },
    (sweep) => sweep(),
  )
}
