/** Keeps where staff work, by the stores that they visit. */
import type { MigrationContext } from '../../database/migrations.ts'
import { mendRows } from '../../database/walk-rows.ts'
import { isNewcomer } from '../../regions/shared.ts'
import { StaffMembers } from '../model.ts'
import { regionsOfNewcomer } from '../rules/regions.ts'

/** A person was in a store of the region. Does nothing when that is known. */
export async function worksIn(iso: string, staff: string, region: string): Promise<void> {
  const here = { _id: staff, iso }
  const entry = await StaffMembers.findOne(here).select({ regions: 1 }).lean()
  if (!entry || entry.regions?.includes(region)) return
  const before = entry.regions ?? []
  if (isNewcomer(before)) {
    const { matchedCount } = await StaffMembers.updateOne(
      { ...here, regions: before.length ? before : { $in: [null, []] } },
      { $set: { regions: [region] } },
    )
    if (matchedCount) return
  }
  await StaffMembers.updateOne(here, { $addToSet: { regions: region } })
}

/** Rows that an earlier release has written get the country of their number; visits add to it. */
export async function mendRegions(context: MigrationContext): Promise<void> {
  await mendRows(context, StaffMembers, {
    filter: { regions: { $exists: false } },
    select: { iso: 1, phone: 1 },
    mend: ({ iso, phone }) =>
      typeof phone === 'string'
        ? {
            where: { iso, phone, regions: { $exists: false } },
            update: { $set: { regions: regionsOfNewcomer(phone) } },
          }
        : undefined,
  })
}

/** The same from the beginning, for what an instance of an earlier release has added meanwhile. */
export const mendLateRegions = (): Promise<void> =>
  mendRegions({ progress: undefined, save: async () => {} })
