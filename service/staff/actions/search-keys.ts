/** Brings search keys of stored staff to those of today. */
import type { MigrationContext } from '../../database/migrations.ts'
import { mendRows } from '../../database/walk-rows.ts'
import { StaffMembers } from '../model.ts'
import { backwards, searchKeysOf } from '../rules/search-keys.ts'

/**
 * Rows that the release before has written, before or while it runs beside this one: a migration mends the first, a
 * schedule the others. Until then what they have is found by words as they are written.
 */
export async function mendSearchKeys(context: MigrationContext): Promise<void> {
  await mendRows(context, StaffMembers, {
    filter: { searchKeys: { $not: { $regex: `^${backwards}` } } },
    select: { name: 1, phone: 1 },
    mend: ({ name, phone }) => {
      if (typeof name !== 'string' || typeof phone !== 'string') return undefined
      const update = { $set: { searchKeys: searchKeysOf(name, phone) } }
      return { where: { name, phone }, update }
    },
  })
}

/** The same from the beginning, which nothing interrupts for long. */
export const mendLateSearchKeys = (): Promise<void> =>
  mendSearchKeys({ progress: undefined, save: async () => {} })
