/** Gives visits and stores of an earlier release their region, and staff those of the stores that they were in. */
import { clock } from '../../clock.ts'
import type { MigrationContext } from '../../database/migrations.ts'
import { mendRows, walkRows, type StoredRow } from '../../database/walk-rows.ts'
import { regionFinder, regionOf, type FindRegion } from '../../regions/region.ts'
import { worksIn } from '../../staff/actions/regions.ts'
import { Stores, Submissions, type StoredSubmission } from '../model.ts'

const isMissing = { region: { $exists: false } } as const

const visitFields = { iso: 1, staff: 1, 'store.address': 1, 'store.place': 1 } as const

type Visit = Pick<StoredSubmission, '_id' | 'iso' | 'staff' | 'store'>

/** What is damaged has no region either. */
function regionIn(find: FindRegion, { address, place }: Partial<Store>): string | null {
  if (typeof address !== 'string') return null
  return find({ address, place: place ?? null }) ?? null
}

type Store = Pick<StoredSubmission['store'], 'address' | 'place'>

/** Sets the regions of these visits, and adds them to the staff members who made the visits. */
async function mendVisits(find: FindRegion, rows: readonly StoredRow[]): Promise<void> {
  const visits = (rows as unknown as Visit[]).map((visit) => ({
    ...visit,
    region: regionIn(find, visit.store ?? {}),
  }))
  if (!visits.length) return
  await Submissions.collection.bulkWrite(
    visits.map(({ _id, iso, region }) => ({
      // a revision that has come since has a region of its own
      updateOne: { filter: { _id, iso, ...isMissing } as never, update: { $set: { region } } },
    })),
    { ordered: false },
  )
  const workers = new Map(
    visits.flatMap(({ iso, staff, region }) =>
      region ? [[`${iso} ${staff} ${region}`, { iso, staff, region }] as const] : [],
    ),
  )
  for (const { iso, staff, region } of workers.values()) await worksIn(iso, staff, region)
}

/** Every visit without a region. */
export async function mendRegionsOfVisits(context: MigrationContext): Promise<void> {
  const find = await regionFinder()
  const walk = { filter: isMissing, select: visitFields, size: 200 }
  await walkRows(context, Submissions, walk, (rows) => mendVisits(find, rows))
}

/** Every store without a region. */
export async function mendRegionsOfStores(context: MigrationContext): Promise<void> {
  const find = await regionFinder()
  await mendRows(context, Stores, {
    filter: isMissing,
    select: { iso: 1, address: 1, place: 1 },
    mend: ({ iso, address, place }) => ({
      // the store may have been approved with another address meanwhile
      where: { iso, address, ...isMissing },
      update: { $set: { region: regionIn(find, { address, place } as Store) } },
    }),
  })
}

/** How long an instance of an earlier release may have been running beside this one. */
const latest = 3 * 86_400_000

/**
 * What an earlier release has written after the migration has run, while both were running: visits of the last days, and
 * the stores where they stand.
 */
export async function mendLateRegions(): Promise<void> {
  const find = await regionFinder()
  const since = new Date(clock.time() - latest)
  const late = Submissions.find({
    status: { $in: ['in_review', 'approved', 'rejected'] },
    submittedAt: { $gte: since },
    ...isMissing,
  })
    .select(visitFields)
    .lean()
    .cursor({ batchSize: 200 })
  for await (const visit of late) await mendVisits(find, [visit as unknown as StoredRow])
  // of a visit that is rejected as a whole, what was approved stands all the same
  const decided = Submissions.find({
    decidedAt: { $gte: since },
    status: { $in: ['approved', 'rejected'] },
  })
    .select({ iso: 1 })
    .lean()
    .cursor({ batchSize: 200 })
  for await (const { _id, iso } of decided) {
    const where = { iso, 'standing.submission': _id, ...isMissing }
    const store = await Stores.findOne(where).select({ address: 1, place: 1 }).lean()
    if (!store) continue
    const { address } = store
    const region = (await regionOf(store)) ?? null
    await Stores.updateOne({ ...where, address }, { $set: { region } })
  }
}
