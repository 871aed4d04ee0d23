/** Looks which collections are read as a whole: what grows has to be read by an index. */
import mongoose from 'mongoose'

/** Collections of which the work read all rows, one after the other. */
export async function scannedBy(work: () => Promise<unknown>): Promise<string[]> {
  const { db } = mongoose.connection
  await db?.command({ profile: 2 })
  await work()
  await db?.command({ profile: 0 })
  const profiles = db?.collection('system.profile')
  // screens that watch, and the look whether the database answers, are there beside it
  const others = { op: { $ne: 'getmore' }, 'command.readConcern.level': { $ne: 'linearizable' } }
  const rows = await profiles?.find({ planSummary: 'COLLSCAN', ...others }).toArray()
  await profiles?.drop()
  return [...new Set(rows?.map(({ ns }) => String(ns).split('.').slice(1).join('.')))].toSorted()
}
