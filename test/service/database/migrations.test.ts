/** Migrations: each runs once, one instance at a time, and goes on where it was when its process was killed. */
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { connectDatabase, disconnectDatabase } from '../../../service/database/connection.ts'
import {
  checkMigrations,
  Migrations,
  runMigrations,
  type Migration,
} from '../../../service/database/migrations.ts'
import { LockLost } from '../../../service/database/migration-lock.ts'
import { mendRows } from '../../../service/database/walk-rows.ts'
import { log } from '../../../service/log.ts'
import { migrations } from '../../../service/migrations.ts'
import { remedyFor } from '../../../service/start-remedy.ts'
import { testEnvironment } from '../../setup/environment.ts'
import { countVisits, Visits } from './visits-to-count.ts'

let environment: Record<string, string>
const running: ChildProcess[] = []

beforeAll(async () => {
  log.level = 'silent'
  environment = testEnvironment()
  await connectDatabase(environment['MONGODB_URI'] ?? '')
})
beforeEach(async () => {
  await Migrations.deleteMany({})
  await Visits.deleteMany({})
})
afterEach(async () => {
  for (const program of running.splice(0)) {
    if (program.exitCode !== null || program.signalCode !== null) continue
    const ended = once(program, 'exit')
    program.kill('SIGKILL')
    await ended
  }
})
afterAll(disconnectDatabase)

const lay = (count: number) =>
  Visits.insertMany(Array.from({ length: count }, (_, index) => ({ _id: index + 1, counted: 0 })))
const counts = async () => (await Visits.find().sort({ _id: 1 }).lean()).map((row) => row.counted)
const at = async () => Promise.resolve()

/** A process that migrates. It says `batch` after each and waits for a line. */
function migrateElsewhere(lease: number): ChildProcess {
  const program = spawn(process.execPath, [join(import.meta.dirname, 'migrate-slowly.ts')], {
    env: { ...process.env, ...environment, LEASE: String(lease) },
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  running.push(program)
  return program
}

/** Migrations that write down when they run. */
function listOf(numbers: number[], ran: number[]): Migration[] {
  return numbers.map((number) => ({
    number,
    name: `number ${number}`,
    run: async () => void ran.push(number),
  }))
}

test('run once, in order, and are recorded; those of a later release follow', async () => {
  const ran: number[] = []
  await runMigrations(listOf([1, 3], ran))
  await runMigrations(listOf([1, 3], ran))
  expect(ran).toEqual([1, 3])
  await runMigrations(listOf([1, 2, 3, 4], ran))
  expect(ran).toEqual([1, 3, 2, 4])
  expect(await Migrations.find().sort({ _id: 1 }).lean()).toMatchObject(
    [1, 2, 3, 4].map((number) => ({
      _id: number,
      name: `number ${number}`,
      state: 'done',
      startedAt: expect.any(Date),
      finishedAt: expect.any(Date),
    })),
  )
})

test('two instances that start at once run each one time', async () => {
  const ran: number[] = []
  const numbers = [1, 2, 3, 4, 5]
  await Promise.all([1, 2, 3].map(() => runMigrations(listOf(numbers, ran))))
  expect(ran).toEqual(numbers)
})

test('a number has one meaning', async () => {
  expect(() => checkMigrations(listOf([1, 1], []))).toThrow(/migration 1 /)
  expect(() => checkMigrations(listOf([2, 1], []))).toThrow(/migration 1 /)
  expect(() => checkMigrations(listOf([0], []))).toThrow(/migration 0 /)
  await runMigrations(listOf([1], []))
  const other = [{ number: 1, name: 'another', run: at }]
  const error = await runMigrations(other).catch((thrown: unknown) => thrown)
  expect(remedyFor(error)).toMatch(/Migration 1 is "another" in this release.*"number 1"/)
})

test('one that fails ends the start with a sentence, nothing after it runs, and the next start goes on', async () => {
  await lay(30)
  const ran: number[] = []
  const after = listOf([2], ran)
  let batches = 0
  const failing = countVisits(async () => {
    if (++batches === 2) throw new TypeError('the number +6591234567 is wrong')
  })
  const error = await runMigrations([failing, ...after]).catch((thrown: unknown) => thrown)
  expect(remedyFor(error)).toBe(
    'Migration 1 (visits: count them) failed with TypeError; the log says where. ' +
      'What it has done is kept: mend the cause and start again, and it goes on where it stopped.',
  )
  expect(ran).toEqual([])
  expect(await Migrations.find().lean()).toMatchObject([{ _id: 1, state: 'failed', progress: 20 }])
  await runMigrations([countVisits(at), ...after])
  expect(await counts()).toEqual(Array(30).fill(1))
  expect(ran).toEqual([2])
})

test('one whose process was killed goes on where it was, in the instance that waited', async () => {
  await lay(55)
  const killed = migrateElsewhere(1_000)
  await once(killed.stdout as NonNullable<typeof killed.stdout>, 'data')
  let saved = 0
  const waiting = runMigrations([countVisits(async () => void saved++)], { lease: 1_000 })
  const ended = once(killed, 'exit')
  killed.kill('SIGKILL')
  await ended
  await waiting
  expect(saved).toBe(4)
  expect(await counts()).toEqual(Array(55).fill(1))
  expect(await Migrations.findById(1).lean()).toMatchObject({ state: 'done' })
})

test('an instance that lives keeps the lock longer than a lease, and the others wait', async () => {
  await lay(25)
  const slow = migrateElsewhere(600)
  const output = slow.stdout as NonNullable<typeof slow.stdout>
  await once(output, 'data')
  const began = Date.now()
  let here = 0
  const waiting = runMigrations([countVisits(async () => void here++)], { lease: 600 })
  // several leases long
  await expect
    .poll(async () => {
      const [row] = await Visits.db.collection('migrationLocks').find().toArray()
      return row?.['leaseUntil'].getTime() - began
    })
    .toBeGreaterThan(3_000)
  const next = once(output, 'data')
  slow.stdin?.write('go on\n')
  await next
  slow.stdin?.write('go on\n')
  await waiting
  expect(here).toBe(0)
  expect(await counts()).toEqual(Array(25).fill(1))
}, 60_000)

test('an instance that was suspended longer than its lease stops instead of writing beside the other', async () => {
  await lay(25)
  const suspended = migrateElsewhere(600)
  const output = suspended.stdout as NonNullable<typeof suspended.stdout>
  await once(output, 'data')
  suspended.kill('SIGSTOP')
  await runMigrations([countVisits(at)], { lease: 600 })
  suspended.kill('SIGCONT')
  suspended.stdin?.write('go on\n')
  const [code] = await once(suspended, 'exit')
  expect(code).toBe(0)
  expect(await Migrations.findById(1).lean()).toMatchObject({ state: 'done' })
})

test('a lock that its renewal finds lost ends the migration at its next save', async () => {
  const locks = Visits.db.collection('migrationLocks')
  const ends: string[] = []
  const migration: Migration = {
    number: 1,
    name: 'visits: wait',
    async run({ save }) {
      if (ends.length) return
      // as if another instance had taken it, and had not yet begun
      await locks.updateOne({}, { $set: { owner: 'another' } })
      for (let error: unknown; !error;) {
        error = await save('here').catch((thrown: unknown) => thrown)
        if (error) ends.push((error as Error).name)
      }
      throw new LockLost()
    },
  }
  await runMigrations([migration], { lease: 300 })
  expect(ends).toEqual(['LockLost'])
  expect(await Migrations.findById(1).lean()).toMatchObject({ state: 'done' })
})

test.each(migrations.filter(({ number }) => number < 10))(
  'migration $number saves between its steps, where it ends when the lock is lost',
  async ({ run }) => {
    let saved = 0
    const lost = async () => {
      saved++
      throw new LockLost()
    }
    await expect(run({ progress: undefined, save: lost })).rejects.toThrow(LockLost)
    expect(saved).toBe(1)
  },
)

test('rows are mended in batches; what is right, was changed meanwhile or comes later is left alone', async () => {
  await lay(25)
  await Visits.updateOne({ _id: 3 }, { $set: { counted: 7 } })
  const saved: unknown[] = []
  const context = { progress: undefined, save: async (mark: unknown) => void saved.push(mark) }
  await mendRows(context, Visits, {
    size: 10,
    filter: { _id: { $lte: 22 } },
    select: { counted: 1 },
    mend: ({ _id, counted }) =>
      counted === 7
        ? undefined
        : {
            update: { $set: { counted: 1 } },
            // as if the row had been changed since it was read
            ...(_id === 4 && { where: { counted: 9 } }),
          },
  })
  expect(saved).toEqual([10, 20])
  expect((await counts()).slice(0, 5)).toEqual([1, 1, 7, 0, 1])
  expect((await counts()).slice(21)).toEqual([1, 0, 0, 0])
})
