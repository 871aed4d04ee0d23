import { describe, expect, test } from 'vitest'
import { clock } from '../../../service/clock.ts'
import { invitationCodes } from '../../../service/dingtalk/invitation-codes.ts'
import { isRefused } from '../../../service/dingtalk/known-limits.ts'
import { forgetTokens } from '../../../service/dingtalk/tokens.ts'
import { Events } from '../../../service/outbox/model.ts'
import { retryGivenUpInvitations } from '../../../service/staff/actions/poll.ts'
import { invitationFailures } from '../../../service/staff/contract/association.ts'
import { StaffMembers } from '../../../service/staff/model.ts'
import { phoneOf } from './hiring.ts'
import { at, create, day } from './invited.ts'

describe('every code that DingTalk has for an invitation', () => {
  const failures = Object.entries(invitationCodes).filter(([, { outcome }]) => outcome === 'failed')

  test('has a meaning that the ISO can read', () => {
    const documented = [0, 40103, 60104, 60107, 60102, 60103, 40104, 40019, 40020, 40024, 40023, -1]
    for (const code of documented) expect(invitationCodes[code], String(code)).toBeDefined()
    for (const [, { reason }] of failures) expect(invitationFailures).toContain(reason)
  })

  test.each(failures)('%s is asked once and told', async (code, { reason }) => {
    const admin = await at.iso()
    await at.phones.misbehave({ where: create, what: 'errcode', value: Number(code) })
    const id = await at.added(admin, 'lin', 'invitation_failed')
    expect((await at.find(admin, id)).body.failure).toEqual({ reason, errcode: Number(code) })
    expect(await at.calls(create)).toHaveLength(1)
  })

  test.each([15, 88, 90003, 60013])(
    'errcode %i decides nothing: the invitation goes on by itself',
    async (value) => {
      const admin = await at.iso()
      await at.phones.misbehave({ where: create, what: 'errcode', value })
      const { body } = await at.add(admin, 'lin')
      const asked = async () => (await at.calls(create)).length
      await expect.poll(asked, { timeout: 20_000 }).toBeGreaterThan(0)
      expect((await at.find(admin, body.id)).body.status).toBe('invited')
      await at.phones.behave()
      await at.phones.agree('lin')
      await at.becomes(admin, body.id, 'associated')
    },
    30_000,
  )

  test.each([15, 88, 60013])(
    'errcode %i that lasts is given up after the last try, and still not for good',
    async (value) => {
      const admin = await at.iso()
      await at.phones.misbehave({ where: create, what: 'errcode', value })
      const { body } = await at.add(admin, 'lin')
      const given = { 'subject.id': body.id, type: 'staff.added' }
      const tries = async () => (await Events.findOne(given).lean())?.attempts
      await expect.poll(tries, { timeout: 20_000 }).toBeGreaterThan(0)
      await Events.updateOne(given, { $set: { attempts: 9, dueAt: new Date(), state: 'due' } })
      await at.becomes(admin, body.id, 'invitation_failed')
      expect((await at.find(admin, body.id)).body.failure).toEqual({
        reason: value === 60013 ? 'other' : 'dingtalk_unavailable',
        errcode: value,
      })
      await at.phones.behave()
      // also after many days on which it was no better
      await StaffMembers.updateOne({ _id: body.id }, { $set: { restarts: 20 } })
      clock.arrange(() => new Date(Date.now() + 2 * day))
      expect(await retryGivenUpInvitations()).toBe(1)
      await at.phones.agree('lin')
      const status = async () => (await StaffMembers.findById(body.id).lean())?.status
      await expect.poll(status).toBe('associated')
    },
    30_000,
  )

  test.each([
    ['/gettoken', 40096],
    [create, 43007],
    [create, 33001],
  ])(
    '%s with %i means not set up: invitations wait for it, however long, and then go out',
    async (where, value) => {
      const admin = await at.iso()
      await at.phones.send('POST', '/tokens/expire')
      forgetTokens()
      await at.phones.misbehave({ where, what: 'errcode', value })
      const first = await at.added(admin, 'lin', 'invitation_failed')
      const second = await at.added(admin, 'aroon', 'invitation_failed')
      expect((await at.find(admin, first)).body.failure).toEqual({
        reason: 'not_set_up',
        errcode: value,
      })
      await StaffMembers.updateMany({}, { $set: { restarts: 100 } })
      clock.arrange(() => new Date(Date.now() + 40 * day))
      // one of them shows whether it is over
      const tried = await retryGivenUpInvitations()
      expect(tried).toBe(where === create ? 1 : 0)
      const stateOf = async (id: string) => (await StaffMembers.findById(id).lean())?.status
      const failed = async () => [await stateOf(first), await stateOf(second)]
      await expect.poll(failed).toEqual(['invitation_failed', 'invitation_failed'])
      expect(await retryGivenUpInvitations()).toBe(0)

      await at.phones.behave()
      clock.arrange(() => new Date(Date.now() + 41 * day))
      let again = await retryGivenUpInvitations()
      const isKnown = async () => isRefused(create)
      await expect.poll(isKnown).toBe(false)
      again += await retryGivenUpInvitations()
      expect(again).toBe(2)
      for (const person of ['lin', 'aroon']) await at.phones.agree(person)
      await expect.poll(failed).toEqual(['associated', 'associated'])
    },
    30_000,
  )

  test('a number that is taken by a person who cannot be found is asked for again before that is told', async () => {
    const admin = await at.iso()
    const taken = { where: create, what: 'errcode', value: 60104 }
    await at.phones.misbehave(taken)
    const { body } = await at.add(admin, 'lin')
    const given = { 'subject.id': body.id, type: 'staff.added' }
    const waits = async () => {
      const { state, dueAt } = (await Events.findOne(given).lean()) ?? {}
      return state === 'due' && dueAt !== undefined && dueAt.getTime() > Date.now() + 10_000
    }
    await expect.poll(waits).toBe(true)
    expect((await at.find(admin, body.id)).body.status).toBe('invited')
    // ten minutes after it began no request is on the way any more
    const began = new Date(Date.now() - 11 * 60_000)
    await Events.updateOne(given, { $set: { at: began, dueAt: new Date() } })
    await at.becomes(admin, body.id, 'invitation_failed')
    expect((await at.find(admin, body.id)).body.failure).toEqual({
      reason: 'userid_conflict',
      errcode: 60104,
    })
  })

  test('a permission that the app lacks is told at once, and mended by starting the delivery again', async () => {
    const admin = await at.iso()
    await at.phones.misbehave({ where: create, what: 'errcode', value: 60011 })
    const id = await at.added(admin, 'lin', 'invitation_failed')
    expect((await at.find(admin, id)).body.failure).toEqual({
      reason: 'not_set_up',
      errcode: 60011,
    })
    const given = { 'subject.id': id, type: 'staff.added' }
    await expect.poll(async () => (await Events.findOne(given).lean())?.state).toBe('failed')
    await at.phones.behave()
    await Events.updateOne(given, {
      $set: { state: 'due', attempts: 0, dueAt: new Date() },
      $unset: { givenUp: 1 },
    })
    await at.phones.agree('lin')
    await at.becomes(admin, id, 'associated')
  })

  test('a month that is used up is told at once, and its invitations go out by themselves afterwards', async () => {
    const admin = await at.iso()
    await at.phones.misbehave({ where: create, what: 'errcode', value: 90020 })
    const first = await at.added(admin, 'lin', 'invitation_failed')
    // without a call: it is known by now
    const second = await at.added(admin, 'aroon', 'invitation_failed')
    const failureOf = async (id: string) => (await at.find(admin, id)).body.failure
    expect(await failureOf(first)).toEqual({ reason: 'quota_used_up', errcode: 90020 })
    expect(await failureOf(second)).toEqual({ reason: 'quota_used_up', errcode: null })
    expect(await at.calls(create)).toHaveLength(1)
    expect(await Events.countDocuments({ state: 'failed', 'subject.id': first })).toBe(0)
    await at.phones.behave()
    expect(await retryGivenUpInvitations()).toBe(0)
    // the first day of the next month
    clock.arrange(() => new Date(Date.now() + 32 * day))
    expect(await retryGivenUpInvitations()).toBe(2)
    for (const person of ['lin', 'aroon']) await at.phones.agree(person)
    const states = async () => (await StaffMembers.find({}).lean()).map(({ status }) => status)
    await expect.poll(states).toEqual(['associated', 'associated'])
  })

  test('a DingTalk that stays busy is given up after the last try, and the ISO can ask again', async () => {
    const admin = await at.iso()
    await at.phones.misbehave({ where: create, what: 'errcode', value: -1 })
    const { body } = await at.add(admin, 'lin')
    await expect
      .poll(async () => (await Events.findOne({ 'subject.id': body.id }).lean())?.attempts, {
        timeout: 20_000,
      })
      .toBeGreaterThan(0)
    await Events.updateOne(
      { 'subject.id': body.id },
      { $set: { attempts: 9, dueAt: new Date(), state: 'due' } },
    )
    await at.becomes(admin, body.id, 'invitation_failed')
    expect((await at.find(admin, body.id)).body.failure).toEqual({
      reason: 'dingtalk_unavailable',
      errcode: -1,
    })
    await at.phones.behave()
    await at.post(admin, body.id, 'resend-invitation')
    await at.phones.agree('lin')
    await at.becomes(admin, body.id, 'associated')
  })
})

describe('cancelling an invitation', () => {
  test('a person who agrees to it later is taken out of the organisation again', async () => {
    const admin = await at.iso()
    const id = await at.invited(admin, 'lin')
    const cancelled = await at.post(admin, id, 'cancel')
    expect([cancelled.status, cancelled.body.status]).toEqual([200, 'removed'])
    await at.phones.agree('lin')
    await expect
      .poll(() => at.timeline(admin, id))
      .toEqual(['added', 'invitation_cancelled', 'late_acceptance_undone'])
    expect(await at.isMember('lin')).toBe(false)
    expect((await at.find(admin, id)).body.status).toBe('removed')
  })

  test('removing a person before they joined does the same', async () => {
    const admin = await at.iso()
    const id = await at.invited(admin, 'lin')
    expect((await at.post(admin, id, 'remove')).body.status).toBe('removed')
    await at.phones.agree('lin')
    await expect.poll(() => at.timeline(admin, id)).toContain('late_acceptance_undone')
    expect(await at.isMember('lin')).toBe(false)
  })

  test('is refused for a person who joined, for one who decided otherwise, and by another ISO', async () => {
    const [admin, other] = [await at.iso(), await at.iso()]
    const id = await at.hired(admin, 'mei')
    const answer = await at.post(admin, id, 'cancel')
    expect([answer.status, answer.body.code, answer.body.about]).toEqual([
      409,
      'wrong_state',
      { status: 'associated' },
    ])
    expect((await at.post(other, id, 'cancel')).status).toBe(404)
    expect(await at.isMember('mei')).toBe(true)
  })

  test('a person added again after it is welcome', async () => {
    const admin = await at.iso()
    const id = await at.invited(admin, 'lin')
    await at.post(admin, id, 'cancel')
    await at.settled()
    expect((await at.add(admin, 'lin')).body.id).toBe(id)
    await at.phones.agree('lin')
    await at.becomes(admin, id, 'associated')
    await at.settled()
    expect(await at.isMember('lin')).toBe(true)
    expect((await StaffMembers.findById(id).lean())?.withdrawn).toBeUndefined()
  })

  test('an invitation that went to a wrong number does not let its owner in', async () => {
    const admin = await at.iso()
    const id = await at.invited(admin, 'lin')
    await at.post(admin, id, 'correct-phone', { phone: phoneOf('aroon') })
    await at.phones.invitation('aroon')
    await at.phones.agree('lin')
    await expect.poll(() => at.timeline(admin, id)).toContain('late_acceptance_undone')
    expect(await at.isMember('lin')).toBe(false)
    await at.phones.agree('aroon')
    await at.becomes(admin, id, 'associated')
  })
})
