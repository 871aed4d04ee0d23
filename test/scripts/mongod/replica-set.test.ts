/** Three mongods as one replica set: a write that the majority has outlives its primary. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { mongo } from 'mongoose'
import { expect, onTestFinished, test } from 'vitest'
import { findMongod } from '../../../scripts/mongod/find.ts'
import { ReplicaSet } from '../../../scripts/mongod/replica-set.ts'

test('the primary gives way, is killed, and comes back; what was written stays', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'replica-set-'))
  const set = await ReplicaSet.start({
    binary: await findMongod(() => undefined),
    folder,
    members: 3,
  })
  onTestFinished(async () => {
    await set.kill()
    await rm(folder, { recursive: true, force: true })
  })
  await using client = new mongo.MongoClient(set.uri('test'), {
    writeConcern: { w: 'majority' },
    readConcern: { level: 'majority' },
  })
  const things = client.db().collection<{ _id: number }>('things')
  await things.insertOne({ _id: 1 })

  const first = await set.primary()
  await set.stepDown()
  const second = await set.primary()
  expect(second).not.toBe(first)
  await things.insertOne({ _id: 2 })

  await set.killMember(second)
  const third = await set.primary()
  expect(third).not.toBe(second)
  await things.insertOne({ _id: 3 })
  expect(await things.countDocuments()).toBe(3)

  await set.restartMember(second)
  await set.killMember(third)
  await set.primary()
  expect(await things.countDocuments()).toBe(3)
}, 90_000)
