/** What phones have queued in the shape of an older app is taken for a while. */
import { clock } from '../../clock.ts'
import { Migrations } from '../../database/migrations.ts'
import { mayLack } from '../rules/older-apps.ts'

/**
 * Whether a visit may still lack what the service demands since a migration.
 * @param migration its number; it began when this database began to demand it
 */
export async function mayStillLack(
  migration: number,
  visit: { id: string; speaksOfIt: boolean },
): Promise<boolean> {
  const row = await Migrations.findById(migration).select({ startedAt: 1 }).lean()
  return row ? mayLack(visit, row.startedAt, clock.now()) : false
}
