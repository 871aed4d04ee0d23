/** All migrations of the service, in the order in which they run (docs/decisions/020). */
import type { Migration } from './database/migrations.ts'
import type { Domain } from './domain.ts'
import { domains } from './domains.ts'
import { notificationMigrations } from './notifications/migrations.ts'

/** Each domain declares its own; a number is used once. */
export const migrationsOf = (from: readonly Domain[]): Migration[] =>
  [...from.flatMap(({ migrations: its = [] }) => its), ...notificationMigrations].toSorted(
    (one, other) => one.number - other.number,
  )

export const migrations: Migration[] = migrationsOf(domains)
