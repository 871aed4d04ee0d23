/** How a person comes to belong to an ISO that adds them: agreeing in DingTalk, and what DingTalk answers. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { Events } from '../../../service/outbox/model.ts'
import {
  addStaff,
  approveRequest,
  correctPhone,
  rejectRequest,
  removeStaff,
  resendInvitation,
} from '../../../service/staff/contract/one.ts'
import { findStaff, listStaff } from '../../../service/staff/contract/lists.ts'
import { StaffMembers } from '../../../service/staff/model.ts'
import { operatorWhoAmI } from '../../../service/workspaces/contract/operator.ts'
import { buildOperator, buildStaff, clientOf, type TestOperator } from '../../setup/people.ts'
import type { Phones } from '../../setup/phones.ts'
import { Hiring, newPerson, phoneOf } from './hiring.ts'

let at: Hiring
let phones: Phones

beforeAll(async () => {
  at = await Hiring.start()
  phones = at.phones
})
afterAll(() => at.service.stop())
afterEach(() => at.clear())

const find = (admin: TestOperator, staffId: string) =>
  admin.call(findStaff, { params: { staffId } })

async function add(admin: TestOperator, person: string, name?: string): Promise<string> {
  return (await admin.call(addStaff, { body: newPerson(person, name) })).id
}

/** Adds a person of the organisation, who agrees. */
async function hire(admin: TestOperator, person: string, name: string): Promise<string> {
  const id = await add(admin, person, name)
  await at.answer(person, admin, 'agree')
  await at.becomes(admin, id, 'associated')
  return id
}

describe('adding staff', () => {
  test('a stranger, another kind of person and a role without it are refused', async () => {
    const admin = await at.olivia()
    const { url } = at.service
    const powerless = await buildOperator(url, { workspace: admin.workspace, roles: [] })
    const reviewer = await buildOperator(url, { kind: 'platform' })
    const worker = await buildStaff(url, admin.workspace._id)
    const body = newPerson('+6581239999')
    const refusals = [clientOf(url), powerless, reviewer, worker].map(({ refused }) =>
      refused(addStaff, { body }),
    )
    const codes = (await Promise.all(refusals)).map(({ status, code }) => [status, code])
    expect(codes).toEqual([
      [401, 'signed_out'],
      [403, 'not_allowed'],
      [403, 'not_allowed'],
      [403, 'not_allowed'],
    ])
    expect(await StaffMembers.countDocuments({ name: 'Lin Wei' })).toBe(0)
  })

  test('a phone number of no country is refused at its field, and nothing is kept', async () => {
    const admin = await at.olivia()
    for (const phone of ['81239999', '+999123456789', '+65 12', 'call me']) {
      const refusal = await admin.refused(addStaff, { body: newPerson(phone) })
      expect(refusal).toMatchObject({ status: 400, code: 'bad_phone_number', field: 'phone' })
    }
    expect(await StaffMembers.countDocuments()).toBe(0)
  })

  test('the person gets an Org invitation, agrees, and is associated and welcomed', async () => {
    const admin = await at.olivia()
    const { id, status, phone } = await admin.call(addStaff, { body: newPerson('+65 8123 0002') })
    expect([status, phone]).toEqual(['invited', '+6581230002'])
    await phones.agree('lin')
    await at.becomes(admin, id, 'associated')
    const welcome = await phones.card('lin', 'Welcome')
    expect(welcome.text).toContain('start your first promotion')
    const { timeline } = await find(admin, id)
    expect(timeline.map(({ what }) => what)).toEqual(['added', 'associated'])
    const events = await Events.find({ 'subject.id': id }).sort({ _id: 1 }).lean()
    expect(events.map(({ type }) => type)).toEqual(['staff.added', 'staff.associated'])
  })

  test('a double tap adds one person; the same number again is told so', async () => {
    const admin = await at.olivia()
    const body = newPerson('lin')
    const twins = await Promise.all([
      admin.call(addStaff, { body }),
      admin.call(addStaff, { body }),
    ])
    expect(twins.map(({ id }) => id)).toEqual([body.id, body.id])
    const other = await admin.refused(addStaff, { body: newPerson('lin', 'Another Name') })
    expect(other).toMatchObject({ status: 409, code: 'already_staff', about: { staffId: body.id } })
    expect(await StaffMembers.countDocuments()).toBe(1)
  })

  test('another ISO sees and changes nothing of it', async () => {
    const [mine, { call, refused }] = [await at.olivia(), await at.iso()]
    const params = { staffId: await add(mine, 'lin') }
    const tries = await Promise.all([
      refused(findStaff, { params }),
      refused(removeStaff, { params }),
      refused(approveRequest, { params }),
      refused(resendInvitation, { params }),
      refused(correctPhone, { params, body: { phone: '+6581239999' } }),
      refused(rejectRequest, { params, body: { reason: 'not_needed' } }),
    ])
    expect(tries.map(({ status }) => status)).toEqual([404, 404, 404, 404, 404, 404])
    expect((await call(listStaff)).items).toEqual([])
  })

  test('search finds by the beginning of a name, a later word or a number, and pages go on', async () => {
    const { call, refused, workspace } = await at.olivia()
    for (const name of ['Ana Lim', 'Bo Lim', 'Cara Tan']) {
      await buildStaff(at.service.url, workspace._id, { name })
    }
    const names = async (query: { search: string; limit?: number }) =>
      (await call(listStaff, { query })).items.map(({ name }) => name)
    expect(await names({ search: 'LIM' })).toEqual(['Ana Lim', 'Bo Lim'])
    expect(await names({ search: 'cara t' })).toEqual(['Cara Tan'])
    expect(await names({ search: '+658', limit: 2 })).toHaveLength(2)
    expect(await names({ search: '.*' })).toEqual([])
    const first = await call(listStaff, { query: { limit: 2 } })
    const second = await call(listStaff, { query: { limit: 2, after: first.next ?? '' } })
    expect([...first.items, ...second.items].map(({ name }) => name)).toEqual([
      'Cara Tan',
      'Bo Lim',
      'Ana Lim',
    ])
    expect(second.next).toBeNull()
    const nonsense = await refused(listStaff, { query: { after: 'nonsense' } })
    expect(nonsense).toMatchObject({ status: 400, code: 'bad_cursor' })
  })
})

describe('what DingTalk answers', () => {
  const create = '/topapi/v2/user/create'

  test.each([
    [40019, 'too_many_organisations'],
    [60103, 'bad_phone_number'],
    [40020, 'organisation_full'],
    [60102, 'userid_conflict'],
  ])('%i becomes a state that the ISO can read: %s', async (errcode, reason) => {
    const admin = await at.olivia()
    await phones.misbehave({ where: create, what: 'errcode', value: errcode })
    const staffId = await add(admin, 'lin')
    await at.becomes(admin, staffId, 'invitation_failed')
    const shown = await find(admin, staffId)
    expect(shown.failure).toEqual({ reason, errcode })
    expect(shown.abilities).toEqual(['resend_invitation', 'correct_phone', 'cancel', 'join_link'])
    await phones.behave()
    await admin.call(resendInvitation, { params: { staffId } })
    await phones.agree('lin')
    await at.becomes(admin, staffId, 'associated')
  })

  test.each([
    ['status 429', { what: 'status', value: 429 }],
    ['status 500', { what: 'status', value: 500 }],
    ['system busy (-1)', { what: 'errcode', value: -1 }],
    ['an empty body', { what: 'empty' }],
    ['a connection cut after it did what was asked', { what: 'drop' }],
  ])(
    '%s is tried again until the invitation is there, once',
    async (_name, rule) => {
      const admin = await at.olivia()
      await phones.misbehave({ where: create, times: 2, ...rule })
      const id = await add(admin, 'lin')
      await phones.agree('lin')
      await at.becomes(admin, id, 'associated')
      const messages = await phones.messages('lin')
      expect(messages.filter(({ kind }) => kind === 'invitation')).toHaveLength(1)
    },
    20_000,
  )

  test('a wrong number is corrected by the ISO, and the invitation goes to the right one', async () => {
    const admin = await at.olivia()
    await phones.misbehave({ where: create, what: 'errcode', value: 60103 })
    const staffId = await add(admin, '+6581238888')
    await at.becomes(admin, staffId, 'invitation_failed')
    await phones.behave()
    const phone = phoneOf('lin')
    const corrected = await admin.call(correctPhone, { params: { staffId }, body: { phone } })
    expect(corrected).toMatchObject({ status: 'invited', phone, failure: null })
    await phones.agree('lin')
    await at.becomes(admin, staffId, 'associated')
  })

  test('a person of another ISO is not taken from it', async () => {
    const [first, second] = [await at.olivia(), await at.iso()]
    const mine = await hire(first, 'mei', 'Mei Chen')
    const theirs = await add(second, 'mei', 'Mei Chen')
    await at.becomes(second, theirs, 'invitation_failed')
    expect((await find(second, theirs)).failure?.reason).toBe('with_another_iso')
    expect((await find(first, mine)).status).toBe('associated')
  })

  test('a person who leaves the organisation has left the ISO, and one who is removed leaves DingTalk', async () => {
    const admin = await at.olivia()
    const staffId = await hire(admin, 'mei', 'Mei Chen')
    await phones.send('POST', '/people/mei/leave')
    await at.becomes(admin, staffId, 'left')
    await add(admin, 'mei', 'Mei Chen')
    await phones.agree('mei')
    await at.becomes(admin, staffId, 'associated')
    expect((await admin.call(removeStaff, { params: { staffId } })).status).toBe('removed')
    await at.becomesMember('mei', false)
  })

  test('an ISO cannot put out of the organisation, or out of another department, a person it has not brought in', async () => {
    const [victim, attacker] = [await at.olivia(), await at.iso()]
    const own = (await phones.person('olivia')).departments
    const staffId = await hire(attacker, 'olivia', 'Olivia Tan')
    await attacker.call(removeStaff, { params: { staffId } })
    await at.becomes(attacker, staffId, 'removed')
    await expect.poll(async () => (await phones.person('olivia')).departments).toEqual(own)
    expect(await at.isMember('olivia')).toBe(true)
    await victim.call(operatorWhoAmI)
  })

  test('the same event five times changes one thing', async () => {
    const admin = await at.olivia()
    const id = await add(admin, 'lin')
    await phones.misbehave({ where: 'user_*', what: 'duplicate', value: 5 })
    await phones.agree('lin')
    await at.becomes(admin, id, 'associated')
    await phones.card('lin', 'Welcome')
    const associated = { 'subject.id': id, type: 'staff.associated' }
    expect(await Events.countDocuments(associated)).toBe(1)
    expect((await phones.cards('lin')).length).toBe(1)
  })
})
