/** Add Alipay Test Account (requirements A6): one account for one person, from the ISO's own, and taken back. */
import { randomUUIDv7 } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Events } from '../../../service/outbox/model.ts'
import { insertMember } from '../../../scripts/demo/rows.ts'
import { Roles } from '../../../service/team/model.ts'
import { buildOperator, buildStaff, type TestOperator } from '../../setup/people.ts'
import { startTestService, type TestService } from '../../setup/service.ts'
import { accountOf, Lending, look, mine, stored } from './lending.ts'

let service: TestService
let lending: Lending
let admin: TestOperator

beforeAll(async () => {
  service = await startTestService()
  lending = await Lending.begin(service.url)
  admin = await buildOperator(service.url)
})
afterAll(() => service.stop())

const staffOf = (owner: TestOperator, given = {}) =>
  buildStaff(service.url, owner.workspace._id, given)

describe('lending is refused', () => {
  test('to an operator whose roles do not include it', async () => {
    const role = randomUUIDv7()
    await Roles.create({
      _id: role,
      workspace: admin.workspace._id,
      workspaceKind: 'iso',
      name: 'Looks only',
      permissions: ['staff.view'],
    })
    const looker = await buildOperator(service.url, { workspace: admin.workspace, roles: [role] })
    const person = await staffOf(admin)
    for (const answer of [
      await looker.client.get(accountOf(person.member._id)),
      await lending.lend(looker, person, { id: randomUUIDv7() }),
      await looker.client.get('/api/v1/test-accounts/available'),
    ]) {
      expect([answer.status, answer.body.code]).toEqual([403, 'not_allowed'])
    }
  })

  test('for the staff, and for the account, of another ISO: not found', async () => {
    const other = await buildOperator(service.url)
    const theirs = await staffOf(other)
    const account = await lending.account(admin.workspace._id)
    const foreign = await lending.account(other.workspace._id)
    expect((await lending.lend(admin, theirs, account)).status).toBe(404)
    expect((await lending.lend(admin, await staffOf(admin), foreign)).status).toBe(404)
  })

  test('to a person who does not belong to the ISO', async () => {
    const account = await lending.account(admin.workspace._id)
    for (const status of ['requested', 'invited', 'removed', 'left'] as const) {
      const person = await staffOf(admin, { status })
      const answer = await lending.lend(admin, person, account)
      expect([answer.body.code, answer.body.about]).toEqual(['wrong_state', { status }])
      const { body } = await admin.client.get(accountOf(person.member._id))
      expect(body.abilities).toEqual([])
    }
    expect((await stored(account.id)).status).toBe('available')
  })

  test('of an account that is lent, suspended or retired', async () => {
    const { account } = await lending.lent(admin)
    const person = await staffOf(admin)
    expect((await lending.lend(admin, person, account)).body.code).toBe('account_taken')
    const other = await lending.account(admin.workspace._id)
    await lending.keep(other.id, 'suspend')
    expect((await lending.lend(admin, person, other)).body.code).toBe('account_taken')
    await lending.keep(other.id, 'retire')
    expect((await lending.lend(admin, person, other)).body.code).toBe('account_taken')
  })

  test('of a second account to the same person', async () => {
    const person = await lending.lent(admin)
    const second = await lending.account(admin.workspace._id)
    expect((await lending.lend(admin, person, second)).body.code).toBe('has_account')
    expect((await stored(second.id)).status).toBe('available')
  })
})

test('of two admins who lend one account at the same moment one succeeds', async () => {
  const account = await lending.account(admin.workspace._id)
  const [one, two] = [await staffOf(admin), await staffOf(admin)]
  const answers = await Promise.all([
    lending.lend(admin, one, account),
    lending.lend(admin, two, account),
  ])
  expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409])
  const refused = answers.find(({ status }) => status === 409)
  expect(refused?.body.code).toBe('account_taken')
})

test('two accounts lent to one person at the same moment: one stays available', async () => {
  const [one, two] = [
    await lending.account(admin.workspace._id),
    await lending.account(admin.workspace._id),
  ]
  const person = await staffOf(admin)
  const answers = await Promise.all([
    lending.lend(admin, person, one),
    lending.lend(admin, person, two),
  ])
  expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409])
  expect(answers.find(({ status }) => status === 409)?.body.code).toBe('has_account')
})

describe('a lent account', () => {
  test('is offered before by its e-mail, is with the person after, and its event names them', async () => {
    const owner = await buildOperator(service.url)
    const person = await staffOf(owner)
    const account = await lending.account(owner.workspace._id)
    const offered = await owner.client.get(
      `/api/v1/test-accounts/available?search=${account.email.slice(0, 7)}`,
    )
    expect(offered.body).toEqual({
      items: [{ id: account.id, email: account.email }],
      more: false,
      contact: 'overseas_support@alipay.com',
    })
    const before = await owner.client.get(accountOf(person.member._id))
    expect(before.body).toEqual({ account: null, abilities: ['lend'] })

    const answer = await lending.lend(owner, person, account)
    expect(answer.body).toEqual({
      account: {
        id: account.id,
        email: account.email,
        since: expect.any(String),
        receivedAt: null,
      },
      abilities: ['take_back'],
    })
    expect((await lending.lend(owner, person, account)).body).toEqual(answer.body)
    const [event, ...more] = await Events.find({
      type: 'test_accounts.assigned',
      'subject.id': account.id,
    }).lean()
    expect(more).toEqual([])
    expect(event).toMatchObject({
      tenant: owner.workspace._id,
      staff: person.member._id,
      actor: { kind: 'operator', id: owner.member._id },
    })
    const after = await owner.client.get('/api/v1/test-accounts/available')
    expect(after.body.items).toEqual([])
    const seen = await person.client.get(mine)
    expect(seen.body.account).toMatchObject({ id: account.id, email: account.email, version: 1 })
    expect(JSON.stringify([answer.body, seen.body])).not.toContain(account.loginPassword)
  })

  test('is taken back once, and can be lent again when its passwords were not seen', async () => {
    const person = await lending.lent(admin)
    expect((await lending.takeBack(admin, person)).body).toEqual({
      account: null,
      abilities: ['lend'],
    })
    expect((await lending.takeBack(admin, person)).body.code).toBe('wrong_state')
    expect((await person.client.get(mine)).body).toEqual({ account: null })
    expect((await lending.lend(admin, await staffOf(admin), person.account)).status).toBe(200)
  })

  test('whose passwords were seen waits for new ones after it is taken back', async () => {
    const person = await lending.lent(admin)
    await look(person.client, person.account.id)
    await lending.takeBack(admin, person)
    const next = await staffOf(admin)
    const { id, email } = person.account
    const available = await admin.client.get(`/api/v1/test-accounts/available?search=${email}`)
    expect(available.body.items).toEqual([])
    expect((await lending.lend(admin, next, person.account)).body.code).toBe('account_taken')
    const fresh = { version: 1, loginPassword: 'fresh-login', paymentPassword: 'fresh-pay' }
    expect((await lending.keep(id, 'rotate', fresh)).status).toBe(200)
    expect((await lending.lend(admin, next, person.account)).status).toBe(200)
    expect((await look(next.client, id)).body).toMatchObject({ loginPassword: 'fresh-login' })
  })
})

test('another member of the same account keeps to the rights of the own workspace', async () => {
  const other = await buildOperator(service.url)
  await insertMember(other.workspace._id, admin.account._id, ['iso.admin'])
  const theirs = await staffOf(other)
  expect((await admin.client.get(accountOf(theirs.member._id))).status).toBe(404)
})
