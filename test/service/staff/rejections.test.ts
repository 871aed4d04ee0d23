/** Why an ISO says no to a request: reasons that are data, chosen on the console or written to the bot. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { runMigrations } from '../../../service/database/migrations.ts'
import { migrations } from '../../../service/migrations.ts'
import { listRejectionReasons } from '../../../service/rejection-reasons/actions.ts'
import {
  RejectionReasons,
  type StoredRejectionReason,
} from '../../../service/rejection-reasons/model.ts'
import { meant } from '../../../service/rejection-reasons/rules.ts'
import { buildOperator, buildStaff, clientOf, type TestOperator } from '../../setup/people.ts'
import { startTestService, type TestService } from '../../setup/service.ts'

let service: TestService
let admin: TestOperator
let standard: StoredRejectionReason[]

beforeAll(async () => {
  service = await startTestService()
  admin = await buildOperator(service.url)
  standard = await listRejectionReasons()
})
afterEach(async () => {
  await RejectionReasons.deleteMany({})
  await RejectionReasons.insertMany(standard)
})
afterAll(() => service.stop())

const path = '/api/v1/rejection-reasons'
const retire = (_id: string) => RejectionReasons.updateOne({ _id }, { $set: { retired: true } })
const listed = async () =>
  (await admin.client.get(path)).body.items as { id: string; offered: boolean; names: object }[]

async function asked(): Promise<string> {
  const { member } = await buildStaff(service.url, admin.workspace._id, { status: 'requested' })
  return member._id
}

const reject = (id: string, reason: string) =>
  admin.client.post(`/api/v1/staff/${id}/reject`, { reason, note: '' })

test('strangers and staff do not see the list of the console', async () => {
  expect((await clientOf(service.url).get(path)).status).toBe(401)
  const { client } = await buildStaff(service.url, admin.workspace._id)
  expect((await client.get(path)).status).toBe(403)
})

test('a reason that is unknown or retired rejects no one, alone or among many', async () => {
  const id = await asked()
  await retire('not_needed')
  for (const reason of ['no_such_reason', 'not_needed']) {
    const one = await reject(id, reason)
    expect([one.status, one.body.code, one.body.field]).toEqual([400, 'bad_input', 'reason'])
    const many = await admin.client.post('/api/v1/staff/decisions', {
      verb: 'reject',
      ids: [id],
      rejection: { reason },
    })
    expect([many.status, many.body.field]).toEqual([400, 'rejection.reason'])
  }
  expect((await admin.client.get(`/api/v1/staff/${id}`)).body.status).toBe('requested')
})

test('a reason that was added is offered and chosen, and an edited one keeps its words at the next start', async () => {
  const names = { en: 'Speaks no Thai', 'zh-CN': '不会泰语' }
  await RejectionReasons.create({
    _id: 'no_thai',
    names,
    words: names,
    ownWords: false,
    retired: false,
    order: 9,
  })
  await RejectionReasons.updateOne({ _id: 'not_needed' }, { $set: { 'names.en': 'We are full' } })
  await runMigrations(migrations)
  expect((await listed()).map(({ id }) => id)).toEqual([
    'not_our_staff',
    'wrong_details',
    'not_needed',
    'other',
    'no_thai',
  ])
  expect((await listed())[2]).toMatchObject({ names: { en: 'We are full' }, offered: true })
  const rejected = await reject(await asked(), 'no_thai')
  expect(rejected.body.rejection).toEqual({ reason: 'no_thai', note: '' })
})

test('a retired reason stands on old rows: in the list, in the export', async () => {
  const id = await asked()
  await reject(id, 'wrong_details')
  await retire('wrong_details')
  expect((await admin.client.get(`/api/v1/staff/${id}`)).body.rejection.reason).toBe(
    'wrong_details',
  )
  expect(await listed()).toContainEqual(
    expect.objectContaining({
      id: 'wrong_details',
      offered: false,
      names: expect.objectContaining({ 'zh-CN': '姓名或手机号有误' }),
    }),
  )
  const sheet = await admin.client.get('/api/v1/staff/export?format=csv&status=rejected')
  expect(sheet.body.toString()).toContain('Name or phone number is wrong')
})

describe('what a person writes to the bot', () => {
  test.each([
    ['not our staff', { reason: 'not_our_staff', note: '' }],
    ['Does not work for us', { reason: 'not_our_staff', note: '' }],
    ['姓名或手机号有误', { reason: 'wrong_details', note: '' }],
    ['2', { reason: 'wrong_details', note: '' }],
    ['has left last week', { reason: 'other', note: 'has left last week' }],
    ['9', { reason: 'other', note: '9' }],
    ['another reason', undefined],
  ])('%s', async (text, expected) => {
    expect(meant(text, await listRejectionReasons())).toEqual(expected)
  })

  test('of a retired reason is their own words, and numbers are those of the list without it', async () => {
    await retire('not_our_staff')
    const reasons = await listRejectionReasons()
    expect(meant('not our staff', reasons)).toEqual({ reason: 'other', note: 'not our staff' })
    expect(meant('1', reasons)?.reason).toBe('wrong_details')
  })
})
