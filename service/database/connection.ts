/** Connects to MongoDB, with retries at start, and says whether it is there. */
import { setTimeout as sleep } from 'node:timers/promises'
import mongoose from 'mongoose'
import { isRefusal } from '../errors.ts'
import { describeError, log } from '../log.ts'
import { followElections, whileDatabaseAnswers } from './outage.ts'
import { replaceDriverSets } from './passing-set.ts'

// Queries made inside a transaction join it without passing the session along.
mongoose.set('transactionAsyncLocalStorage', true)
mongoose.set('autoIndex', false)
mongoose.set('autoCreate', false)
// a filter that names a field which documents of this kind lack finds nothing, rather than all of them
mongoose.set('strictQuery', false)

/**
 * For a read that must see everything acknowledged before it, also right after a failover, when a new primary does not
 * know yet how far the majority is. It costs a round trip to the majority: for reads that something is decided by.
 */
export const asAcknowledged = {
  readConcern: { level: 'linearizable' },
  readPreference: 'primary',
  maxTimeMS: 10_000,
} as const

/** Codes of MongoDB for a user, password or right that is wrong. */
const refused = new Set([13, 18, 8000])

/** Whether waiting cannot help: settings are wrong. A file that is missing has a path. */
function isLasting(error: unknown): boolean {
  const { code, path } = error as { code?: unknown; path?: unknown }
  if (typeof path === 'string' || refused.has(Number(code))) return true
  return error instanceof mongoose.mongo.MongoAPIError
}

/**
 * Connects, trying again with growing pauses for up to `patience` milliseconds.
 * @throws the driver's last error when MongoDB stays away.
 */
export async function connectDatabase(uri: string, patience = 60_000): Promise<void> {
  const until = performance.now() + patience
  for (let pause = 200; ; pause = Math.min(pause * 2, 5_000)) {
    try {
      await mongoose.connect(uri, {
        // the patience of the background part; a web request has less (see `outage.ts`)
        serverSelectionTimeoutMS: 5_000,
        // a server that stands still is given up, and what waits for it broken off, after the sum of these two
        connectTimeoutMS: 5_000,
        heartbeatFrequencyMS: 2_000,
        // no connection and no answer in this time: an error instead of a wait without end
        waitQueueTimeoutMS: 10_000,
        socketTimeoutMS: 120_000,
        // a change is only told to a person once a majority has it
        writeConcern: { w: 'majority' },
        readConcern: { level: 'majority' },
        retryWrites: true,
        maxPoolSize: 32,
      })
      break
    } catch (error) {
      if (isLasting(error) || performance.now() + pause > until) throw error
      log.warn({ error: describeError(error), pause }, 'MongoDB connection failed, retrying')
      await sleep(pause)
    }
  }
  const client = mongoose.connection.getClient()
  replaceDriverSets(client)
  await followElections(client)
}

/** Transactions and change streams are all that nothing gets lost by, and a single mongod has neither. */
export class NoReplicaSet extends Error {
  override readonly name = 'NoReplicaSet'
  constructor() {
    super('MONGODB_URI leads to a single mongod: a replica set or a sharded cluster is needed')
  }
}

/** @throws NoReplicaSet */
export async function mustHaveTransactions(): Promise<void> {
  const hello = await mongoose.connection.db?.command({ hello: 1 })
  // mongos says `isdbgrid`
  if (!hello?.['setName'] && hello?.['msg'] !== 'isdbgrid') throw new NoReplicaSet()
}

/** The passwords of the demonstration's operators are in its source. */
export class DemonstrationInProduction extends Error {
  override readonly name = 'DemonstrationInProduction'
  constructor() {
    super(
      'MONGODB_URI leads to a database that the demonstration was put into, whose passwords are public: ' +
        'production needs another one.',
    )
  }
}

/** @throws DemonstrationInProduction where `scripts/seed.ts` has left its mark */
export async function mustNotBeDemonstration(): Promise<void> {
  const mark = await mongoose.connection.db?.collection('demo').findOne({})
  if (mark) throw new DemonstrationInProduction()
}

export async function disconnectDatabase(): Promise<void> {
  await mongoose.disconnect()
}

/** Milliseconds: `/readyz` answers within two seconds. */
const pingTimeout = 1_700

/** True when the database answers a ping in time. */
export async function databaseAnswers(): Promise<boolean> {
  const { db } = mongoose.connection
  if (!db) return false
  const late = new AbortController()
  const ping = whileDatabaseAnswers(() => db.command({ ping: 1 })).then(
    () => true,
    (error: unknown) => {
      // an outage has its own line
      if (!isRefusal(error)) log.warn({ error: describeError(error) }, 'MongoDB ping failed')
      return false
    },
  )
  const inTime = sleep(pingTimeout, false, { signal: late.signal }).catch(() => false)
  const answers = await Promise.race([ping, inTime])
  late.abort()
  return answers
}
