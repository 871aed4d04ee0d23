import { randomUUIDv7 } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { Events } from '../../../service/outbox/model.ts'
import { phoneOf } from './hiring.ts'
import { at, failureOf } from './movers.ts'

describe('moving to another ISO', () => {
  test('the new ISO waits, and has the person as soon as the old one removes them', async () => {
    const [first, second] = [await at.iso(), await at.iso()]
    const before = await at.joined(first, 'lin')
    const after = await at.added(second, 'lin', 'invitation_failed')
    expect(await failureOf(second, after)).toBe('with_another_iso')
    expect((await at.find(first, before)).body.status).toBe('associated')

    await at.post(first, before, 'remove')
    await at.answer('lin', second, 'agree')
    await at.becomes(second, after, 'associated')
    await at.settled()
    expect((await at.find(first, before)).body.status).toBe('removed')
    expect(await at.isMember('lin')).toBe(true)
    expect(await at.departmentsOf('lin')).toEqual([second.workspace.name])
    expect(await at.timeline(second, after)).toEqual([
      'added',
      'invitation_failed',
      'invitation_resent',
      'consent_asked',
      'associated',
    ])
  })

  test('a request that the new ISO approves waits too, until the person leaves the organisation', async () => {
    const [first, second] = [await at.iso(), await at.iso()]
    const before = await at.hired(first, 'mei')
    await second.client.post(`/api/v1/join/${second.workspace.joinCode}/requests`, {
      id: randomUUIDv7(),
      isoEmail: second.workspace.email,
      name: 'Mei Chen',
      phone: phoneOf('mei'),
      language: 'en',
    })
    const [row] = (await second.client.get('/api/v1/staff?status=requested')).body.items
    await at.post(second, row.id, 'approve')
    await at.undoIsOver(row.id)
    await at.becomes(second, row.id, 'invitation_failed')
    expect(await failureOf(second, row.id)).toBe('with_another_iso')

    await at.phones.send('POST', '/people/mei/leave')
    await at.becomes(first, before, 'left')
    // out of the organisation, so that both must agree again
    await at.phones.agree('mei')
    await at.becomes(second, row.id, 'associated')
  })

  test('of two ISOs that invite the same person, the one in whose department they are has them', async () => {
    const [first, second] = [await at.iso(), await at.iso()]
    const one = await at.invited(first, 'lin')
    const other = await at.invited(second, 'lin')
    await at.phones.agree('lin')
    // DingTalk keeps one Org invitation, into the department that was named last
    await at.becomes(second, other, 'associated')
    await at.becomes(first, one, 'invitation_failed')
    expect(await failureOf(first, one)).toBe('with_another_iso')
  })

  test('an ISO that cancels while it waits does not get the person', async () => {
    const [first, second] = [await at.iso(), await at.iso()]
    const before = await at.joined(first, 'lin')
    const after = await at.added(second, 'lin', 'invitation_failed')
    expect((await at.post(second, after, 'cancel')).body.status).toBe('removed')
    await at.post(first, before, 'remove')
    await at.becomesMember('lin', false)
    await at.settled()
    expect((await at.find(second, after)).body.status).toBe('removed')
  })

  test('the ISO that has waited longest comes first, and the next one waits on', async () => {
    const [first, second, third] = [await at.iso(), await at.iso(), await at.iso()]
    const mine = await at.hired(first, 'mei')
    const next = await at.added(second, 'mei', 'invitation_failed')
    const last = await at.added(third, 'mei', 'invitation_failed')
    await at.post(first, mine, 'remove')
    await at.answer('mei', second, 'agree')
    await at.becomes(second, next, 'associated')
    await at.settled()
    expect((await at.find(third, last)).body.status).toBe('invitation_failed')
    await at.post(second, next, 'remove')
    await at.answer('mei', third, 'agree')
    await at.becomes(third, last, 'associated')
  }, 30_000)
})

describe('out of the organisation', () => {
  /** Brought in by the first, removed by it while the second waits: asked by the second now. */
  async function askedByTheSecond() {
    const [first, second] = [await at.iso(), await at.iso()]
    const before = await at.joined(first, 'lin')
    const after = await at.added(second, 'lin', 'invitation_failed')
    await at.post(first, before, 'remove')
    await at.question('lin', second)
    return { second, after }
  }

  test('goes a person an ISO brought in and the one that took them over removes', async () => {
    const { second, after } = await askedByTheSecond()
    await at.answer('lin', second, 'agree')
    await at.becomes(second, after, 'associated')
    await at.post(second, after, 'remove')
    await at.becomesMember('lin', false)
  })

  test('goes a person an ISO brought in who declines the next one', async () => {
    const { second, after } = await askedByTheSecond()
    await at.settled()
    expect(await at.isMember('lin')).toBe(true)
    await at.answer('lin', second, 'decline')
    await at.becomes(second, after, 'invitation_failed')
    await at.becomesMember('lin', false)
  })

  test('goes a person an ISO brought in and the next one does not want after all', async () => {
    const { second, after } = await askedByTheSecond()
    await at.post(second, after, 'cancel')
    await at.becomesMember('lin', false)
  })

  test('goes no one who was there before any ISO', async () => {
    for (const admin of [await at.iso(), await at.iso()]) {
      const id = await at.hired(admin, 'mei')
      await at.post(admin, id, 'remove')
      await at.settled()
      expect(await at.departmentsOf('mei')).not.toContain(admin.workspace.name)
    }
    expect(await at.isMember('mei')).toBe(true)
  }, 30_000)
})

describe('on one day', () => {
  test('a person leaves, is added again and agrees; the old leaving, told again late, changes nothing', async () => {
    const admin = await at.iso()
    const id = await at.hired(admin, 'mei')
    await at.settled()
    await at.phones.send('POST', '/people/mei/leave')
    await at.becomes(admin, id, 'left')
    expect((await at.add(admin, 'mei')).body.id).toBe(id)
    await at.phones.agree('mei')
    await at.becomes(admin, id, 'associated')
    const given = { eventType: 'user_leave_org', data: { timeStamp: 1, userId: ['mei04'] } }
    await at.phones.send('POST', '/events', given)
    await expect
      .poll(() => Events.countDocuments({ type: 'dingtalk.user_leave_org', state: 'done' }), {
        timeout: 20_000,
      })
      .toBeGreaterThan(1)
    expect((await at.find(admin, id)).body.status).toBe('associated')
  })

  test('a person is removed and added again, agrees, and is associated once', async () => {
    const admin = await at.iso()
    const id = await at.joined(admin, 'lin')
    await at.post(admin, id, 'remove')
    await at.becomesMember('lin', false)
    await at.add(admin, 'lin')
    await at.phones.agree('lin')
    await at.becomes(admin, id, 'associated')
    await at.settled()
    expect(await at.isMember('lin')).toBe(true)
    expect(await at.timeline(admin, id)).toEqual([
      'added',
      'associated',
      'removed',
      'added',
      'associated',
    ])
  })
})
