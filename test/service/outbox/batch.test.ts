/** One bad row or person never fails a batch: the others are served, and the bad one is told of. */
import { randomUUIDv7 } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { clock } from '../../../service/clock.ts'
import { expireTasks } from '../../../service/inspections/actions/end.ts'
import { Tasks } from '../../../service/inspections/model.ts'
import { notificationMigrations } from '../../../service/notifications/migrations.ts'
import { MessagePreferences, Messages } from '../../../service/notifications/model.ts'
import { serveAll, serveEach } from '../../../service/outbox/batch.ts'
import { pauseOtherInvitations } from '../../../service/staff/actions/other-isos.ts'
import { continueInvitations } from '../../../service/staff/actions/invitations.ts'
import { StaffMembers } from '../../../service/staff/model.ts'
import { Submissions } from '../../../service/promotions/model.ts'
import { reactions } from '../../../service/worker.ts'
import { buildOperator, buildStaff, type TestOperator } from '../../setup/people.ts'
import { startTestService, type TestService } from '../../setup/service.ts'
import { Inspecting } from '../inspections/inspecting.ts'

let service: TestService
let admin: TestOperator

beforeAll(async () => {
  // only its web part: what is due is done by the tests
  service = await startTestService({ simulator: true, parts: ['web'] })
  admin = await buildOperator(service.url)
})
afterAll(async () => {
  clock.arrange()
  await service.stop()
})

/** Nothing can be added to a timeline that is no list. */
const withoutTimeline = (id: string) =>
  StaffMembers.collection.updateOne({ _id: id as never }, { $set: { timeline: 'old' } })

test('each has a turn, and the first error comes at the end', async () => {
  const served: number[] = []
  const work = async (n: number) => {
    if (n % 2) throw new Error(`no ${n}`)
    served.push(n)
  }
  const failed = await serveEach('numbers', [1, 2, 3, 4], { idOf: String }, work)
  expect(failed.map(({ member }) => member)).toEqual([1, 3])
  const all = serveAll('numbers', [1, 2, 3, 4], { idOf: String }, work)
  await expect(all).rejects.toThrow('no 1')
  expect(served).toEqual([2, 4, 2, 4])
})

test('what is about all of them ends it', async () => {
  const served: number[] = []
  const endsAll = () => true
  const work = async (n: number) => {
    served.push(n)
    if (n === 2) throw new Error('the limit is reached')
  }
  const all = serveEach('numbers', [1, 2, 3], { idOf: String, endsAll }, work)
  await expect(all).rejects.toThrow('the limit is reached')
  expect(served).toEqual([1, 2])
})

test.each(['', ' ', 'Mars/Olympus', '+08:00', 'x'.repeat(61)])(
  'the time zone "%s" is refused',
  async (timeZone) => {
    const { status, body } = await admin.client.patch('/api/v1/me/operator/preferences', {
      timeZone,
    })
    expect({ status, code: body.code, field: body.field }).toEqual({
      status: 400,
      code: 'bad_input',
      field: 'timeZone',
    })
  },
)

const quiet = { from: '00:00', to: '23:59' }

test.each([
  ['a time zone that is none', { quiet, timeZone: '' }],
  ['quiet hours of another shape', { quiet: { begin: 22 }, timeZone: null }],
  ['no list of kinds', { off: null, quiet: null, timeZone: null }],
])('%s of one person leaves the digest of the others alone', async (_what, stored) => {
  const { workspace } = await buildOperator(service.url)
  const people = [
    await buildStaff(service.url, workspace._id),
    await buildStaff(service.url, workspace._id),
  ]
  const day = '2026-11-20'
  for (const { member } of people) {
    const row = { _id: randomUUIDv7(), iso: workspace._id, staff: member._id, status: 'rejected' }
    await Submissions.collection.insertOne(row as never)
  }
  const users = people.map(({ member }) => member.dingtalkUserId)
  const bad = { off: [], where: 'dingtalk', updatedAt: new Date(), ...stored }
  await MessagePreferences.collection.insertOne({ _id: `staff:${users[0]}`, ...bad } as never)
  const event = { _id: randomUUIDv7(), tenant: workspace._id, data: { day } }
  const subject = { kind: 'digest', id: `${workspace._id}:${day}` }
  await reactions['notifications.digest_due']?.['sendDigests']?.({ ...event, subject } as never)
  const told = await Messages.find({ tenant: workspace._id, template: 'digest' }).lean()
  expect(told.map(({ dingtalkUserId }) => dingtalkUserId).toSorted()).toEqual(users.toSorted())
  // the person sees what counts, and can choose again
  expect((await people[0]!.client.get('/api/v1/me/staff/preferences')).status).toBe(200)
})

test('stored time zones that are none are mended, and the others stay', async () => {
  const rows = ['', 'Mars/Olympus', 'Asia/Bangkok', null].map((timeZone) => ({
    _id: `staff:${randomUUIDv7()}`,
    off: [],
    where: 'dingtalk',
    quiet: null,
    timeZone,
  }))
  await MessagePreferences.collection.insertMany(rows as never)
  const [migration] = notificationMigrations
  await migration?.run({ progress: undefined, save: () => Promise.resolve() })
  const found = await MessagePreferences.find({ _id: { $in: rows.map(({ _id }) => _id) } }).lean()
  const zoneOf = new Map(found.map(({ _id, timeZone }) => [_id, timeZone]))
  expect(rows.map(({ _id }) => zoneOf.get(_id))).toEqual([null, null, 'Asia/Bangkok', null])
})

test('a decision about many tells of the one that failed', async () => {
  const asked = []
  for (let n = 0; n < 3; n++) {
    asked.push(await buildStaff(service.url, admin.workspace._id, { status: 'requested' }))
  }
  const ids = asked.map(({ member }) => member._id)
  await withoutTimeline(ids[1]!)
  const answer = await admin.client.post('/api/v1/staff/decisions', { verb: 'approve', ids })
  expect(answer.status).toBe(200)
  expect(answer.body.results).toMatchObject([
    { id: ids[0], outcome: 'done' },
    { id: ids[1], outcome: 'failed', status: 'requested' },
    { id: ids[2], outcome: 'done' },
  ])
})

test('tasks whose time is over end beside one that cannot', async () => {
  const inspecting = await Inspecting.begin(service.url)
  const person = await inspecting.person(admin)
  const bad = await inspecting.assigned(admin, person)
  const good = await inspecting.assigned(admin, person)
  await Tasks.updateMany({ _id: { $in: [bad.id, good.id] } }, { deadline: new Date(0) })
  await Tasks.collection.updateOne({ _id: bad.id as never }, {
    $set: { timeline: 'old', deadline: new Date(-1) },
  } as never)
  await expect(expireTasks()).rejects.toThrow()
  expect((await Tasks.findById(good.id).lean())?.status).toBe('expired')
})

test('an ISO that is resumed goes on inviting beside one entry that cannot be', async () => {
  const { workspace } = await buildOperator(service.url)
  const people = []
  for (let n = 0; n < 3; n++) {
    people.push(await buildStaff(service.url, workspace._id, { status: 'approved' }))
  }
  const ids = people.map(({ member }) => member._id)
  await withoutTimeline(ids[0]!)
  await expect(continueInvitations(workspace._id)).rejects.toThrow()
  for (const id of ids.slice(1)) {
    const member = await StaffMembers.findById(id).lean()
    expect(member?.timeline.at(-1)?.what).toBe('invitation_resent')
  }
})

test('rivals wait beside one that cannot be told to', async () => {
  const phone = '+6591234987'
  const theirs = async (status: 'associated' | 'invited') => {
    const { workspace } = await buildOperator(service.url)
    return (await buildStaff(service.url, workspace._id, { status, phone })).member
  }
  const member = await theirs('associated')
  const bad = await theirs('invited')
  const good = await theirs('invited')
  await withoutTimeline(bad._id)
  await expect(pauseOtherInvitations(member)).rejects.toThrow(/timeline/)
  expect((await StaffMembers.findById(good._id).lean())?.status).toBe('invitation_failed')
})
