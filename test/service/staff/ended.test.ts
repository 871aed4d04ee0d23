/** People whose association has ended are told who ended it. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { StaffMembers } from '../../../service/staff/model.ts'
import {
  buildOperator,
  buildStaff,
  buildUnassociated,
  type TestOperator,
} from '../../setup/people.ts'
import { startTestService, type TestService } from '../../setup/service.ts'

let service: TestService
let admin: TestOperator

beforeAll(async () => {
  service = await startTestService()
  admin = await buildOperator(service.url)
})
afterAll(() => service.stop())

const by = { kind: 'system' as const, id: 'system', name: 'DingTalk' }
const associated = () => ({ timeline: [{ at: new Date(), what: 'associated', by, note: '' }] })
const me = '/api/v1/me/staff'

test('the ISO that removed them is named, until they belong to one again', async () => {
  const { member, client } = await buildStaff(service.url, admin.workspace._id, associated())
  expect((await client.get(me)).body.ended).toBeNull()
  const removed = await admin.client.post(`/api/v1/staff/${member._id}/remove`, {})
  expect(removed.status).toBe(200)
  const { body } = await client.get(me)
  expect(body).toMatchObject({
    iso: null,
    ended: { isoName: admin.workspace.name, by: 'iso', at: removed.body.since },
  })
  // the name of the admin is not shown
  expect(JSON.stringify(body)).not.toContain(admin.account.name)
  await StaffMembers.updateOne({ _id: member._id }, { $set: { status: 'associated' } })
  expect((await client.get(me)).body.ended).toBeNull()
})

test('a person who left DingTalk reads that; of two the last one counts', async () => {
  const { member, client } = await buildStaff(service.url, admin.workspace._id, associated())
  await StaffMembers.updateOne(
    { _id: member._id },
    { $set: { status: 'left', since: new Date('2026-10-02T03:00:00Z') } },
  )
  expect((await client.get(me)).body.ended).toEqual({
    isoName: admin.workspace.name,
    by: 'dingtalk',
    at: '2026-10-02T03:00:00.000Z',
  })
  const other = await buildOperator(service.url)
  await buildStaff(service.url, other.workspace._id, {
    ...associated(),
    dingtalkUserId: member.dingtalkUserId ?? '',
    status: 'removed',
    since: new Date('2026-10-03T03:00:00Z'),
  })
  expect((await client.get(me)).body.ended).toMatchObject({
    isoName: other.workspace.name,
    by: 'iso',
  })
})

test('an invitation that was taken back ended nothing, and a stranger had nothing', async () => {
  const { client } = await buildStaff(service.url, admin.workspace._id, { status: 'removed' })
  expect((await client.get(me)).body.ended).toBeNull()
  const stranger = await buildUnassociated(service.url, 'nobody-yet')
  expect((await stranger.get(me)).body.ended).toBeNull()
})
