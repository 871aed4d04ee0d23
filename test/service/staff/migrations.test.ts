/** Migrations of stored staff: what instances of the release before write meanwhile stays, and a cut-off one goes on. */
import { randomUUIDv7 } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { connectDatabase, disconnectDatabase } from '../../../service/database/connection.ts'
import {
  MigrationFailed,
  Migrations,
  runMigrations,
  type Migration,
} from '../../../service/database/migrations.ts'
import { system } from '../../../service/http/callers.ts'
import { log } from '../../../service/log.ts'
import { Events } from '../../../service/outbox/model.ts'
import { staffMigrations } from '../../../service/staff/migrations.ts'
import { StaffMembers } from '../../../service/staff/model.ts'
import { searchKeysOf } from '../../../service/staff/rules/search-keys.ts'
import { testEnvironment } from '../../setup/environment.ts'

beforeAll(async () => {
  log.level = 'silent'
  await connectDatabase(testEnvironment()['MONGODB_URI'] ?? '')
})
beforeEach(async () => {
  await Migrations.deleteMany({})
  await StaffMembers.deleteMany({})
  await Events.deleteMany({})
})
afterAll(disconnectDatabase)

const iso = randomUUIDv7()
const [numbers, searchKeys] = staffMigrations as [Migration, Migration]

/** @returns their ids in order */
async function insertPeople(
  count: number,
  rowOf: (n: number) => Record<string, unknown>,
): Promise<string[]> {
  const ids = Array.from({ length: count }, (_, n) => `person-${String(n).padStart(5, '0')}`)
  const rows = ids.map((_id, n) => ({
    _id,
    iso,
    name: `Ana ${n}`,
    searchKeys: ['ana'],
    ...rowOf(n),
  }))
  await StaffMembers.collection.insertMany(rows as never)
  return ids
}

const digits = (n: number) => String(10_000_000 + n)

/** The migration, ended by an error after it has saved for the first time. */
function cutOff(migration: Migration): Migration {
  return {
    ...migration,
    run: ({ progress, save }) =>
      migration.run({
        progress,
        save: async (mark) => {
          await save(mark)
          throw new Error('cut off')
        },
      }),
  }
}

test('an invitation that the release before withdraws meanwhile stays withdrawn', async () => {
  const old = (n: number) => `+52155${digits(n)}`
  const ids = await insertPeople(120, (n) => ({
    phone: `+6581${10_000 + n}`,
    invitedPhone: old(n),
    withdrawn: [{ phone: old(n), at: new Date(0) }],
  }))
  // as that release does it, one after the other, while the migration runs
  const withdrawAll = async () => {
    for (const _id of ids) {
      await StaffMembers.updateOne(
        { _id, iso },
        {
          $push: { withdrawn: { $each: [{ phone: '+6591234567', at: new Date(1) }], $slice: -5 } },
          $unset: { invitedPhone: 1 },
        },
      )
    }
  }
  await Promise.all([runMigrations([numbers]), withdrawAll()])
  const rows = await StaffMembers.find().sort({ _id: 1 }).lean()
  expect(rows.map(({ invitedPhone }) => invitedPhone)).toEqual(ids.map(() => undefined))
  expect(rows.map(({ withdrawn }) => withdrawn?.map(({ phone }) => phone))).toEqual(
    ids.map((_, n) => [`+5255${digits(n)}`, '+6591234567']),
  )
})

test.each([
  [
    'Mexican numbers',
    numbers,
    (n: number) => `+52155${digits(n)}`,
    (n: number) => `+5255${digits(n)}`,
  ],
  ['search keys', searchKeys, (n: number) => `+65${digits(n)}`, (n: number) => `+65${digits(n)}`],
])('of %s: one that was cut off goes on from there', async (_, migration, before, after) => {
  const ids = await insertPeople(600, (n) => ({ phone: before(n) }))
  await expect(runMigrations([cutOff(migration)])).rejects.toThrow(MigrationFailed)
  const { progress } = (await Migrations.findById(migration.number).lean()) ?? {}
  const done = ids.indexOf(String(progress)) + 1
  expect(done).toBeGreaterThan(0)
  expect(done).toBeLessThan(ids.length)
  // undone, so that it shows whether the next run begins again
  await StaffMembers.updateOne({ _id: ids[0] }, { $set: { phone: before(0), searchKeys: ['ana'] } })
  await runMigrations([migration])
  const rows = await StaffMembers.find().sort({ _id: 1 }).lean()
  expect(rows[0]).toMatchObject({ phone: before(0), searchKeys: ['ana'] })
  expect(rows.slice(1).map(({ phone, searchKeys: keys }) => [phone, keys])).toEqual(
    ids.slice(1).map((_id, at) => [after(at + 1), searchKeysOf(`Ana ${at + 1}`, after(at + 1))]),
  )
})

test('whose the association was in an entry that is used again is found in the events', async () => {
  const [, , past] = staffMigrations as [Migration, Migration, Migration]
  const at = (day: number) => new Date(Date.UTC(2026, 9, day))
  const entry = (day: number, what: string) => ({ at: at(day), what })
  const again = [entry(1, 'added'), entry(2, 'associated'), entry(3, 'removed'), entry(4, 'added')]
  const left = [entry(1, 'associated'), entry(2, 'left'), entry(3, 'requested')]
  const timelines = [again, left, [entry(1, 'added'), entry(2, 'invitation_cancelled')], again]
  const ids = await insertPeople(240, (n) => ({
    phone: `+6581${10_000 + n}`,
    timeline: timelines[n % 4],
    // the fourth is in its first association: the entry itself says whose
    ...(n % 4 === 3 ? { dingtalkUserId: `user${n}` } : {}),
  }))
  const associated = ids.map((id, n) => ({
    _id: randomUUIDv7(),
    type: 'staff.associated',
    tenant: iso,
    subject: { kind: 'staffMember', id },
    actor: system,
    at: at(2),
    data: { dingtalkUserId: `user${n}` },
    state: 'done',
    dueAt: at(2),
    attempts: 1,
  }))
  await Events.insertMany(associated.filter((_, n) => n % 4 < 2 || n % 4 === 3))
  await expect(runMigrations([cutOff(past)])).rejects.toThrow(MigrationFailed)
  await runMigrations([past])
  await runMigrations([past])
  const pasts = await Promise.all(
    ids.map(async (_id) => (await StaffMembers.findById(_id).lean())?.past),
  )
  for (const [n, found] of pasts.entries()) {
    const dingtalkUserId = `user${n}`
    expect(found).toEqual(
      [
        [{ dingtalkUserId, since: at(2), until: at(3), by: 'iso' }],
        [{ dingtalkUserId, since: at(1), until: at(2), by: 'dingtalk' }],
        undefined,
        undefined,
      ][n % 4],
    )
  }
})
