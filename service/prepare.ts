/** Brings a database to what this release needs: at each start of the service, and before a command changes it. */
// every model registers itself: the collections and indexes of all of them are made
import './app.ts'
import './worker.ts'
import { config } from './config.ts'
import { mustHaveTransactions, mustNotBeDemonstration } from './database/connection.ts'
import { ensureIndexes } from './database/indexes.ts'
import { runMigrations, type Migration } from './database/migrations.ts'
import { migrations } from './migrations.ts'

/**
 * Safe beside running instances. `connectDatabase` must have been called.
 * @param needed others where a test has a domain of its own
 * @throws NoReplicaSet, DemonstrationInProduction, IndexConflict, MigrationFailed, MigrationMismatch
 */
export async function prepareDatabase(needed: readonly Migration[] = migrations): Promise<void> {
  await mustHaveTransactions()
  if (config().production) await mustNotBeDemonstration()
  await ensureIndexes()
  await runMigrations(needed)
}
