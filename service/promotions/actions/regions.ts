/** Gives visits of an earlier release their region, and staff those of the stores that they were in. */
import { clock } from '../../clock.ts'
import type { MigrationContext } from '../../database/migrations.ts'
import { walkRows, type StoredRow } from '../../database/walk-rows.ts'
import { regionFinder, type FindRegion } from '../../regions/region.ts'
import { worksIn } from '../../staff/actions/regions.ts'
import { mendRegionWhere, regionIn } from '../../stores/actions/regions.ts'
import { MarketingCodes, type StoredCode } from '../../marketing-codes/model.ts'
import { codesWithoutRegion } from '../../marketing-codes/actions/find.ts'
import { Submissions, type StoredSubmission } from '../model.ts'

const isMissing = { region: { $exists: false } } as const

const visitFields = { iso: 1, staff: 1, 'store.address': 1, 'store.place': 1 } as const

type Visit = Pick<StoredSubmission, '_id' | 'iso' | 'staff' | 'store'>

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

/** Gives these codes the regions of the submissions in which they stand. */
async function mendCodes(
  rows: readonly Pick<StoredCode, '_id' | 'iso' | 'submission'>[],
): Promise<void> {
  const ids = [...new Set(rows.flatMap(({ submission }) => submission ?? []))]
  const found = await Submissions.find({ _id: { $in: ids } })
    .select({ region: 1 })
    .lean()
  const regionOfVisit = new Map(found.map(({ _id, region }) => [_id, region ?? null]))
  const writes = rows.flatMap(({ _id, iso, submission }) => {
    if (!submission) return []
    // it may have been moved meanwhile
    const filter = { _id, iso, submission, ...isMissing }
    const region = regionOfVisit.get(submission) ?? null
    return [{ updateOne: { filter, update: { $set: { region } } } }]
  })
  if (writes.length) await MarketingCodes.collection.bulkWrite(writes as never, { ordered: false })
}

/** Every code that stands in a visit and has no region. */
export async function mendRegionsOfCodes(context: MigrationContext): Promise<void> {
  const walk = {
    filter: { submission: { $type: 'string' }, ...isMissing },
    select: { iso: 1, submission: 1 },
  }
  await walkRows(context, MarketingCodes, walk, (rows) => mendCodes(rows as never))
}

/** Codes that the release before has bound after the migration has run, while both were running. */
export async function mendLateCodes(): Promise<void> {
  for await (const rows of codesWithoutRegion()) await mendCodes(rows)
}

/** How long an instance of the release before may have been running beside this one. */
const latest = 3 * 86_400_000

/**
 * What the release before has written after the migration has run, while both were running: visits of the last days, and
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
    await mendRegionWhere({ iso, _id })
  }
}
