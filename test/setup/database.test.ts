import { mongo } from 'mongoose'
import { expect, test } from 'vitest'
import { testDatabaseUri } from './database.ts'

test('a test file gets databases of its own, on a server that has transactions', async () => {
  const [one, other] = [testDatabaseUri(), testDatabaseUri()]
  expect(new URL(one).pathname).toMatch(/^\/test_database_[0-9a-f]{8}$/)
  expect(other).not.toBe(one)

  await using client = new mongo.MongoClient(one)
  await client.db().createCollection('things')
  await client.withSession((session) =>
    session.withTransaction(() =>
      client.db().collection('things').insertOne({ a: 1 }, { session }),
    ),
  )
  expect(await client.db().collection('things').countDocuments()).toBe(1)
  expect(
    await client.db(new URL(other).pathname.slice(1)).collection('things').countDocuments(),
  ).toBe(0)
})
