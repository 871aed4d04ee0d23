/** The demo data for browser tests: put in once a run, by the program that `npm start` runs, and copied for each world. */
import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { mongo } from 'mongoose'
import { inject } from 'vitest'
import { testEnvironment } from './environment.ts'
import { waitUntil } from './wait-until.ts'

const run = promisify(execFile)
const program = join(import.meta.dirname, '../../scripts/seed.ts')

/** Those that sealed it. */
interface Keys {
  SESSION_KEYS: string
  SECRET_KEYS: string
}

interface Mark {
  _id: 'demonstration'
  state: 'begun' | 'done'
  keys: Keys
}

/** The connection string of the original, or of the database beside it that says whether it is there. */
function originalUri(suffix = ''): string {
  const uri = new URL(inject('mongodbUri'))
  uri.pathname = `/${inject('demonstration')}${suffix}`
  return uri.href
}

/** Puts the demonstration into the database of the environment. */
async function seed(environment: Record<string, string>): Promise<void> {
  await run(process.execPath, [program], { env: environment })
}

/** Waits for the original; makes it where no other test file has begun to. */
async function original(client: mongo.MongoClient): Promise<Keys> {
  const marks = client.db(new URL(originalUri('_mark')).pathname.slice(1)).collection<Mark>('marks')
  const _id = 'demonstration'
  const environment = testEnvironment({ MONGODB_URI: originalUri() })
  const { SESSION_KEYS = '', SECRET_KEYS = '' } = environment
  const keys = { SESSION_KEYS, SECRET_KEYS }
  try {
    await marks.insertOne({ _id, state: 'begun', keys })
  } catch (error) {
    if ((error as mongo.MongoServerError).code !== 11_000) throw error
    const mark = await waitUntil(() => marks.findOne({ _id, state: 'done' }))
    return mark.keys
  }
  try {
    await seed(environment)
  } catch (error) {
    // the next test file tries again
    await marks.deleteOne({ _id })
    throw error
  }
  await marks.updateOne({ _id }, { $set: { state: 'done' } })
  return keys
}

/**
 * Makes a database a copy of the demonstration, with its indexes.
 * @param uri of an empty database
 * @returns the keys that a service needs for it
 */
export async function copyDemonstration(uri: string): Promise<Keys> {
  const client = new mongo.MongoClient(uri)
  try {
    const keys = await original(client)
    const source = client.db(inject('demonstration'))
    const target = client.db()
    const collections = await source.listCollections({ type: 'collection' }).toArray()
    for (const { name, options } of collections as mongo.CollectionInfo[]) {
      if (name.startsWith('system.')) continue
      await target.createCollection(name, options)
      const indexes = await source.collection(name).indexes()
      const own = indexes.filter((index) => index.name !== '_id_')
      if (own.length) await target.command({ createIndexes: name, indexes: own })
      const into = { db: target.databaseName, coll: name }
      // MongoDB copies by itself
      await source
        .collection(name)
        .aggregate([{ $merge: { into, whenMatched: 'fail' } }])
        .toArray()
    }
    return keys
  } finally {
    await client.close()
  }
}
