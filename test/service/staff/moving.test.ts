import { randomUUIDv7 } from 'node:crypto'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { system } from '../../../service/http/callers.ts'
import { Events } from '../../../service/outbox/model.ts'
import { renameWorkspace } from '../../../service/workspaces/actions/workspaces.ts'
import { Workspaces } from '../../../service/workspaces/model.ts'
import type { TestOperator } from '../../setup/people.ts'
import { Hiring, phoneOf } from './hiring.ts'

let at: Hiring

beforeAll(async () => {
  at = await Hiring.start()
})
afterAll(() => at.service.stop())
afterEach(() => at.reset())

const failureOf = async (admin: TestOperator, id: string) =>
  (await at.find(admin, id)).body.failure?.reason

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

describe('a phone number that the person changes in DingTalk', () => {
  test('follows, in list, search and timeline', async () => {
    const admin = await at.iso()
    const id = await at.hired(admin, 'mei')
    await at.settled()
    await at.phones.send('PATCH', '/people/mei', { phone: '+6581239876' })
    await expect.poll(async () => (await at.find(admin, id)).body.phone).toBe('+6581239876')
    expect(await at.timeline(admin, id)).toEqual([
      'added',
      'consent_asked',
      'associated',
      'phone_changed',
    ])
    const search = async (digits: string) =>
      (await admin.client.get(`/api/v1/staff?search=${digits}`)).body.items.length
    expect([await search('81239876'), await search('81230004')]).toEqual([1, 0])
  })

  test('is followed by the ISO that waits for them, which then has them under the new one', async () => {
    const [first, second] = [await at.iso(), await at.iso()]
    const before = await at.joined(first, 'lin')
    const after = await at.added(second, 'lin', 'invitation_failed')
    await at.phones.send('PATCH', '/people/lin', { phone: '+6581239871' })
    const phones = async () => [
      (await at.find(first, before)).body.phone,
      (await at.find(second, after)).body.phone,
    ]
    await expect.poll(phones).toEqual(['+6581239871', '+6581239871'])
    await at.post(first, before, 'remove')
    await at.answer('lin', second, 'agree')
    await at.becomes(second, after, 'associated')
  })

  test('while an ISO asks them is followed too, and the question stands', async () => {
    const admin = await at.iso()
    const { body } = await at.add(admin, 'mei')
    await at.question('mei', admin)
    await at.phones.send('PATCH', '/people/mei', { phone: '+6581239872' })
    const phone = async () => (await at.find(admin, body.id)).body.phone
    await expect.poll(phone).toBe('+6581239872')
    await at.answer('mei', admin, 'agree')
    await at.becomes(admin, body.id, 'associated')
  })

  test('to one that is on the list already leaves both entries as they are', async () => {
    const admin = await at.iso()
    const id = await at.hired(admin, 'mei')
    const other = await at.invited(admin, 'lin')
    // Lin has gone and given the number to Mei
    await at.phones.send('PATCH', '/people/lin', { phone: '+6581239875' })
    await at.phones.send('PATCH', '/people/mei', { phone: phoneOf('lin') })
    await expect
      .poll(() => Events.countDocuments({ type: 'dingtalk.user_modify_org' }))
      .toBeGreaterThan(0)
    await at.settled()
    expect((await at.find(admin, id)).body).toMatchObject({
      status: 'associated',
      phone: phoneOf('mei'),
    })
    expect((await at.find(admin, other)).body.phone).toBe(phoneOf('lin'))
  })
})

describe('the department of an ISO', () => {
  test('is made on first need and takes in the people who were in the organisation already', async () => {
    const admin = await at.iso()
    await at.hired(admin, 'mei')
    await expect.poll(() => at.departmentsOf('mei')).toEqual([admin.workspace.name])
  })

  test('is called as the ISO is called', async () => {
    const admin = await at.iso()
    await at.hired(admin, 'mei')
    await at.settled()
    const settings = { name: ' Harbour Pay Asia ' }
    const { body } = await admin.client.patch('/api/v1/workspace/settings', settings)
    expect(body.name).toBe('Harbour Pay Asia')
    await expect.poll(() => at.departmentsOf('mei')).toEqual(['Harbour Pay Asia'])
  })

  test('gets its name back when it is renamed in DingTalk', async () => {
    const admin = await at.iso()
    await at.hired(admin, 'mei')
    await at.settled()
    const before = await at.departmentsOf('mei')
    await at.renameDepartment(admin.workspace.name, 'Something else')
    await expect.poll(() => at.departmentsOf('mei')).toEqual(before)
  })

  test('is one of its own where two ISOs have one name', async () => {
    const [first, second] = [await at.iso(), await at.iso()]
    await renameWorkspace(first.workspace._id, 'Twin Pay', system)
    await renameWorkspace(second.workspace._id, 'Twin Pay', system)
    await at.hired(first, 'mei')
    await at.hired(second, 'nok')
    await at.settled()
    const [[one], [other]] = [await at.departmentsOf('mei'), await at.departmentsOf('nok')]
    expect([one?.startsWith('Twin Pay'), other?.startsWith('Twin Pay')]).toEqual([true, true])
    expect(one).not.toBe(other)
  })

  test('that was deleted in DingTalk is made again at the next need', async () => {
    const admin = await at.iso()
    const id = await at.joined(admin, 'lin')
    await at.post(admin, id, 'remove')
    await at.becomesMember('lin', false)
    await at.settled()
    await at.phones.misbehave({ where: 'org_dept_remove', what: 'drop' })
    await at.deleteDepartment(admin.workspace.name)
    const made = async () => (await at.calls('/topapi/v2/department/create')).length
    const before = await made()
    await at.add(admin, 'lin')
    await at.phones.agree('lin')
    await at.becomes(admin, id, 'associated')
    expect(await made()).toBeGreaterThan(before)
    expect(await at.departmentsOf('lin')).toEqual([admin.workspace.name])
  })

  test('that DingTalk says is deleted is forgotten at once', async () => {
    const admin = await at.iso()
    await at.invited(admin, 'lin')
    await at.settled()
    await at.deleteDepartment(admin.workspace.name)
    await expect
      .poll(
        async () => (await Workspaces.findById(admin.workspace._id).lean())?.dingtalkDepartmentId,
        {
          timeout: 20_000,
        },
      )
      .toBeUndefined()
  })
})
