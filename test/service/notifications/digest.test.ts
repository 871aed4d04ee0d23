/** The daily digest: at the hour that the ISO chose, once for each person, and only when there is something to say. */
import { randomUUIDv7 } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { clock } from '../../../service/clock.ts'
import { planDigests } from '../../../service/promotions/messages/digest.ts'
import { MessagePreferences, Messages } from '../../../service/notifications/model.ts'
import { Submissions } from '../../../service/promotions/model.ts'
import { Workspaces } from '../../../service/workspaces/model.ts'
import { buildOperator, buildStaff, type TestOperator } from '../../setup/people.ts'
import { Hiring } from '../staff/hiring.ts'

let hiring: Hiring
let url: string
let admin: TestOperator

/** 09:05 in Singapore, the business time zone of tests. */
const morning = '2026-11-20T01:05:00Z'
const yesterday = new Date('2026-11-19T04:00:00Z')

beforeAll(async () => {
  hiring = await Hiring.start()
  url = hiring.service.url
})
beforeEach(async () => {
  await hiring.reset()
  await Messages.deleteMany({})
  await MessagePreferences.deleteMany({})
  await Workspaces.updateMany({}, { $set: { digestHour: null } })
  admin = await buildOperator(url, { dingtalkUserId: 'olivia01' })
})
afterAll(() => hiring.service.stop())

/** It is this time now, and time goes on. */
function at(time: string): void {
  const real = Date.now()
  clock.arrange(() => new Date(Date.parse(time) + Date.now() - real))
}

const settings = '/api/v1/workspace/settings'

async function chooses(digestHour: number | null): Promise<void> {
  expect((await admin.client.patch(settings, { digestHour })).body.digestHour).toBe(digestHour)
}

async function visits(staff: string, status: 'rejected' | 'approved', decidedAt = yesterday) {
  await Submissions.collection.insertOne({
    _id: randomUUIDv7(),
    iso: admin.workspace._id,
    staff,
    status,
    decidedAt,
  } as never)
}

async function requests(): Promise<void> {
  await buildStaff(url, admin.workspace._id, {
    status: 'requested',
    via: 'request',
    dingtalkUserId: randomUUIDv7(),
  })
}

async function settled(): Promise<void> {
  hiring.service.worker?.relay.wake()
  await hiring.settled()
}

test('comes at the chosen hour, once, however many instances look and however often', async () => {
  at(morning)
  await requests()
  expect(await planDigests()).toBe(0)
  await chooses(9)
  const begun = await Promise.all([planDigests(), planDigests(), planDigests()])
  expect(begun.toSorted()).toEqual([0, 0, 1])
  await settled()
  expect(await hiring.phones.cards('olivia')).toMatchObject([
    {
      title: `Daily digest: ${admin.workspace.name}`,
      lines: [{ label: 'Requests waiting', value: '1' }, {}, {}, {}],
      buttons: [{ title: 'Open Review List' }, { title: 'Open the console' }],
    },
  ])
  // another hour of the same day, and the same hour again: it was sent today
  await chooses(8)
  at('2026-11-20T01:30:00Z')
  expect(await planDigests()).toBe(0)
  at('2026-11-21T00:10:00Z')
  expect(await planDigests()).toBe(1)
  await settled()
  expect(await hiring.phones.cards('olivia')).toHaveLength(2)
})

test('comes late after an interruption, but not in the evening, and not when it is off', async () => {
  await requests()
  await chooses(9)
  at('2026-11-20T00:59:00Z')
  expect(await planDigests()).toBe(0)
  at('2026-11-20T06:00:00Z')
  expect(await planDigests()).toBe(0)
  at('2026-11-20T04:30:00Z')
  expect(await planDigests()).toBe(1)
  await chooses(null)
  at('2026-11-21T01:05:00Z')
  expect(await planDigests()).toBe(0)
  await settled()
})

test('says nothing where there is nothing to say', async () => {
  at(morning)
  await buildStaff(url, admin.workspace._id, { dingtalkUserId: 'mei04', since: new Date(0) })
  await chooses(9)
  expect(await planDigests()).toBe(1)
  await settled()
  expect(await Messages.countDocuments()).toBe(0)
})

test('staff hear what waits for them and what was approved; the same numbers go out twenty at a time', async () => {
  at(morning)
  const { member: mei } = await buildStaff(url, admin.workspace._id, { dingtalkUserId: 'mei04' })
  await visits(mei._id, 'rejected')
  await visits(mei._id, 'rejected')
  await visits(mei._id, 'approved')
  const many = []
  for (let n = 0; n < 25; n += 1) {
    const { member } = await buildStaff(url, admin.workspace._id)
    await visits(member._id, 'rejected')
    many.push(member._id)
  }
  await hiring.phones.send('DELETE', '/calls')
  await chooses(9)
  await planDigests()
  await settled()
  expect(await hiring.phones.messages('mei')).toMatchObject([
    {
      kind: 'actionCard',
      title: 'Daily digest',
      text: expect.stringMatching(
        /Rejected submissions: 2\s+Approved yesterday: 1\s+Still in review: 0/,
      ),
      buttons: [
        { url: expect.stringContaining(encodeURIComponent('/work/results?status=rejected')) },
      ],
    },
  ])
  // one for Mei, two for the twenty-five; who is not in DingTalk shows so
  const calls = (await hiring.phones.send('GET', '/calls')) as {
    path: string
    body: { userIds: string[] }
  }[]
  const sizes = calls
    .filter(({ path }) => path === '/v1.0/robot/oToMessages/batchSend')
    .map(({ body }) => body.userIds.length)
  expect(sizes.toSorted()).toEqual([1, 20, 5])
  expect(await Messages.countDocuments({ status: 'failed', template: 'digest' })).toBe(25)
  expect(await Messages.countDocuments({ status: 'sent', template: 'digest' })).toBe(2)
})

test('a person who has switched it off gets none', async () => {
  at(morning)
  await requests()
  const off = { kinds: [{ kind: 'digest', on: false }] }
  expect((await admin.client.patch('/api/v1/me/operator/preferences', off)).status).toBe(200)
  await chooses(9)
  await planDigests()
  await settled()
  expect(await hiring.phones.cards('olivia')).toEqual([])
  expect(await Messages.find().lean()).toMatchObject([{ status: 'not_wanted' }])
})

test('the hour is chosen by those who may configure the ISO, and is an hour', async () => {
  for (const digestHour of [24, -1, 8.5, '9']) {
    expect((await admin.client.patch(settings, { digestHour })).status).toBe(400)
  }
  const { workspace } = admin
  const helper = await buildOperator(url, { workspace, roles: [] })
  expect((await helper.client.patch(settings, { digestHour: 7 })).status).toBe(403)
  const platform = await buildOperator(url, { kind: 'platform' })
  expect((await platform.client.get(settings)).status).toBe(403)
  expect((await admin.client.patch(settings, { name: ' ' })).body.field).toBe('name')
  expect((await admin.client.get(settings)).body).toEqual({
    name: workspace.name,
    digestHour: null,
    businessTimeZone: 'Asia/Singapore',
    country: null,
    currency: null,
    order: null,
  })
})
