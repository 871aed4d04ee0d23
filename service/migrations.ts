/** All migrations of the service, in the order in which they run (docs/decisions/020). */
import type { Migration } from './database/migrations.ts'
import { domains } from './domains.ts'
import { notificationMigrations } from './notifications/migrations.ts'

/** Each domain declares its own; a number is used once. */
export const migrations: Migration[] = [
  ...domains.flatMap(({ migrations: its = [] }) => its),
  ...notificationMigrations,
].toSorted((one, other) => one.number - other.number)
