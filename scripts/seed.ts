/** Fills an empty database with the demonstration: two ISOs, their people, stores, photos, codes and submissions. */
import mongoose from 'mongoose'
import { config, configure } from '../service/config.ts'
import { connectDatabase, disconnectDatabase } from '../service/database/connection.ts'
import { ensureIndexes } from '../service/database/indexes.ts'
import { runMigrations } from '../service/database/migrations.ts'
import { migrations } from '../service/migrations.ts'
import { Events } from '../service/outbox/model.ts'
import { endStart } from '../service/start-remedy.ts'
import { Workspaces } from '../service/workspaces/model.ts'
import { readCommandLine } from './command-line.ts'
import { layOutTray } from './demo/tray.ts'
import { buildWorld } from './demo/world.ts'

async function seed(): Promise<void> {
  await connectDatabase(config().mongodbUri)

  const marks = mongoose.connection.collection<{ _id: string; state: 'begun' | 'done' }>('demo')
  const mark = await marks.findOne({ _id: 'seed' })
  if (mark?.state === 'begun') {
    // the last start was cut off in the middle of this
    await mongoose.connection.dropDatabase()
  }

  if (mark?.state !== 'done') {
    if (await Workspaces.exists({})) {
      console.error(
        'This database is in use and does not hold the demonstration: nothing was changed.',
      )
    } else {
      await marks.insertOne({ _id: 'seed', state: 'begun' })
      await ensureIndexes()
      await runMigrations(migrations)
      await buildWorld()
      // these things happened before there were listeners: no messages are sent about them now
      await Events.updateMany({ state: 'due' }, { $set: { state: 'done' } })
      await marks.updateOne({ _id: 'seed' }, { $set: { state: 'done' } })
      console.log('The demonstration is in the database.')
    }
  }
  const simulator = process.env['SIMULATOR_URL']
  if (simulator) await layOutTray(simulator)
  await disconnectDatabase()
}

readCommandLine(
  `Usage: npm run seed

Puts the demonstration (two ISOs, their people, stores, photos, codes and submissions) into an empty database of yours, in
the environment of the service. A database that is in use is not changed. With SIMULATOR_URL it also lays out what the
people of that simulated DingTalk scan and photograph.

It ends with 0 when the demonstration is there or nothing was changed, 1 when it cannot be, and 2 for a wrong command line.
`,
  {},
)

try {
  configure()
  if (config().production) {
    console.error('The demonstration is not for production: nothing was changed.')
    process.exit(1)
  }
  await seed()
} catch (error) {
  endStart(error)
}
