/** Gives stores of an earlier release their region. */
import type { MigrationContext } from '../../database/migrations.ts'
import { mendRows } from '../../database/walk-rows.ts'
import { regionFinder, regionOf, type FindRegion } from '../../regions/region.ts'
import { Stores, type Store } from '../model.ts'

const isMissing = { region: { $exists: false } } as const

/** The region of a store that may be damaged: then it has none. */
export function regionIn(
  find: FindRegion,
  { address, place }: Partial<Pick<Store, 'address' | 'place'>>,
): string | null {
  if (typeof address !== 'string') return null
  return find({ address, place: place ?? null }) ?? null
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

/** Of the store where something of this submission stands, if it has none. */
export async function mendRegionWhere({ iso, _id }: { iso: string; _id: string }): Promise<void> {
  const where = { iso, 'standing.submission': _id, ...isMissing }
  const store = await Stores.findOne(where).select({ address: 1, place: 1 }).lean()
  if (!store) return
  const { address } = store
  const region = (await regionOf(store)) ?? null
  await Stores.updateOne({ ...where, address }, { $set: { region } })
}
