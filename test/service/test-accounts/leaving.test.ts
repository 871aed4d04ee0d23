/** Who is removed, leaves or moves to another ISO has the account no longer; it may run twice and come late. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { clock } from '../../../service/clock.ts'
import { system } from '../../../service/http/callers.ts'
import { Events } from '../../../service/outbox/model.ts'
import { record } from '../../../service/outbox/record.ts'
import { StaffMembers } from '../../../service/staff/model.ts'
import { TestAccounts } from '../../../service/test-accounts/model.ts'
import type { TestOperator } from '../../setup/people.ts'
import { Hiring } from '../staff/hiring.ts'
import { Lending, look, stored } from './lending.ts'
import { seen } from '../../setup/events.ts'

let hiring: Hiring
let lending: Lending
let admin: TestOperator

beforeAll(async () => {
  hiring = await Hiring.start()
  lending = await Lending.begin(hiring.service.url)
})
beforeEach(async () => {
  await hiring.reset()
  await TestAccounts.deleteMany({})
  admin = await hiring.iso()
})
afterAll(() => hiring.service.stop())

const mei = { dingtalkUserId: 'mei04', name: 'Mei Chen', phone: '+6581230004' }

const isBack = (id: string) =>
  expect.poll(async () => (await stored(id)).status, { timeout: 20_000 }).toBe('available')

test('removed by the ISO: the account goes back, waits for new passwords, and nothing is told', async () => {
  const { account, client, member } = await lending.lent(admin, mei)
  await look(client, account.id)
  await hiring.phones.card('mei', 'A test account for you')
  await hiring.settled()
  expect((await hiring.post(admin, member._id, 'remove')).status).toBe(200)
  await isBack(account.id)
  expect(await stored(account.id)).toMatchObject({ seen: true, ended: [{ end: 'gone' }] })
  await expect
    .poll(async () => (await hiring.phones.card('mei', 'A test account')).status, {
      timeout: 20_000,
    })
    .toBe('Ended')
  await hiring.settled()
  const titles = (await hiring.phones.cards('mei')).map(({ title }) => title)
  expect(titles.filter((title) => title.startsWith('Your test account'))).toEqual([])
  const available = await admin.client.get('/api/v1/test-accounts/available')
  expect(available.body.items).toEqual([])
})

test('left the DingTalk organisation: the account goes back', async () => {
  const lin = await hiring.joined(admin, 'lin')
  const account = await lending.account(admin.workspace._id)
  const given = { account: account.id }
  expect((await admin.client.post(`/api/v1/staff/${lin}/test-account`, given)).status).toBe(200)
  await hiring.phones.send('POST', '/people/lin/leave')
  await hiring.becomes(admin, lin, 'left')
  await isBack(account.id)
})

test('moved to another ISO: the first one has its account again, the second lends its own', async () => {
  const { account, client, member } = await lending.lent(admin, mei)
  const next = await hiring.iso()
  await hiring.post(admin, member._id, 'remove')
  const id = await hiring.hired(next, 'mei')
  await isBack(account.id)
  const own = await lending.account(next.workspace._id)
  const lent = await next.client.post(`/api/v1/staff/${id}/test-account`, { account: own.id })
  expect(lent.status).toBe(200)
  expect((await look(client, account.id)).status).toBe(404)
  expect((await look(client, own.id)).body.loginPassword).toBe(own.loginPassword)
})

test('the removal is delivered again, after they have come back and been lent it again: they keep it', async () => {
  const { account, member } = await lending.lent(admin, mei)
  await hiring.post(admin, member._id, 'remove')
  await isBack(account.id)
  await hiring.settled()
  await StaffMembers.updateOne(
    { _id: member._id },
    { $set: { status: 'associated', since: clock.now(), dingtalkUserId: 'mei04' } },
  )
  await lending.lend(admin, { member }, account)
  await hiring.settled()
  await Events.updateOne(
    { type: 'staff.removed', 'subject.id': member._id },
    { $set: { state: 'due', finished: [] } },
  )
  // wakes the relay
  await record(seen, {
    tenant: admin.workspace._id,
    id: 'none',
    by: system,
  })
  await hiring.settled()
  expect((await stored(account.id)).loan?.staff).toBe(member._id)
})
