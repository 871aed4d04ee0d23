/** DingTalk is away for an hour, or revokes the token in the middle: invitations go on by themselves. */
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { clock } from '../../../service/clock.ts'
import { Events } from '../../../service/outbox/model.ts'
import { retryGivenUpInvitations } from '../../../service/staff/actions/poll.ts'
import { StaffMembers } from '../../../service/staff/model.ts'
import { buildOperator } from '../../setup/people.ts'
import { Hiring } from './hiring.ts'

const create = '/topapi/v2/user/create'

let at: Hiring

beforeAll(async () => {
  at = await Hiring.start()
})
afterAll(() => at.service.stop())
afterEach(() => at.reset())

const minutes = 60_000
const later = (milliseconds: number) => clock.arrange(() => new Date(Date.now() + milliseconds))

test('away for an hour, then back: people given up meanwhile are invited, without being asked for', async () => {
  const admin = await at.iso()
  await at.phones.misbehave({ where: '/topapi/*', what: 'status', value: 503 })
  const { body } = await at.add(admin, 'lin')
  const given = { 'subject.id': body.id, type: 'staff.added' }
  const tries = async () => (await Events.findOne(given).lean())?.attempts
  await expect.poll(tries).toBeGreaterThan(0)
  // the tries of a quarter of an hour, all but the last one
  await Events.updateOne(given, { $set: { attempts: 9, dueAt: new Date(), state: 'due' } })
  await at.becomes(admin, body.id, 'invitation_failed')
  expect((await at.find(admin, body.id)).body.failure).toEqual({
    reason: 'dingtalk_unavailable',
    errcode: -1,
  })

  later(30 * minutes)
  expect(await retryGivenUpInvitations()).toBe(0)
  await at.phones.behave()
  later(60 * minutes)
  expect(await retryGivenUpInvitations()).toBe(1)
  await at.phones.agree('lin')
  // an hour later the admin would have to sign in again
  const status = async () => (await StaffMembers.findById(body.id).lean())?.status
  await expect.poll(status).toBe('associated')
  expect(await retryGivenUpInvitations()).toBe(0)
}, 30_000)

/** DingTalk is away for two hours: the event is tried all that time, whatever a row may fail; then it is back. */
async function goesOnAfterHours(id: string, type: string): Promise<void> {
  const row = async () => Events.findOne({ 'subject.id': id, type }).sort({ _id: -1 }).lean()
  const isTried = async () => {
    const { state, dueAt } = (await row()) ?? {}
    return state === 'due' && dueAt !== undefined && dueAt.getTime() > clock.time()
  }
  await expect.poll(isTried).toBe(true)
  // one more failure that counts would be the last
  await Events.updateOne({ _id: (await row())?._id ?? '' }, { $set: { attempts: 9 } })
  for (const hours of [1, 2]) {
    later(hours * 60 * minutes)
    await expect.poll(isTried).toBe(true)
  }
  await at.phones.behave()
  later(130 * minutes)
  await expect.poll(async () => (await row())?.state).toBe('done')
}

test('removed while DingTalk is away for hours: the person is out of it once it is back', async () => {
  const admin = await at.iso()
  const id = await at.joined(admin, 'lin')
  await at.settled()
  await at.phones.misbehave({ where: '/topapi/*', what: 'status', value: 503 })
  expect((await at.post(admin, id, 'remove', { reason: 'left_job' })).status).toBe(200)
  expect(await at.isMember('lin')).toBe(true)
  await goesOnAfterHours(id, 'staff.removed')
  await at.becomesMember('lin', false)
})

test('a person who leaves while DingTalk does not answer what we ask has left here too, once it does', async () => {
  const admin = await at.iso()
  const id = await at.joined(admin, 'lin')
  await at.settled()
  await at.phones.misbehave({ where: '/topapi/*', what: 'status', value: 503 })
  await at.phones.send('POST', '/people/lin/leave')
  const { dingtalkUserId = '' } = (await StaffMembers.findById(id).lean()) ?? {}
  await goesOnAfterHours(dingtalkUserId, 'dingtalk.user_leave_org')
  expect((await StaffMembers.findById(id).lean())?.status).toBe('left')
})

test('a card whose matter was decided while DingTalk was away for hours shows it once it is back', async () => {
  const admin = await buildOperator(at.service.url, { dingtalkUserId: 'olivia01' })
  const id = await at.asked(admin, 'lin')
  await at.phones.card('olivia', 'Association request')
  await at.settled()
  const cards = '/v1.0/card/*'
  await at.phones.misbehave({ where: cards, what: 'status', value: 503 })
  await at.post(admin, id, 'reject', { reason: 'not_needed', note: '' })
  await at.undoIsOver(id)
  // what follows for the person does not wait for it
  const decided = async () =>
    (await Events.findOne({ 'subject.id': id, type: 'staff.rejected' }).lean())?.state
  await expect.poll(decided).toBe('done')
  await goesOnAfterHours(`association_request:${id}`, 'notifications.cards_stale')
  const status = async () => (await at.phones.card('olivia', 'Association request')).status
  await expect.poll(status).toContain('Rejected by')
})

test('what the ISO must mend is not tried again by itself; what the platform must is, after an hour without it', async () => {
  const admin = await at.iso()
  for (const value of [40019, 60011]) {
    await at.phones.misbehave({ where: create, what: 'errcode', value, times: 1 })
    await at.added(admin, value === 40019 ? 'lin' : 'aroon', 'invitation_failed')
  }
  later(30 * minutes)
  expect(await retryGivenUpInvitations()).toBe(0)
  later(61 * minutes)
  expect(await retryGivenUpInvitations()).toBe(1)
  await at.phones.agree('aroon')
  const states = async () =>
    (await StaffMembers.find({}).sort({ _id: 1 }).lean()).map(({ status }) => status)
  await expect.poll(states).toEqual(['invitation_failed', 'associated'])
})

test('a person given up is invited again although the app may not look people up by their number', async () => {
  const admin = await at.iso()
  await at.phones.misbehave({ where: create, what: 'errcode', value: 60011, times: 1 })
  const id = await at.added(admin, 'lin', 'invitation_failed')
  const where = '/topapi/v2/user/getbymobile'
  await at.phones.misbehave({ where, what: 'errcode', value: 60011 })
  later(61 * minutes)
  expect(await retryGivenUpInvitations()).toBe(1)
  await at.phones.agree('lin')
  const status = async () => (await StaffMembers.findById(id).lean())?.status
  await expect.poll(status).toBe('associated')
})

test('a token revoked between two invitations is renewed, and both people are invited once', async () => {
  const admin = await at.iso()
  const first = await at.invited(admin, 'lin')
  await at.phones.send('POST', '/tokens/expire')
  const second = await at.invited(admin, 'aroon')
  const refused = (await at.calls(create)).filter(({ errcode }) => errcode !== 40103)
  expect(refused.length).toBeGreaterThan(0)
  for (const [person, id] of [
    ['lin', first],
    ['aroon', second],
  ] as const) {
    await at.phones.agree(person)
    await at.becomes(admin, id, 'associated')
  }
})
