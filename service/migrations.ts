/** All migrations of the service, in the order in which they run (docs/decisions/020). */
import type { Migration } from './database/migrations.ts'
import { inspectionMigrations } from './inspections/migrations.ts'
import { notificationMigrations } from './notifications/migrations.ts'
import { productMigrations } from './products/migrations.ts'
import { promotionMigrations } from './promotions/migrations.ts'
import { reviewMigrations } from './reviews/migrations.ts'
import { staffMigrations } from './staff/migrations.ts'
import { rejectionMigrations } from './offered-lists/migrations.ts'
import { teamMigrations } from './team/migrations.ts'

/** Each domain declares its own in its `migrations.ts`; a number is used once. */
export const migrations: Migration[] = [
  ...teamMigrations,
  ...productMigrations,
  ...promotionMigrations,
  ...reviewMigrations,
  ...staffMigrations,
  ...rejectionMigrations,
  ...inspectionMigrations,
  ...notificationMigrations,
].toSorted((one, other) => one.number - other.number)
