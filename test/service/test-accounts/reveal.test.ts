/** Looking at passwords (requirements A7, A8): only the holder, only while they are, and never without a record. */
import { randomBytes, randomUUIDv7 } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import mongoose from 'mongoose'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { Events } from '../../../service/outbox/model.ts'
import { StaffMembers } from '../../../service/staff/model.ts'
import { Reveals, TestAccounts } from '../../../service/test-accounts/model.ts'
import { Workspaces } from '../../../service/workspaces/model.ts'
import { buildOperator, buildStaff, clientOf, type TestOperator } from '../../setup/people.ts'
import { startTestService, type TestService } from '../../setup/service.ts'
import { Lending, look, mine, stored } from './lending.ts'

let service: TestService
let lending: Lending
let admin: TestOperator

beforeAll(async () => {
  service = await startTestService()
  lending = await Lending.begin(service.url)
})
beforeEach(async () => {
  admin = await buildOperator(service.url)
})
afterAll(() => service.stop())

const reveals = (staff: string) => Reveals.find({ staff }).lean()

describe('the passwords are not shown', () => {
  test('to a caller who is signed out, is an operator, or has been lent nothing', async () => {
    const { account } = await lending.lent(admin)
    expect((await look(clientOf(service.url), account.id)).status).toBe(401)
    expect((await look(admin.client, account.id)).status).toBe(403)
    expect((await look(lending.keeper, account.id)).status).toBe(403)
    const since = new Date(0)
    const colleague = await buildStaff(service.url, admin.workspace._id, { since })
    const answer = await look(colleague.client, account.id)
    expect([answer.status, answer.body.code]).toEqual([404, 'not_found'])
    expect(await Reveals.countDocuments({ account: account.id })).toBe(0)
  })

  test('once the account was taken back', async () => {
    const person = await lending.lent(admin)
    await lending.takeBack(admin, person)
    expect((await look(person.client, person.account.id)).status).toBe(404)
    expect((await stored(person.account.id)).seen).toBe(false)
  })

  test('from the moment in which they are removed, before anything has reacted to it', async () => {
    const { client, account, member } = await lending.lent(admin)
    // no background half runs here
    expect((await admin.client.post(`/api/v1/staff/${member._id}/remove`)).status).toBe(200)
    expect((await stored(account.id)).status).toBe('assigned')
    expect((await look(client, account.id)).body.code).toBe('not_associated')
  })

  test('while their removal is being committed: the look waits for it, and is refused', async () => {
    const { client, account, member } = await lending.lent(admin)
    const session = await mongoose.startSession()
    session.startTransaction()
    const { _id } = member
    await StaffMembers.updateOne({ _id }, { $set: { status: 'removed' } }, { session })
    const asked = look(client, account.id)
    // a look that did not wait would be answered by now
    await Promise.race([asked, sleep(500)])
    await session.commitTransaction()
    await session.endSession()
    expect((await asked).body.code).toBe('not_associated')
    expect(await reveals(_id)).toEqual([])
  })

  test('of a loan from before they left, once they are back', async () => {
    const { client, account, member } = await lending.lent(admin)
    await StaffMembers.updateOne({ _id: member._id }, { $set: { since: new Date(Date.now() + 5) } })
    expect((await look(client, account.id)).status).toBe(404)
    expect((await stored(account.id)).seen).toBe(false)
  })

  test('while their ISO is suspended', async () => {
    const { client, account } = await lending.lent(admin)
    await Workspaces.updateOne({ _id: admin.workspace._id }, { $set: { status: 'suspended' } })
    const answer = await look(client, account.id)
    expect([answer.status, answer.body.code]).toEqual([403, 'workspace_suspended'])
  })

  test('where the record cannot be written', async () => {
    const { client, account } = await lending.lent(admin)
    const { db } = mongoose.connection
    const refuseAll = (level: 'strict' | 'off') =>
      db?.command({
        collMod: 'reveals',
        validator: level === 'strict' ? { never: true } : {},
        validationLevel: level,
      })
    await refuseAll('strict')
    try {
      const answer = await look(client, account.id)
      expect(answer.status).toBe(500)
      expect(JSON.stringify(answer.body)).not.toContain(account.loginPassword)
    } finally {
      await refuseAll('off')
    }
    expect(await stored(account.id)).toMatchObject({ seen: false })
    expect(
      await Events.exists({ type: 'test_accounts.revealed', 'subject.id': account.id }),
    ).toBeNull()
  })

  test.each([
    [
      'whose key is not in the ring',
      { 'secrets.login.key': 'gone', 'secrets.payment.key': 'gone' },
    ],
    ['of which only the second was changed', { 'secrets.payment.tag': randomBytes(16) }],
    ['that are not stored', { secrets: undefined }],
  ])('%s: nothing says that they were shown', async (_, damage) => {
    const { client, account, member } = await lending.lent(admin)
    const [changes, task] = [await Events.countDocuments(), randomUUIDv7()]
    await TestAccounts.collection.updateOne(
      { _id: account.id as never },
      'secrets' in damage ? { $unset: { secrets: 1 } } : { $set: damage },
    )
    const answer = await client.post(`${mine}/reveal`, { account: account.id, task })
    expect([answer.status, answer.body.code]).toEqual([500, 'passwords_unreadable'])
    expect(answer.body.remedy).toContain('another test account')
    expect(await reveals(member._id)).toEqual([])
    expect(await Events.countDocuments()).toBe(changes)
    expect((await stored(account.id)).seen).toBe(false)
    expect((await client.get(mine)).body.account.receivedAt).toBeNull()
    const list = await admin.client.get(`/api/v1/staff/${member._id}/reveals`)
    expect(list.body.items).toEqual([])
  })

  test('too often: after twenty looks they have to wait', async () => {
    const { client, account } = await lending.lent(admin)
    for (let n = 0; n < 20; n++) expect((await look(client, account.id)).status).toBe(200)
    const answer = await look(client, account.id)
    expect([answer.status, answer.body.code]).toEqual([429, 'too_many_requests'])
    expect(answer.body.retryAfter).toBeGreaterThan(0)
  })
})

describe('the holder', () => {
  test('sees them, and no cache may keep them', async () => {
    const { client, account, member } = await lending.lent(admin)
    const task = randomUUIDv7()
    const answer = await client.post(
      `${mine}/reveal`,
      { account: account.id, task },
      { 'user-agent': 'Mozilla/5.0 (Linux; Android 14) DingTalk/7.6' },
    )
    expect(answer.body).toEqual({
      email: account.email,
      loginPassword: account.loginPassword,
      paymentPassword: account.paymentPassword,
      // of no task that they have
      task: null,
      version: 1,
    })
    expect(answer.headers.get('cache-control')).toBe('no-store')

    const [row, ...more] = await reveals(member._id)
    expect(more).toEqual([])
    const event = await Events.findOne({ type: 'test_accounts.revealed', staff: member._id }).lean()
    expect(event?.data).toMatchObject({ reveal: row?._id, version: 1, task: null })
    const list = await admin.client.get(`/api/v1/staff/${member._id}/reveals`)
    expect(list.body.items).toEqual([
      {
        id: row?._id,
        at: row?.at.toISOString(),
        email: account.email,
        by: { id: member._id, name: member.name },
        task: null,
        from: { network: '127.0.0.*', client: 'dingtalk', system: 'android' },
      },
    ])
    expect((await client.get(mine)).body.account.receivedAt).toEqual(expect.any(String))
    const other = await buildOperator(service.url)
    expect((await other.client.get(`/api/v1/staff/${member._id}/reveals`)).status).toBe(404)
  })

  test('leaves no password in an answer that is kept for a repeated request; each look counts', async () => {
    const { client, account, member } = await lending.lent(admin)
    const key = { 'idempotency-key': randomUUIDv7() }
    for (let n = 0; n < 2; n++) {
      const answer = await client.post(`${mine}/reveal`, { account: account.id }, key)
      expect(answer.body.loginPassword).toBe(account.loginPassword)
    }
    expect(await reveals(member._id)).toHaveLength(2)
    const kept = await mongoose.connection.collection('keptAnswers').find().toArray()
    expect(JSON.stringify(kept)).not.toContain(account.loginPassword)
  })

  test('sees the new ones after a rotation', async () => {
    const { client, account } = await lending.lent(admin)
    await look(client, account.id)
    const fresh = { loginPassword: 'second-login', paymentPassword: 'second-pay' }
    await lending.keep(account.id, 'rotate', { version: 1, ...fresh })
    expect((await client.get(mine)).body.account.version).toBe(2)
    expect((await look(client, account.id)).body).toMatchObject({ ...fresh, version: 2 })
  })

  test('and the admin who takes it back at the same moment: no look comes after the taking back', async () => {
    const person = await lending.lent(admin)
    const [shown, back] = await Promise.all([
      look(person.client, person.account.id),
      lending.takeBack(admin, person),
    ])
    expect(back.status).toBe(200)
    expect([200, 404]).toContain(shown.status)
    expect((await stored(person.account.id)).seen).toBe(shown.status === 200)
    expect(await reveals(person.member._id)).toHaveLength(shown.status === 200 ? 1 : 0)
  })
})
