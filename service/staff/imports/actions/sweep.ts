/** Previews that nobody started are thrown away: they hold people's numbers for nothing. */
import { clock } from '../../../clock.ts'
import { transaction } from '../../../database/transaction.ts'
import { StaffImportRows, StaffImports, type StaffImport } from '../model.ts'

/** Milliseconds for which a preview is kept. */
const keptFor = 24 * 3_600_000
const atMost = 100

/** @returns how many were thrown away */
export async function sweepPreviews(): Promise<number> {
  const old = await StaffImports.find({
    status: 'checked',
    createdAt: { $lt: new Date(clock.time() - keptFor) },
  })
    .select({ iso: 1 })
    .limit(atMost)
    .lean<StaffImport[]>()
  for (const { _id, iso } of old) {
    await transaction(async () => {
      const gone = await StaffImports.deleteOne({ _id, iso, status: 'checked' })
      if (gone.deletedCount) await StaffImportRows.deleteMany({ iso, import: _id })
    })
  }
  return old.length
}
