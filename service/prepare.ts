/** Brings a database to what this release needs: at each start of the service, and before a command changes it. */
// every model registers itself: the collections and indexes of all of them are made
import './app.ts'
import './worker.ts'
import { config } from './config.ts'
import { mustHaveTransactions, mustNotBeDemonstration } from './database/connection.ts'
import { ensureIndexes } from './database/indexes.ts'
import { runMigrations } from './database/migrations.ts'
import { migrations } from './migrations.ts'

/**
 * Safe beside running instances. `connectDatabase` must have been called.
 * @throws NoReplicaSet, DemonstrationInProduction, IndexConflict, MigrationFailed, MigrationMismatch
 */
export async function prepareDatabase(): Promise<void> {
  await mustHaveTransactions()
  if (config().production) await mustNotBeDemonstration()
  await ensureIndexes()
  await runMigrations(migrations)
}
