/** DingTalk is away for an hour, or revokes the token in the middle: invitations go on by themselves. */
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { clock } from '../../../service/clock.ts'
import { Events } from '../../../service/outbox/model.ts'
import { inviteThoseGivenUp } from '../../../service/staff/actions/poll.ts'
import { StaffMembers } from '../../../service/staff/model.ts'
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

test('away for an hour, then back: who was given up meanwhile is invited, without anybody asking for it', async () => {
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
  expect(await inviteThoseGivenUp()).toBe(0)
  await at.phones.behave()
  later(60 * minutes)
  expect(await inviteThoseGivenUp()).toBe(1)
  await at.phones.agree('lin')
  // an hour later the admin would have to sign in again
  const status = async () => (await StaffMembers.findById(body.id).lean())?.status
  await expect.poll(status).toBe('associated')
  expect(await inviteThoseGivenUp()).toBe(0)
}, 30_000)

test('what the ISO must mend, or an operator of the platform, is not tried again by itself', async () => {
  const admin = await at.iso()
  for (const value of [40019, 60011]) {
    await at.phones.misbehave({ where: create, what: 'errcode', value, times: 1 })
    await at.added(admin, value === 40019 ? 'lin' : 'aroon', 'invitation_failed')
  }
  later(60 * minutes)
  expect(await inviteThoseGivenUp()).toBe(0)
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
