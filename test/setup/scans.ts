/** Looks how MongoDB finds what it is asked for: what grows has to be read by an index. */
import mongoose from 'mongoose'

/** What the profiler has of the work: queries and writes, each with its plan. */
async function profiled(work: () => Promise<unknown>) {
  const { db } = mongoose.connection
  await db?.command({ profile: 2 })
  await work()
  await db?.command({ profile: 0 })
  const profiles = db?.collection('system.profile')
  // screens that watch, and the look whether the database answers, are there beside it
  const others = { op: { $ne: 'getmore' }, 'command.readConcern.level': { $ne: 'linearizable' } }
  const rows = (await profiles?.find(others).toArray()) ?? []
  await profiles?.drop()
  return rows.map((row) => ({
    collection: String(row['ns']).split('.').slice(1).join('.'),
    plan: String(row['planSummary']),
    examined: Number(row['docsExamined'] ?? 0),
  }))
}

/** Collections of which the work read all rows, one after the other. */
export async function scannedBy(work: () => Promise<unknown>): Promise<string[]> {
  const scans = (await profiled(work)).filter(({ plan }) => plan === 'COLLSCAN')
  return [...new Set(scans.map(({ collection }) => collection))].toSorted()
}

/** The most rows of the collection that one query of the work looked at. */
export async function maxExamined(name: string, work: () => Promise<unknown>): Promise<number> {
  const own = (await profiled(work)).filter(({ collection }) => collection === name)
  return Math.max(...own.map(({ examined }) => examined))
}
