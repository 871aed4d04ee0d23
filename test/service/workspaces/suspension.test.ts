/** The platform suspends an ISO and resumes it: its people hear it at once, invitations and messages pause. */
import { randomUUIDv7 } from 'node:crypto'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { clock } from '../../../service/clock.ts'
import type { Endpoint } from '../../../service/http/contract.ts'
import { setOperatorPreferences } from '../../../service/notifications/contract.ts'
import { Messages } from '../../../service/notifications/model.ts'
import { Events } from '../../../service/outbox/model.ts'
import { listMySubmissions } from '../../../service/promotions/contract/own.ts'
import { listStaff } from '../../../service/staff/contract/lists.ts'
import { askToJoin, openJoinPage, staffWhoAmI } from '../../../service/staff/self/contract.ts'
import {
  listIsos,
  resumeWorkspace,
  suspendWorkspace,
} from '../../../service/workspaces/contract/isos.ts'
import { operatorWhoAmI } from '../../../service/workspaces/contract/operator.ts'
import { signInOperator } from '../../../service/workspaces/contract/sign-in.ts'
import type { Calls } from '../../setup/calls.ts'
import { buildOperator, buildStaff, clientOf, type TestOperator } from '../../setup/people.ts'
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

const paramsOf = ({ workspace }: TestOperator) => ({ workspaceId: workspace._id })
const suspend = (iso: TestOperator) =>
  platform.call(suspendWorkspace, { params: paramsOf(iso), body: { reason } })
const resume = (iso: TestOperator) => platform.call(resumeWorkspace, { params: paramsOf(iso) })

const refusalOf = async ({ refused }: Calls, endpoint: Endpoint, given: object = {}) => {
  const { status, code } = await refused(endpoint, given)
  return [status, code]
}

/** Aroon asks to join by the QR code of the ISO. */
const aroonAsks = ({ call, workspace }: TestOperator) =>
  call(askToJoin, {
    params: { joinCode: workspace.joinCode ?? '' },
    body: {
      id: randomUUIDv7(),
      isoEmail: workspace.email,
      name: 'Aroon Srisuk',
      phone: '+66812340003',
      language: 'en',
    },
  })

test('only the platform may, with the permission; the platform itself cannot be suspended', async () => {
  const admin = await at.iso()
  const reviewer = await buildOperator(at.service.url, { kind: 'platform' })
  const answers = []
  for (const caller of [clientOf(at.service.url), admin, reviewer]) {
    const given = { params: paramsOf(admin), body: { reason } }
    answers.push(await refusalOf(caller, suspendWorkspace, given))
  }
  expect(answers).toEqual([
    [401, 'signed_out'],
    [403, 'not_allowed'],
    [403, 'not_allowed'],
  ])
  const own = { params: paramsOf(platform), body: { reason } }
  expect((await platform.refused(suspendWorkspace, own)).status).toBe(404)
  await admin.call(operatorWhoAmI)
})

test('operators and staff are told so at once, and go on at once when it is resumed', async () => {
  const admin = await at.iso()
  const worker = await buildStaff(at.service.url, admin.workspace._id)
  const staffId = worker.member._id
  const me = () => worker.call(staffWhoAmI)
  // both are remembered from here on
  await admin.call(listStaff)
  expect((await me()).staffId).toBe(staffId)

  const suspended = await suspend(admin)
  expect(suspended).toMatchObject({ id: admin.workspace._id, status: 'suspended' })
  expect(suspended.suspension).toMatchObject({ by: platform.account.name, reason })
  const told = [403, 'workspace_suspended']
  // within the latency of the change stream, far below the seconds for which people are remembered
  await expect.poll(() => refusalOf(admin, listStaff)).toEqual(told)
  expect(await refusalOf(admin, operatorWhoAmI)).toEqual(told)
  await expect
    .poll(me)
    .toMatchObject({ iso: null, staffId: null, suspended: { isoName: admin.workspace.name } })
  expect(await refusalOf(worker, listMySubmissions)).toEqual(told)

  expect(await resume(admin)).toMatchObject({ status: 'active', suspension: null })
  await expect.poll(() => admin.call(listStaff)).toMatchObject({ items: [{ id: staffId }] })
  await expect.poll(me).toMatchObject({ staffId, suspended: null })
})

test('its admins read why, and staff do not', async () => {
  const admin = await at.iso()
  const worker = await buildStaff(at.service.url, admin.workspace._id)
  for (const words of ['', '   ', 'x'.repeat(501)]) {
    const given = { params: paramsOf(admin), body: { reason: words } }
    const { status, field } = await platform.refused(suspendWorkspace, given)
    expect([status, field]).toEqual([400, 'reason'])
  }
  await admin.call(operatorWhoAmI)

  await suspend(admin)
  const told = async () => (await admin.refused(operatorWhoAmI)).about
  await expect.poll(told).toEqual({ reason })
  const again = await clientOf(at.service.url).refused(signInOperator, {
    body: { email: admin.account.email, password: admin.password },
  })
  expect(again.about).toEqual({ reason })
  await expect
    .poll(() => refusalOf(worker, listMySubmissions))
    .toEqual([403, 'workspace_suspended'])
  expect((await worker.refused(listMySubmissions)).about).toBeUndefined()
})

test('twice the same is once, in the audit log too, and another ISO is not touched', async () => {
  const [admin, other] = [await at.iso(), await at.iso()]
  for (const change of [suspend, suspend, resume, resume]) await change(admin)
  const rows = await Events.find({ tenant: admin.workspace._id }).sort({ _id: 1 }).lean()
  expect(rows.map(({ type, actor }) => [type, actor.id])).toEqual([
    ['workspaces.suspended', platform.member._id],
    ['workspaces.resumed', platform.member._id],
  ])
  await other.call(listStaff)
  const { items } = await platform.call(listIsos)
  expect(items.find(({ id }) => id === admin.workspace._id)).toMatchObject({ status: 'active' })
})

test('signing in says so instead of a wrong password; a wrong password says no more than ever', async () => {
  const admin = await at.iso()
  await suspend(admin)
  const stranger = clientOf(at.service.url)
  const bodyWith = (password: string) => ({ email: admin.account.email, password })
  const refusalWith = (password: string) =>
    refusalOf(stranger, signInOperator, { body: bodyWith(password) })
  expect(await refusalWith(admin.password)).toEqual([403, 'workspace_suspended'])
  expect(await refusalWith('not the password')).toEqual([401, 'wrong_credentials'])
  await resume(admin)
  await stranger.call(signInOperator, { body: bodyWith(admin.password) })
})

test('the QR code leads nowhere, and is the same again afterwards', async () => {
  const admin = await at.iso()
  const stranger = clientOf(at.service.url)
  const params = { joinCode: admin.workspace.joinCode ?? '' }
  await suspend(admin)
  expect(await refusalOf(stranger, openJoinPage, { params })).toEqual([404, 'not_found'])
  await resume(admin)
  await stranger.call(openJoinPage, { params })
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
  await suspend(admin)
  await at.phones.behave()
  await expect.poll(() => Events.countDocuments({ type: 'staff.added', state: 'done' })).toBe(2)
  expect(await at.questions('mei', admin)).toEqual([])
  expect((await at.phones.messages('lin')).filter(({ kind }) => kind === 'invitation')).toEqual([])

  await resume(admin)
  await at.phones.agree('lin')
  await at.becomes(admin, lin, 'associated')
  await at.answer('mei', admin, 'agree')
  await at.becomes(admin, mei, 'associated')
}, 30_000)

test('a person who agrees meanwhile belongs to it, and is written to only once it is resumed', async () => {
  const admin = await at.iso()
  const id = await at.invited(admin, 'lin')
  await suspend(admin)
  await at.phones.agree('lin')
  const joined = () =>
    Events.countDocuments({ 'subject.id': id, type: 'staff.associated', state: 'done' })
  await expect.poll(joined).toBe(1)
  expect(await Messages.countDocuments({ tenant: admin.workspace._id })).toBe(0)
  await resume(admin)
  expect((await at.find(admin, id)).body.status).toBe('associated')
  await aroonAsks(admin)
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
  await admin.call(setOperatorPreferences, {
    body: { quiet: { from: '22:00', to: '07:00' }, timeZone: 'Asia/Singapore' },
  })
  await aroonAsks(admin)
  const message = () => Messages.findOne({ tenant: admin.workspace._id }).lean()
  await expect.poll(async () => (await message())?.status).toBe('waiting')
  await suspend(admin)
  goesOnAt('2026-11-20T23:00:01Z')
  await expect.poll(async () => (await message())?.status).toBe('suspended')
  goesOnAt('2026-11-20T15:00:10Z')
  await resume(admin)
  goesOnAt('2026-11-21T23:00:01Z')
  await at.settled()
  expect((await message())?.status).toBe('suspended')
  expect(await at.phones.cards('olivia')).toEqual([])
})
