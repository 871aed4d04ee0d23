/** Gives tasks of an earlier release the region of their store. */
import { clock } from '../../clock.ts'
import type { MigrationContext } from '../../database/migrations.ts'
import { mendRows } from '../../database/walk-rows.ts'
import { regionFinder } from '../../regions/region.ts'
import { Tasks, type StoredTask } from '../model.ts'

const isMissing = { region: { $exists: false } } as const

/** @param since only those made since then */
export async function mendRegions(context: MigrationContext, since?: Date): Promise<void> {
  const find = await regionFinder()
  await mendRows(context, Tasks, {
    filter: { ...isMissing, ...(since && { createdAt: { $gte: since } }) },
    select: { iso: 1, store: 1 },
    mend({ iso, store }) {
      const { address, place } = (store ?? {}) as Partial<StoredTask['store']>
      const region = typeof address === 'string' ? find({ address, place: place ?? null }) : null
      return { where: { iso, ...isMissing }, update: { $set: { region: region ?? null } } }
    },
  })
}

/** Tasks that an instance of an earlier release has made after the migration, while both were running. */
export const mendLateRegions = (): Promise<void> =>
  mendRegions(
    { progress: undefined, save: async () => {} },
    new Date(clock.time() - 3 * 86_400_000),
  )
