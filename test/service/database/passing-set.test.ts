/** What a query leaves behind is cleared away while it is young, and the driver still knows what it has open. */
import { getHeapSpaceStatistics, setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import mongoose, { type mongo } from 'mongoose'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { connectDatabase, disconnectDatabase } from '../../../service/database/connection.ts'
import { openOf, PassingSet } from '../../../service/database/passing-set.ts'
import { testDatabaseUri } from '../../setup/database.ts'

setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc') as (how?: { type: 'minor' }) => void

const oldGeneration = () =>
  getHeapSpaceStatistics().find(({ space_name: name }) => name === 'old_space')!.space_used_size

let rows: mongo.Collection<{ _id: number; words: string[] }>

beforeAll(async () => {
  await connectDatabase(testDatabaseUri())
  rows = mongoose.connection.getClient().db().collection('passing')
  await rows.insertOne({ _id: 1, words: Array.from({ length: 200 }, (_, n) => `word ${n}`) })
})

afterAll(async () => {
  await rows.drop()
  await disconnectDatabase()
})

interface Members {
  add(member: object): unknown
  delete(member: object): unknown
}

/** Bytes that the old generation grows by while 20,000 members of about a kilobyte pass through, sixteen at a time. */
function growth(set: Members): number {
  const inside: object[] = []
  const pass = (count: number) => {
    for (let n = 0; n < count; n++) {
      const member = { number: n, load: Array.from({ length: 128 }, () => n) }
      set.add(member)
      inside.push(member)
      if (inside.length > 16) set.delete(inside.shift()!)
    }
  }
  pass(1_000)
  // a full one makes all that is there old, the set's table too
  collect()
  const before = oldGeneration()
  for (let n = 0; n < 20; n++) {
    pass(1_000)
    collect({ type: 'minor' })
  }
  return oldGeneration() - before
}

test('what passes through is cleared away while it is young', () => {
  const megabyte = 1_000_000
  expect(growth(new PassingSet())).toBeLessThan(megabyte)
  // what it is for: when this fails V8 has mended it, and the set can go
  expect(growth(new Set())).toBeGreaterThan(5 * megabyte)
})

test('sessions and cursors that are open end with the connection', async () => {
  const client = mongoose.connection.getClient()
  const { activeSessions, activeCursors } = openOf(client)!
  expect(activeSessions).toBeInstanceOf(PassingSet)
  expect(activeCursors).toBeInstanceOf(PassingSet)
  const other = rows.find({}).batchSize(1)
  await rows.insertMany([
    { _id: 2, words: [] },
    { _id: 3, words: [] },
  ])
  await other.next()
  const session = client.startSession()
  expect([...activeCursors!]).toContain(other)
  expect([...activeSessions!]).toContain(session)
  await disconnectDatabase()
  expect(other.closed).toBe(true)
  expect(session.hasEnded).toBe(true)
  expect([...activeCursors!, ...activeSessions!]).toEqual([])
  await connectDatabase(testDatabaseUri())
  rows = mongoose.connection.getClient().db().collection('passing')
})

test('a member is there once, until it goes; its place is taken by the next', () => {
  const [one, two, three] = [{}, {}, {}]
  const set = new PassingSet([one])
  set.add(two).add(one)
  expect(set.size).toBe(2)
  expect(set.delete(one)).toBe(true)
  expect(set.delete(one)).toBe(false)
  expect(set.has(one)).toBe(false)
  set.add(three)
  expect([...set]).toEqual([three, two])
  const another = new PassingSet([three])
  another.delete(three)
  expect(set.has(three)).toBe(true)
  set.clear()
  expect(set.size).toBe(0)
})
