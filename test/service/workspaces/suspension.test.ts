/** The platform suspends an ISO and resumes it: its people hear it at once, invitations and messages pause. */
import { randomUUIDv7 } from 'node:crypto'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { clock } from '../../../service/clock.ts'
import { Events } from '../../../service/outbox/model.ts'
import { Messages } from '../../../service/notifications/model.ts'
import {
  buildOperator,
  buildStaff,
  clientOf,
  type Client,
  type TestOperator,
} from '../../setup/people.ts'
import { Hiring } from '../staff/hiring.ts'

let at: Hiring
let platform: TestOperator

beforeAll(async () => {
  at = await Hiring.start()
  platform = await buildOperator(at.service.url, {
    kind: 'platform',
    roles: ['platform.operations'],
  })
})
afterAll(() => at.service.stop())
afterEach(() => at.reset())

const reason = 'The agreement was not renewed.'

const change = ({ workspace }: TestOperator, verb: 'suspend' | 'resume', by = platform.client) =>
  by.post(`/api/v1/isos/${workspace._id}/${verb}`, verb === 'suspend' ? { reason } : undefined)

const codeOf = async (client: Client, path: string) => {
  const { status, body } = await client.get(path)
  return [status, body.code]
}

test('only the platform may, with the permission; the platform itself cannot be suspended', async () => {
  const admin = await at.iso()
  const reviewer = await buildOperator(at.service.url, { kind: 'platform' })
  const answers = []
  for (const client of [clientOf(at.service.url), admin.client, reviewer.client]) {
    const { status, body } = await change(admin, 'suspend', client)
    answers.push([status, body.code])
  }
  expect(answers).toEqual([
    [401, 'signed_out'],
    [403, 'not_allowed'],
    [403, 'not_allowed'],
  ])
  expect((await change(platform, 'suspend')).status).toBe(404)
  expect((await admin.client.get('/api/v1/me/operator')).status).toBe(200)
})

test('operators and staff are told so at once, and go on at once when it is resumed', async () => {
  const admin = await at.iso()
  const { client: worker, member } = await buildStaff(at.service.url, admin.workspace._id)
  // both are remembered from here on
  expect((await admin.client.get('/api/v1/staff')).status).toBe(200)
  expect((await worker.get('/api/v1/me/staff')).body.staffId).toBe(member._id)

  const suspended = await change(admin, 'suspend')
  expect(suspended.body).toMatchObject({ id: admin.workspace._id, status: 'suspended' })
  expect(suspended.body.suspension).toMatchObject({ by: platform.account.name, reason })
  const told = [403, 'workspace_suspended']
  // within the latency of the change stream, far below the seconds for which people are remembered
  await expect.poll(() => codeOf(admin.client, '/api/v1/staff')).toEqual(told)
  expect(await codeOf(admin.client, '/api/v1/me/operator')).toEqual(told)
  const me = async () => (await worker.get('/api/v1/me/staff')).body
  await expect
    .poll(me)
    .toMatchObject({ iso: null, staffId: null, suspended: { isoName: admin.workspace.name } })
  expect(await codeOf(worker, '/api/v1/submissions')).toEqual(told)

  expect((await change(admin, 'resume')).body).toMatchObject({
    status: 'active',
    suspension: null,
  })
  const works = () => codeOf(admin.client, '/api/v1/staff')
  await expect.poll(works).toEqual([200, undefined])
  await expect.poll(me).toMatchObject({ staffId: member._id, suspended: null })
})

test('its admins read why, and staff do not', async () => {
  const admin = await at.iso()
  const { client: worker } = await buildStaff(at.service.url, admin.workspace._id)
  for (const words of ['', '   ', 'x'.repeat(501)]) {
    const answer = await platform.client.post(`/api/v1/isos/${admin.workspace._id}/suspend`, {
      reason: words,
    })
    expect([answer.status, answer.body.field]).toEqual([400, 'reason'])
  }
  expect((await admin.client.get('/api/v1/me/operator')).status).toBe(200)

  await change(admin, 'suspend')
  const told = async () => (await admin.client.get('/api/v1/me/operator')).body.about
  await expect.poll(told).toEqual({ reason })
  const again = await clientOf(at.service.url).post('/api/v1/sessions/operator', {
    email: admin.account.email,
    password: admin.password,
  })
  expect(again.body.about).toEqual({ reason })
  await expect
    .poll(() => codeOf(worker, '/api/v1/submissions'))
    .toEqual([403, 'workspace_suspended'])
  expect((await worker.get('/api/v1/submissions')).body.about).toBeUndefined()
})

test('twice the same is once, in the audit log too, and another ISO is not touched', async () => {
  const [admin, other] = [await at.iso(), await at.iso()]
  for (const verb of ['suspend', 'suspend', 'resume', 'resume'] as const) {
    expect((await change(admin, verb)).status).toBe(200)
  }
  const rows = await Events.find({ tenant: admin.workspace._id }).sort({ _id: 1 }).lean()
  expect(rows.map(({ type, actor }) => [type, actor.id])).toEqual([
    ['workspaces.suspended', platform.member._id],
    ['workspaces.resumed', platform.member._id],
  ])
  expect((await other.client.get('/api/v1/staff')).status).toBe(200)
  const { items } = (await platform.client.get('/api/v1/isos')).body
  expect(items.find(({ id }: { id: string }) => id === admin.workspace._id)).toMatchObject({
    status: 'active',
  })
})

test('signing in says so instead of a wrong password; a wrong password says no more than ever', async () => {
  const admin = await at.iso()
  await change(admin, 'suspend')
  const signIn = async (password: string) => {
    const given = { email: admin.account.email, password }
    const { status, body } = await clientOf(at.service.url).post('/api/v1/sessions/operator', given)
    return [status, body.code]
  }
  expect(await signIn(admin.password)).toEqual([403, 'workspace_suspended'])
  expect(await signIn('not the password')).toEqual([401, 'wrong_credentials'])
  await change(admin, 'resume')
  expect(await signIn(admin.password)).toEqual([200, undefined])
})

test('the QR code leads nowhere, and is the same again afterwards', async () => {
  const admin = await at.iso()
  const open = () => codeOf(clientOf(at.service.url), `/api/v1/join/${admin.workspace.joinCode}`)
  await change(admin, 'suspend')
  expect(await open()).toEqual([404, 'not_found'])
  await change(admin, 'resume')
  expect(await open()).toEqual([200, undefined])
})

test('invitations and questions that are under way wait, and go out when it is resumed', async () => {
  const admin = await at.iso()
  const create = '/topapi/v2/user/create'
  await at.phones.misbehave({ where: create, what: 'errcode', value: -1 })
  const lin = (await at.add(admin, 'lin')).body.id
  const mei = (await at.add(admin, 'mei')).body.id
  const tried = () =>
    Events.countDocuments({ 'subject.id': { $in: [lin, mei] }, attempts: { $gt: 0 } })
  await expect.poll(tried).toBe(2)
  await change(admin, 'suspend')
  await at.phones.behave()
  await expect.poll(() => Events.countDocuments({ type: 'staff.added', state: 'done' })).toBe(2)
  expect(await at.questions('mei', admin)).toEqual([])
  expect((await at.phones.messages('lin')).filter(({ kind }) => kind === 'invitation')).toEqual([])

  await change(admin, 'resume')
  await at.phones.agree('lin')
  await at.becomes(admin, lin, 'associated')
  await at.answer('mei', admin, 'agree')
  await at.becomes(admin, mei, 'associated')
}, 30_000)

test('a person who agrees meanwhile belongs to it, and is written to only once it is resumed', async () => {
  const admin = await at.iso()
  const id = await at.invited(admin, 'lin')
  await change(admin, 'suspend')
  await at.phones.agree('lin')
  const joined = () =>
    Events.countDocuments({ 'subject.id': id, type: 'staff.associated', state: 'done' })
  await expect.poll(joined).toBe(1)
  expect(await Messages.countDocuments({ tenant: admin.workspace._id })).toBe(0)
  await change(admin, 'resume')
  expect((await at.find(admin, id)).body.status).toBe('associated')
  await admin.client.post(`/api/v1/join/${admin.workspace.joinCode}/requests`, {
    id: randomUUIDv7(),
    isoEmail: admin.workspace.email,
    name: 'Aroon Srisuk',
    phone: '+66812340003',
    language: 'en',
  })
  await expect
    .poll(() => Messages.countDocuments({ tenant: admin.workspace._id }))
    .toBeGreaterThan(0)
})

test('what waited for the end of quiet hours is not sent when the ISO is suspended by then, nor when it is resumed', async () => {
  const admin = await buildOperator(at.service.url, { dingtalkUserId: 'olivia01' })
  const goesOnAt = (time: string) => {
    const real = Date.now()
    clock.arrange(() => new Date(Date.parse(time) + Date.now() - real))
    at.service.worker?.relay.wake()
  }
  goesOnAt('2026-11-20T15:00:00Z')
  await admin.client.patch('/api/v1/me/operator/preferences', {
    quiet: { from: '22:00', to: '07:00' },
    timeZone: 'Asia/Singapore',
  })
  await admin.client.post(`/api/v1/join/${admin.workspace.joinCode}/requests`, {
    id: randomUUIDv7(),
    isoEmail: admin.workspace.email,
    name: 'Aroon Srisuk',
    phone: '+66812340003',
    language: 'en',
  })
  const message = () => Messages.findOne({ tenant: admin.workspace._id }).lean()
  await expect.poll(async () => (await message())?.status).toBe('waiting')
  await change(admin, 'suspend')
  goesOnAt('2026-11-20T23:00:01Z')
  await expect.poll(async () => (await message())?.status).toBe('suspended')
  goesOnAt('2026-11-20T15:00:10Z')
  await change(admin, 'resume')
  goesOnAt('2026-11-21T23:00:01Z')
  await at.settled()
  expect((await message())?.status).toBe('suspended')
  expect(await at.phones.cards('olivia')).toEqual([])
})
