/** All migrations of the service, in the order in which they run (docs/decisions/020). */
import type { Migration } from './database/migrations.ts'

/** A number is used once; those of a domain are declared in its `migrations.ts`. */
export const migrations: Migration[] = ([] as Migration[]).toSorted(
  (one, other) => one.number - other.number,
)
