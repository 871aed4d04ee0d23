/** Every test file has databases of its own on the shared server; they are dropped when it has ended. */
import { randomBytes } from 'node:crypto'
import { basename } from 'node:path'
import { afterAll, expect, inject } from 'vitest'

const made: string[] = []

/**
 * The connection string of a fresh database, named after the test file. May be called anywhere in
 * a test file, and more than once for more than one database.
 */
export function testDatabaseUri(): string {
  const uri = new URL(inject('mongodbUri'))
  const file = basename(expect.getState().testPath ?? 'test').replace(/\.test\.tsx?$/, '')
  // MongoDB allows 63 bytes.
  uri.pathname = `/test_${file.replaceAll(/\W/g, '_').slice(0, 40)}_${randomBytes(4).toString('hex')}`
  made.push(uri.href)
  return uri.href
}

afterAll(async () => {
  if (made.length === 0) return
  const { mongo } = await import('mongoose')
  for (const uri of made.splice(0)) {
    const client = new mongo.MongoClient(uri)
    await client.db().dropDatabase()
    await client.close()
  }
})
