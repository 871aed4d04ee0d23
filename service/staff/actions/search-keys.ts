/** Brings search keys of stored staff to those of today. */
import type { MigrationContext } from '../../database/migrations.ts'
import { mendRows } from '../../database/walk-rows.ts'
import { StaffMembers } from '../model.ts'
import { backwards, searchKeysOf } from '../rules/search-keys.ts'

/**
 * Rows that an earlier release has written: a migration mends those that were there, a schedule those that it wrote
 * while both were running. Until then what they have is found by words as they are written.
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
