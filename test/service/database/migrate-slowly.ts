/** A program for migrations.test.ts: migrates a database in batches and waits after each, so that it can be killed. */
import { once } from 'node:events'
import { configure } from '../../../service/config.ts'
import { connectDatabase } from '../../../service/database/connection.ts'
import { runMigrations } from '../../../service/database/migrations.ts'
import { log } from '../../../service/log.ts'
import { countVisits } from './visits-to-count.ts'

log.level = 'silent'
await connectDatabase(configure().mongodbUri)
const hold = async () => {
  process.stdout.write('batch\n')
  await once(process.stdin, 'data')
}
await runMigrations([countVisits(hold)], { lease: Number(process.env['LEASE']) })
process.exit(0)
