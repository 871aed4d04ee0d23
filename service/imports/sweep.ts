/** Deletes rows, which may name people, that are no longer needed: previews never started, rows long over, rows of no import. */
import { clock } from '../clock.ts'
import { transaction } from '../database/transaction.ts'
import { byId, serveAll } from '../outbox/batch.ts'
import type { CheckedRow, ImportKind } from './kind.ts'
import { previewKeptFor, type StoredImport, type StoredRow } from './model.ts'
import type { SheetRow } from './reading/columns.ts'
import { madeAt } from './age.ts'
import { rowsOf } from './find.ts'

const day = 24 * 3_600_000
/** Milliseconds for which rows are kept after the end of their import. */
const rowsKeptFor = 90 * day
const atMost = 100

/** @returns how many previews were thrown away */
async function sweepPreviews({ Imports, Rows, files }: ImportKind): Promise<number> {
  // a file is never older than its preview; also those of checks that broke off
  await files.expire()
  const old = await Imports.find({
    status: 'checked',
    createdAt: { $lt: new Date(clock.time() - previewKeptFor) },
  })
    .select({ iso: 1 })
    .limit(atMost)
    .lean<StoredImport[]>()
  await serveAll('swept previews', old, byId, ({ _id, iso }) =>
    transaction(async () => {
      const gone = await Imports.deleteOne({ _id, iso, status: 'checked' })
      if (!gone.deletedCount) return
      await Rows.deleteMany({ iso, import: _id })
      await files.remove({ workspace: iso, record: _id })
    }),
  )
  return old.length
}

/** Rows of imports that ended long ago; what they had come to stays in the import. @returns of how many imports */
async function sweepEnded({ Imports, Rows, tally }: ImportKind): Promise<number> {
  const over = Imports.find({
    'lastTally.at': null,
    endedAt: { $lt: new Date(clock.time() - rowsKeptFor) },
  })
    .lean<StoredImport[]>()
    .cursor({ batchSize: atMost })
  let swept = 0
  await serveAll('swept imports', over, byId, async (one) => {
    const { _id, iso } = one
    await transaction(async () => {
      const lastTally = { ...(await tally(one)), at: clock.now() }
      const noted = await Imports.updateOne(
        { _id, iso, 'lastTally.at': null },
        { $set: { lastTally } },
      )
      if (!noted.modifiedCount) return
      await Rows.deleteMany({ iso, import: _id })
      swept++
    })
  })
  return swept
}

/** The first row of the next check of a file: one step for each of them, however many rows it has. */
function firstRowAfter(
  { Rows }: ImportKind,
  before: Pick<StoredRow, 'import' | 'revision'> | undefined,
) {
  const next = before
    ? {
        import: { $gte: before.import },
        $or: [
          { import: { $gt: before.import } },
          { import: before.import, revision: { $gt: before.revision } },
        ],
      }
    : {}
  return Rows.findOne(next)
    .sort({ import: 1, revision: 1, row: 1 })
    .select({ iso: 1, import: 1, revision: 1 })
    .lean<StoredRow | null>()
}

/**
 * Rows that count for no import, because a process crashed before it wrote that or before it deleted those of the
 * check before.
 * @returns how many
 */
async function sweepOrphans(kind: ImportKind): Promise<number> {
  const { Imports, Rows } = kind
  let swept = 0
  let row = await firstRowAfter(kind, undefined)
  while (row) {
    const { iso, import: _id, revision } = row
    const isOld = madeAt(row._id) < clock.time() - previewKeptFor
    if (isOld && !(await Imports.exists({ _id, iso, revision }))) {
      swept += (await Rows.deleteMany(rowsOf({ _id, iso, revision }))).deletedCount
    }
    row = await firstRowAfter(kind, row)
  }
  return swept
}

/** All of it that can wait for the night. */
async function sweepRows(kind: ImportKind): Promise<void> {
  await serveAll(
    'sweeps of imports',
    [sweepEnded, sweepOrphans],
    { idOf: ({ name }) => name },
    (sweep) => sweep(kind),
  )
}

/** What schedules do for a kind of import. */
export function sweepsOf<
  I extends StoredImport,
  R extends StoredRow,
  S extends SheetRow,
  C extends CheckedRow,
>(given: ImportKind<I, R, S, C>) {
  const kind = given as unknown as ImportKind
  return {
    sweepPreviews: () => sweepPreviews(kind),
    sweepRows: () => sweepRows(kind),
  }
}
