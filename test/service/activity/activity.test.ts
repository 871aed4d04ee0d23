/** Phones tell when people work in the field: each batch once, by the clock of the service, and nothing of other people. */
import { randomUUIDv7 } from 'node:crypto'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { mostEntries, sendActivity } from '../../../service/activity/contract.ts'
import { Activity } from '../../../service/activity/model.ts'
import { correctedEntries } from '../../../service/activity/rules.ts'
import { clock } from '../../../service/clock.ts'
import { personalData } from '../../../service/domains.ts'
import { atConsole } from '../../../service/http/callers.ts'
import { Events } from '../../../service/outbox/model.ts'
import { erasePerson } from '../../../service/privacy/actions/erase.ts'
import { exportPerson } from '../../../service/privacy/actions/export.ts'
import { findPerson } from '../../../service/privacy/actions/find-person.ts'
import { StaffMembers } from '../../../service/staff/model.ts'
import { buildOperator, buildStaff, buildUnassociated, clientOf } from '../../setup/people.ts'
import { startTestService, type TestService } from '../../setup/service.ts'

let service: TestService

beforeAll(async () => {
  service = await startTestService()
})
afterEach(() => clock.arrange())
afterAll(() => service.stop())

const minute = 60_000
const day = 86_400_000

const person = async () => {
  const admin = await buildOperator(service.url)
  return { admin, ...(await buildStaff(service.url, admin.workspace._id)) }
}

type Kind = 'start' | 'photo' | 'submit'
/** As a phone sends it whose clock is `wrong` milliseconds ahead; entries by how long ago they were. */
function batch(entries: [Kind, number][], wrong = 0) {
  const now = clock.time() + wrong
  const iso = (at: number) => new Date(at).toISOString()
  return {
    phoneAt: iso(now),
    entries: entries.map(([kind, ago]) => ({ kind, at: iso(now - ago) })),
  }
}

test('strangers, operators and people without an ISO send nothing', async () => {
  const { admin } = await person()
  const answers = []
  const others = [clientOf(service.url), admin.client, await buildUnassociated(service.url, 'none')]
  for (const client of others) {
    const path = `/api/v1/activity/${randomUUIDv7()}`
    const { status, body } = await client.send('PUT', path, batch([['start', 0]]))
    answers.push([status, body.code])
  }
  expect(answers).toEqual([
    [401, 'signed_out'],
    [403, 'not_allowed'],
    [403, 'not_associated'],
  ])
  expect(await Activity.countDocuments()).toBe(0)
})

test('made-up kinds, empty and too long batches, times and ids that are none are refused', async () => {
  const mei = await person()
  const good = batch([['start', 0]])
  const many = Array.from({ length: mostEntries + 1 }, () => good.entries[0])
  for (const [body, field] of [
    [{ ...good, entries: [] }, 'entries'],
    [{ ...good, entries: many }, 'entries'],
    [{ ...good, entries: [{ kind: 'sleep', at: good.phoneAt }] }, 'entries.0.kind'],
    [{ ...good, entries: [{ kind: 'start', at: 'noon' }] }, 'entries.0.at'],
    [{ ...good, phoneAt: 1 }, 'phoneAt'],
  ] as const) {
    const params = { batchId: randomUUIDv7() }
    const refused = await mei.refused(sendActivity, { params, body: body as never })
    expect([refused.status, refused.field]).toEqual([400, field])
  }
  const wrongId = { params: { batchId: 'one' }, body: good }
  expect((await mei.refused(sendActivity, wrongId)).status).toBe(400)
  const wrongOwner = { params: { batchId: randomUUIDv7() }, body: good, owner: randomUUIDv7() }
  expect((await mei.refused(sendActivity, wrongOwner)).code).toBe('another_person')
  expect(await Activity.countDocuments({ staff: mei.member._id })).toBe(0)
})

test('a batch that comes twice, or twice at once, counts once; its id is of no use to another person', async () => {
  const mei = await person()
  const params = { batchId: randomUUIDv7() }
  const first = batch([
    ['start', 2 * minute],
    ['photo', minute],
  ])
  const both = await Promise.all([
    mei.call(sendActivity, { params, body: first }),
    mei.call(sendActivity, { params, body: first }),
  ])
  expect(both).toEqual([
    { taken: 2, dropped: 0 },
    { taken: 2, dropped: 0 },
  ])
  const again = await mei.call(sendActivity, { params, body: batch([['submit', 0]]) })
  expect(again).toEqual({ taken: 2, dropped: 0 })
  const rows = await Activity.find({ staff: mei.member._id }).lean()
  expect(rows.map(({ entries }) => entries.map(({ kind }) => kind))).toEqual([['start', 'photo']])

  const colleague = await buildStaff(service.url, mei.admin.workspace._id)
  for (const other of [colleague, await person()]) {
    const refused = await other.refused(sendActivity, { params, body: batch([['submit', 0]]) })
    expect([refused.status, refused.code]).toEqual([409, 'same_id_other_content'])
  }
  expect(await Activity.countDocuments({ _id: params.batchId })).toBe(1)
})

test('what lies in the future of the phone or is older than 31 days is dropped and counted', async () => {
  const mei = await person()
  const params = { batchId: randomUUIDv7() }
  const body = batch([
    ['start', 31 * day + minute],
    ['photo', 31 * day - minute],
    ['photo', -minute / 2],
    ['submit', -2 * minute],
  ])
  expect(await mei.call(sendActivity, { params, body })).toEqual({ taken: 2, dropped: 2 })
  const row = await Activity.findById(params.batchId).lean()
  expect(row?.dropped).toBe(2)
  expect(row?.entries.map(({ kind }) => kind)).toEqual(['photo', 'photo'])
})

test.each([day, -day])('a clock that is wrong by %i ms drops and moves nothing', async (wrong) => {
  const mei = await person()
  clock.arrange(() => new Date('2026-11-30T08:00:00.000Z'))
  const params = { batchId: randomUUIDv7() }
  const body = batch(
    [
      ['start', 30 * minute],
      ['submit', minute],
    ],
    wrong,
  )
  expect(await mei.call(sendActivity, { params, body })).toEqual({ taken: 2, dropped: 0 })
  const row = (await Activity.findById(params.batchId).lean()) ?? expect.fail('nothing is stored')
  expect(row.difference).toBe(-wrong)
  expect(correctedEntries(row).map(({ kind, at }) => [kind, at.toISOString()])).toEqual([
    ['start', '2026-11-30T07:30:00.000Z'],
    ['submit', '2026-11-30T07:59:00.000Z'],
  ])
})

test('nothing is done after it was received', () => {
  const receivedAt = new Date('2026-11-30T08:00:00.000Z')
  const entries = [{ kind: 'start' as const, at: new Date(receivedAt.getTime() + minute / 2) }]
  const [only] = correctedEntries({ entries, difference: 0, receivedAt })
  expect(only?.at).toEqual(receivedAt)
})

test('a batch writes no event, and goes by itself after 400 days', async () => {
  const mei = await person()
  const before = await Events.countDocuments()
  const params = { batchId: randomUUIDv7() }
  await mei.call(sendActivity, { params, body: batch([['start', 0]]) })
  expect(await Events.countDocuments()).toBe(before)
  const indexes = await Activity.collection.indexes()
  expect(indexes).toContainEqual(
    expect.objectContaining({ key: { receivedAt: 1 }, expireAfterSeconds: 400 * 86_400 }),
  )
  const stored = await Activity.findById(params.batchId).lean()
  const fields = [
    '_id',
    'difference',
    'dropped',
    'entries',
    'iso',
    'phoneAt',
    'receivedAt',
    'staff',
  ]
  expect(Object.keys(stored ?? {}).toSorted()).toEqual(fields)
})

test('it is part of the copy of a person, and goes when the person is erased', async () => {
  const mei = await person()
  const lin = await person()
  for (const one of [mei, lin]) {
    await one.call(sendActivity, {
      params: { batchId: randomUUIDv7() },
      body: batch([['start', 0]]),
    })
  }
  await StaffMembers.updateOne({ _id: mei.member._id }, { $set: { status: 'left' } })
  const found = (await findPerson({ id: mei.member._id })) ?? expect.fail('no one was found')
  expect(JSON.stringify(await exportPerson(found, personalData, atConsole))).toContain('"activity"')
  await erasePerson(found, personalData, atConsole)
  expect(await Activity.countDocuments({ staff: mei.member._id })).toBe(0)
  expect(await Activity.countDocuments({ staff: lin.member._id })).toBe(1)
})
