/** An ISO's QR code is replaced: the one on old posters stops working, what was asked with it goes on. */
import { randomUUIDv7 } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Events } from '../../../service/outbox/model.ts'
import { StaffMembers } from '../../../service/staff/model.ts'
import { Workspaces } from '../../../service/workspaces/model.ts'
import {
  buildOperator,
  buildStaff,
  clientOf,
  type Client,
  type TestOperator,
} from '../../setup/people.ts'
import { scannedBy } from '../../setup/scans.ts'
import { startTestService, type TestService } from '../../setup/service.ts'

let service: TestService
let stranger: Client

beforeAll(async () => {
  service = await startTestService()
  stranger = clientOf(service.url)
})
afterAll(() => service.stop())

const replace = (client: Client, headers?: Record<string, string>) =>
  client.post('/api/v1/workspace/join-code/replace', {}, headers)

const codeIn = (url: string) => url.split('/join/')[1] ?? ''

const ask = ({ workspace }: TestOperator, joinCode = workspace.joinCode) =>
  stranger.post(`/api/v1/join/${joinCode}/requests`, {
    id: randomUUIDv7(),
    isoEmail: workspace.email,
    name: 'Aroon Srisuk',
    phone: '+66812345678',
    language: 'en',
  })

test('a stranger, staff, a role without it and the platform are refused, and the code stays', async () => {
  const admin = await buildOperator(service.url)
  const powerless = await buildOperator(service.url, { workspace: admin.workspace, roles: [] })
  const worker = await buildStaff(service.url, admin.workspace._id)
  const reviewer = await buildOperator(service.url, { kind: 'platform' })
  const answers = []
  for (const client of [stranger, worker.client, powerless.client, reviewer.client]) {
    const { status, body } = await replace(client)
    answers.push([status, body.code])
  }
  expect(answers).toEqual([
    [401, 'signed_out'],
    [403, 'not_allowed'],
    [403, 'not_allowed'],
    [403, 'not_allowed'],
  ])
  const now = await Workspaces.findById(admin.workspace._id).lean()
  expect(now?.joinCode).toBe(admin.workspace.joinCode)
})

test('the old code stops at once and says so; the new one leads to the ISO', async () => {
  const admin = await buildOperator(service.url)
  const other = await buildOperator(service.url)
  const replaced = await replace(admin.client)
  expect([replaced.status, replaced.body.isoEmail]).toEqual([200, admin.workspace.email])
  expect(replaced.body.replaced).toMatchObject({ by: admin.account.name })
  const fresh = codeIn(replaced.body.url)
  expect(fresh).not.toBe(admin.workspace.joinCode)
  expect((await admin.client.get('/api/v1/workspace/join-code')).body).toEqual(replaced.body)

  // each scan of a poster looks for its code
  expect(await scannedBy(() => stranger.get(`/api/v1/join/${fresh}`))).toEqual([])
  const old = await stranger.get(`/api/v1/join/${admin.workspace.joinCode}`)
  expect([old.status, old.body.code]).toEqual([410, 'join_code_replaced'])
  expect(JSON.stringify(old.body)).not.toContain(admin.workspace.name)
  const asked = await ask(admin)
  expect([asked.status, asked.body.code]).toEqual([410, 'join_code_replaced'])
  expect(await StaffMembers.countDocuments({ iso: admin.workspace._id })).toBe(0)

  const opened = await stranger.get(`/api/v1/join/${fresh}`)
  expect(opened.body).toEqual({ isoName: admin.workspace.name })
  expect((await ask(admin, fresh)).status).toBe(202)
  expect((await stranger.get(`/api/v1/join/${other.workspace.joinCode}`)).status).toBe(200)
})

test('a request made with the old code is decided as before, and its receipt goes on', async () => {
  const admin = await buildOperator(service.url)
  const { body } = await ask(admin)
  await replace(admin.client)
  const [row] = (await admin.client.get('/api/v1/staff?status=requested')).body.items
  await admin.client.post(`/api/v1/staff/${row.id}/reject`, { reason: 'not_needed' })
  const stands = await stranger.get(`/api/v1/join-requests/${body.receipt}`)
  expect([stands.status, stands.body.status]).toEqual([200, 'rejected'])
})

test('a double tap replaces once; each replacement is in the audit log with its operator', async () => {
  const admin = await buildOperator(service.url)
  const key = { 'idempotency-key': randomUUIDv7() }
  const first = await replace(admin.client, key)
  const again = await replace(admin.client, key)
  expect(again.body).toEqual(first.body)
  await replace(admin.client)
  const rows = await Events.find({
    type: 'workspaces.join_code_replaced',
    tenant: admin.workspace._id,
  }).lean()
  expect(rows.map(({ actor, state }) => [actor.id, state])).toEqual([
    [admin.member._id, 'done'],
    [admin.member._id, 'done'],
  ])
  expect(JSON.stringify(rows)).not.toContain(codeIn(first.body.url))
  const now = await Workspaces.findById(admin.workspace._id).lean()
  expect(now?.formerJoinCodes).toEqual([admin.workspace.joinCode, codeIn(first.body.url)])
})

test('two admins at one moment leave one code in force, and both of the others say that they were replaced', async () => {
  const admin = await buildOperator(service.url)
  const colleague = await buildOperator(service.url, { workspace: admin.workspace })
  const answers = await Promise.all([replace(admin.client), replace(colleague.client)])
  expect(answers.map(({ status }) => status)).toEqual([200, 200])
  const codes = [admin.workspace.joinCode, ...answers.map(({ body }) => codeIn(body.url))]
  const statuses = []
  for (const code of codes) statuses.push((await stranger.get(`/api/v1/join/${code}`)).status)
  expect(statuses.toSorted()).toEqual([200, 410, 410])
})
