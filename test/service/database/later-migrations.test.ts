/** Migrations that no start waits for: the background half does them while the service works. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { connectDatabase, disconnectDatabase } from '../../../service/database/connection.ts'
import {
  beginLaterMigrations,
  startLaterMigrations,
} from '../../../service/database/later-migrations.ts'
import { Migrations, runMigrations, type Migration } from '../../../service/database/migrations.ts'
import { log } from '../../../service/log.ts'
import { testEnvironment } from '../../setup/environment.ts'
import { countVisits, Visits } from './visits-to-count.ts'

beforeAll(async () => {
  log.level = 'silent'
  await connectDatabase(testEnvironment()['MONGODB_URI'] ?? '')
})
beforeEach(async () => {
  await Migrations.deleteMany({})
  await Visits.deleteMany({})
  await Visits.insertMany(Array.from({ length: 35 }, (_, at) => ({ _id: at + 1, counted: 0 })))
})
afterAll(disconnectDatabase)

const counts = async () => (await Visits.find().sort({ _id: 1 }).lean()).map((row) => row.counted)
const later = (at = async () => {}): Migration => ({ ...countVisits(at), later: true })
const stateOf = async () => (await Migrations.findById(1).lean())?.state

test('a small database has them done when the start is', async () => {
  await runMigrations([later()])
  expect(await counts()).toEqual(Array(35).fill(0))
  await beginLaterMigrations([later()])
  expect(await counts()).toEqual(Array(35).fill(1))
  expect(await stateOf()).toBe('done')
})

test('a start that would wait too long goes on, and the background does what is left', async () => {
  await beginLaterMigrations([later()], { patience: 0 })
  const done = (await counts()).filter((count) => count === 1).length
  expect(done).toBeLessThan(35)
  await startLaterMigrations([later()]).done
  expect(await counts()).toEqual(Array(35).fill(1))
  expect(await stateOf()).toBe('done')
})

test('a process that stops ends them after a batch, and the next one goes on from there', async () => {
  let batches = 0
  let stopped: Promise<void> | undefined
  const running = startLaterMigrations([
    later(async () => {
      // noticed when the third is saved
      if (++batches === 2) stopped = running.stop()
    }),
  ])
  await running.done
  await stopped
  expect(await counts()).toEqual([...Array(30).fill(1), ...Array(5).fill(0)])
  expect(await Migrations.findById(1).lean()).toMatchObject({ state: 'running', progress: 30 })
  await startLaterMigrations([later()]).done
  expect(await counts()).toEqual(Array(35).fill(1))
})

test('one that fails stops no start, and is tried again', async () => {
  let tries = 0
  const failing = later(async () => {
    if (++tries < 3) throw new TypeError('not yet')
  })
  await beginLaterMigrations([failing])
  expect(await stateOf()).toBe('failed')
  await startLaterMigrations([failing], { again: 1 }).done
  expect(await counts()).toEqual(Array(35).fill(1))
  expect(await stateOf()).toBe('done')
})

test('of several instances one does them, and none waits at its start for those of another', async () => {
  const held = Promise.withResolvers<void>()
  const began = Promise.withResolvers<void>()
  const slow = startLaterMigrations([
    later(async () => {
      began.resolve()
      await held.promise
    }),
  ])
  await began.promise
  // what the start does wait for has a lock of its own
  const atOnce: number[] = []
  await runMigrations([later(), { number: 2, name: 'two', run: async () => void atOnce.push(2) }])
  await beginLaterMigrations([later()], { patience: 0 })
  expect(atOnce).toEqual([2])
  held.resolve()
  await slow.done
  expect(await counts()).toEqual(Array(35).fill(1))
})
