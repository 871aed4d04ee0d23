/** The platform's pool: accounts are added all or none, rotated, suspended, resumed and retired; passwords only go in. */
import { randomUUIDv7 } from 'node:crypto'
import mongoose from 'mongoose'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Events } from '../../../service/outbox/model.ts'
import { Roles } from '../../../service/team/model.ts'
import { TestAccounts } from '../../../service/test-accounts/model.ts'
import { buildOperator, type TestOperator } from '../../setup/people.ts'
import { startTestService, type TestService } from '../../setup/service.ts'
import { Lending, look, stored } from './lending.ts'

let service: TestService
let lending: Lending
let admin: TestOperator

beforeAll(async () => {
  service = await startTestService()
  lending = await Lending.begin(service.url)
  admin = await buildOperator(service.url)
})
afterAll(() => service.stop())

const iso = () => admin.workspace._id
const list = '/api/v1/test-accounts'
const passwords = { loginPassword: 'new-login-1', paymentPassword: 'new-pay-1' }
const events = async (id: string) => {
  const rows = await Events.find({ 'subject.id': id }).sort({ _id: 1 }).lean()
  return rows.map(({ type }) => type)
}

describe('adding accounts', () => {
  test('is not for reviewers, nor for ISOs', async () => {
    const reviewer = await buildOperator(service.url, { kind: 'platform' })
    for (const { client } of [reviewer, admin]) {
      const answer = await client.post(list, { iso: iso(), text: 'a@alipay.example, abcd, abcd' })
      expect([answer.status, answer.body.code]).toEqual([403, 'not_allowed'])
    }
  })

  test('for an ISO that there is none of: not found, also for the platform itself', async () => {
    const platform = await buildOperator(service.url, { kind: 'platform' })
    for (const id of [randomUUIDv7(), platform.workspace._id]) {
      const answer = await lending.paste(id, 'a@alipay.example, abcd, abcd')
      expect([answer.status, answer.body.code]).toEqual([404, 'not_found'])
    }
  })

  test('with one wrong line adds none, and tells of each line without its passwords', async () => {
    const before = await TestAccounts.countDocuments()
    const known = await lending.account(iso())
    const answer = await lending.paste(
      iso(),
      `good@alipay.example, secret-aa, secret-bb\n${known.email}, secret-cc, secret-dd\nbad line`,
    )
    expect(answer.body).toEqual({
      added: 0,
      rows: [
        { line: 1, email: 'good@alipay.example', outcome: 'ready' },
        { line: 2, email: known.email, outcome: 'already_there' },
        { line: 3, email: '', outcome: 'not_three_parts' },
      ],
    })
    expect(await TestAccounts.countDocuments()).toBe(before + 1)
    expect(await events('good@alipay.example')).toEqual([])
  })

  test('of too many lines is refused without repeating them', async () => {
    const text = Array.from({ length: 201 }, (_, n) => `n${n}@alipay.example, pw-${n}, pw-${n}`)
    const answer = await lending.paste(iso(), text.join('\n'))
    expect([answer.status, answer.body.code]).toEqual([400, 'bad_input'])
    expect(JSON.stringify(answer.body)).not.toContain('pw-7')
  })

  test('pasted twice at the same moment adds them once', async () => {
    const text = 'race1@alipay.example, abcd-1, abcd-2\nrace2@alipay.example, abcd-3, abcd-4'
    const answers = await Promise.all([lending.paste(iso(), text), lending.paste(iso(), text)])
    expect(answers.map(({ body }) => body.added).toSorted()).toEqual([0, 2])
    expect(await TestAccounts.countDocuments({ email: /^race/ })).toBe(2)
  })

  test('keeps passwords sealed, records each account, and answers without them', async () => {
    const account = await lending.account(iso())
    const raw = JSON.stringify(
      await mongoose.connection.collection('testAccounts').findOne({ email: account.email }),
    )
    expect(raw).toContain('"key":"k1"')
    expect(raw).not.toContain(account.loginPassword)
    expect(raw).not.toContain(Buffer.from(account.loginPassword).toString('base64'))
    expect(await events(account.id)).toEqual(['test_accounts.added'])
    const rows = await lending.keeper.get(`${list}?search=${account.email.slice(0, 9)}`)
    expect(rows.body.items).toContainEqual(
      expect.objectContaining({
        email: account.email,
        iso: { id: iso(), name: admin.workspace.name },
        status: 'available',
        version: 1,
        needsRotation: false,
        holder: null,
        abilities: ['rotate', 'suspend', 'retire'],
      }),
    )
    expect(JSON.stringify(rows.body)).not.toContain(account.paymentPassword)
  })

  test('leaves nothing in the answers that are kept for a repeated request', async () => {
    const key = randomUUIDv7()
    const text = 'kept@alipay.example, kept-login, kept-pay'
    const body = { iso: iso(), text }
    const first = await lending.keeper.post(list, body, { 'idempotency-key': key })
    expect(first.body.added).toBe(1)
    const again = await lending.keeper.post(list, body, { 'idempotency-key': key })
    expect(again.body.rows).toMatchObject([{ outcome: 'already_there' }])
    const kept = await mongoose.connection.collection('keptAnswers').find().toArray()
    expect(JSON.stringify(kept)).not.toContain('kept@alipay')
  })
})

test('an operator who only keeps test accounts finds the ISOs to which they are allotted', async () => {
  const role = randomUUIDv7()
  await Roles.create({
    _id: role,
    workspace: null,
    workspaceKind: 'platform',
    name: 'Keeper',
    permissions: ['test_accounts.manage'],
  })
  const keeper = await buildOperator(service.url, { kind: 'platform', roles: [role] })
  const isos = await keeper.client.get('/api/v1/isos?limit=100')
  expect(isos.body.items).toContainEqual(expect.objectContaining({ id: iso() }))
  const suspended = await keeper.client.post(`/api/v1/isos/${iso()}/suspend`, { reason: 'No.' })
  expect(suspended.status).toBe(403)
})

test('the account of a person, what is free, and a page of the pool are read by an index', async () => {
  const { collection } = TestAccounts
  const email = { $gte: 'a', $lt: 'b' }
  for (const found of [
    collection.find({ 'loan.staff': 'somebody' }),
    collection.find({ iso: 'one', status: 'available', seen: false, email }).sort({ email: 1 }),
    collection.find({ status: 'assigned' }).sort({ createdAt: -1, _id: -1 }),
    collection.find({ iso: 'one', email }).sort({ email: 1 }),
  ]) {
    const plan = JSON.stringify((await found.explain())['queryPlanner'].winningPlan)
    expect(plan).toContain('IXSCAN')
    expect(plan).not.toContain('"stage":"SORT"')
  }
})

describe('the list', () => {
  test('is narrowed by state, ISO and e-mail, page after page', async () => {
    const other = await buildOperator(service.url)
    const [one, two, three] = [
      await lending.account(other.workspace._id),
      await lending.account(other.workspace._id),
      await lending.account(other.workspace._id),
    ]
    await lending.keep(two.id, 'suspend')
    const of = async (query: string) => {
      const { body } = await lending.keeper.get(`${list}?iso=${other.workspace._id}${query}`)
      return { ids: body.items.map(({ id }: { id: string }) => id), next: body.next }
    }
    expect((await of('')).ids).toEqual([three.id, two.id, one.id])
    expect((await of('&status=suspended')).ids).toEqual([two.id])
    expect((await of(`&search=${one.email.toUpperCase()}`)).ids).toEqual([one.id])
    const first = await of('&limit=2')
    expect(first.ids).toEqual([three.id, two.id])
    expect((await of(`&limit=2&after=${first.next}`)).ids).toEqual([one.id])
    expect((await lending.keeper.get(`${list}?after=nonsense`)).body.code).toBe('bad_cursor')
  })
})

describe('the platform', () => {
  test('rotates against the version that it saw, so that of two one wins', async () => {
    const { id } = await lending.account(iso())
    const body = { version: 1, ...passwords }
    const short = await lending.keep(id, 'rotate', { ...body, loginPassword: 'abc' })
    expect([short.status, short.body.code]).toEqual([400, 'bad_input'])
    const answers = await Promise.all([
      lending.keep(id, 'rotate', body),
      lending.keep(id, 'rotate', body),
    ])
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409])
    expect(await stored(id)).toMatchObject({ version: 2, seen: false })
    expect(await events(id)).toEqual(['test_accounts.added', 'test_accounts.rotated'])
    const late = await lending.keep(id, 'rotate', body)
    expect([late.body.code, late.body.about]).toEqual(['revision_superseded', { version: 2 }])
  })

  test('suspends and resumes; a second time is refused with the state', async () => {
    const { id } = await lending.account(iso())
    expect((await lending.keep(id, 'resume')).body.about).toEqual({ status: 'available' })
    expect((await lending.keep(id, 'suspend')).body.status).toBe('suspended')
    expect((await lending.keep(id, 'suspend')).status).toBe(409)
    expect((await lending.keep(id, 'resume')).body.status).toBe('available')
  })

  test('retires for good, and the passwords are deleted', async () => {
    const { id } = await lending.account(iso())
    const retired = await lending.keep(id, 'retire')
    expect(retired.body).toMatchObject({ status: 'retired', abilities: [] })
    expect((await stored(id)).secrets).toBeUndefined()
    for (const verb of ['suspend', 'resume', 'retire'] as const) {
      expect((await lending.keep(id, verb)).body.code).toBe('wrong_state')
    }
    expect((await lending.keep(id, 'rotate', { version: 1, ...passwords })).status).toBe(409)
  })

  test('suspends an account that is lent: its holder has it no longer', async () => {
    const { client, account, member } = await lending.lent(admin)
    expect((await look(client, account.id)).status).toBe(200)
    const suspended = await lending.keep(account.id, 'suspend')
    expect(suspended.body).toMatchObject({ holder: null, needsRotation: true })
    expect((await look(client, account.id)).status).toBe(404)
    expect((await stored(account.id)).ended).toMatchObject([
      { staff: member._id, end: 'suspended' },
    ])
  })
})
