/** Live streams end when the right ends with which they were opened, on every instance. */
import { spawn, type ChildProcess } from 'node:child_process'
import { createSecretKey, randomUUIDv7 } from 'node:crypto'
import { once } from 'node:events'
import { join } from 'node:path'
import jsonwebtoken from 'jsonwebtoken'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { config } from '../../../service/config.ts'
import { transaction } from '../../../service/database/transaction.ts'
import { system } from '../../../service/http/callers.ts'
import { record } from '../../../service/outbox/record.ts'
import { StaffMembers } from '../../../service/staff/model.ts'
import { Members } from '../../../service/team/model.ts'
import { CookieJar } from '../../setup/browser-jar.ts'
import { testEnvironment } from '../../setup/environment.ts'
import { buildOperator, buildStaff, type Client, type TestOperator } from '../../setup/people.ts'
import { startTestService, type TestService } from '../../setup/service.ts'
import { waitUntil } from '../../setup/wait-until.ts'
import { Streams, type Followed } from './streams.ts'
import { event } from '../../../service/outbox/event.ts'
import { staffRemoved } from '../../../service/staff/events.ts'
import { happened } from '../../setup/events.ts'

const rolesChanged = event('team.roles_changed', { about: 'member' })

const main = join(import.meta.dirname, '../../../service/main.ts')

let service: TestService
let other: ChildProcess
/** Of another instance on the same database. */
let otherUrl = ''
let streams: Streams
let admin: TestOperator
let operations: Client

beforeAll(async () => {
  const environment = testEnvironment({ DINGTALK_EVENTS: 'callback', LOG_LEVEL: 'info' })
  service = await startTestService({ environment: { ...environment, LOG_LEVEL: 'silent' } })
  let output = ''
  other = spawn(process.execPath, [main, '--only', 'web'], {
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  other.stdout?.on('data', (piece) => (output += String(piece)))
  otherUrl = await waitUntil(() => /"address":"(http[^"]+)"/.exec(output)?.[1] ?? '')
  streams = new Streams(service.url)
  const roles = ['platform.operations']
  operations = (await buildOperator(service.url, { kind: 'platform', roles })).client
}, 60_000)
afterAll(async () => {
  const gone = once(other, 'exit')
  other.kill('SIGTERM')
  await gone
  await service.stop()
})
beforeEach(async () => {
  admin = await buildOperator(service.url)
})
afterEach(() => streams.close())

async function signedIn({ account, password }: TestOperator): Promise<CookieJar> {
  const jar = new CookieJar(service.url)
  const body = { email: account.email, password }
  // limits are for other tests
  const headers = { 'x-forwarded-for': `203.0.113.${Math.ceil(Math.random() * 250)}` }
  expect((await jar.send('POST', '/api/v1/sessions/operator', body, headers)).status).toBe(200)
  return jar
}

const tokenOf = (jar: CookieJar) => ({ token: jar.cookie('pw_operator')?.value })

/** The same person's stream on both instances. */
const onBoth = async (client: Pick<Client, 'token'>, as: 'staff' | 'operator') => [
  await streams.follow(client, as),
  await streams.follow(client, as, otherUrl),
]

async function end(followed: Followed[]): Promise<void> {
  for (const { response, state } of followed) {
    expect(response.status).toBe(200)
    await expect.poll(() => state.ended, { timeout: 10_000 }).toBe(true)
  }
}

/** Something that all operators of the ISO hear of has come to both instances: what was to end would have ended. */
async function goOn(followed: Followed[], by: TestOperator): Promise<void> {
  const id = randomUUIDv7()
  const phone = `+6581${String(Math.floor(Math.random() * 1e6)).padStart(6, '0')}`
  const added = await by.client.post('/api/v1/staff', { id, name: 'Ana', phone })
  expect(added.status).toBe(201)
  for (const { heard } of followed) {
    await expect.poll(() => heard, { timeout: 10_000 }).toContainEqual({ kind: 'staffMember', id })
  }
  expect(followed.map(({ state }) => state.ended)).toEqual(followed.map(() => false))
}

/** Rights are changed, and the event says so: what every change of rights does. */
async function giveRoles({ member, workspace }: TestOperator, roles: string[]): Promise<void> {
  await transaction(async () => {
    await Members.updateOne({ _id: member._id }, { $set: { roles } })
    await record(rolesChanged, { tenant: workspace._id, id: member._id, by: system })
  })
}

describe('a stream ends on every instance', () => {
  test('when its person signs out; the same person elsewhere goes on', async () => {
    const [here, there] = [await signedIn(admin), await signedIn(admin)]
    const [mine, others] = [
      await onBoth(tokenOf(here), 'operator'),
      await onBoth(tokenOf(there), 'operator'),
    ]
    await here.send('POST', '/api/v1/sessions/sign-out', { kind: 'operator' })
    await end(mine)
    await goOn(others, admin)
  })

  test('when the session is ended from another device', async () => {
    const [here, lost] = [await signedIn(admin), await signedIn(admin)]
    const followed = await onBoth(tokenOf(lost), 'operator')
    const [id] = lost.cookie('pw_operator_refresh')?.value.split('.') ?? []
    const answer = await here.send('DELETE', `/api/v1/me/operator/sessions/${id}`)
    expect(answer.status).toBe(200)
    await end(followed)
  })

  test('when the password is changed, but for the session that did it', async () => {
    const [here, there] = [await signedIn(admin), await signedIn(admin)]
    const [mine, others] = [
      await onBoth(tokenOf(here), 'operator'),
      await onBoth(tokenOf(there), 'operator'),
    ]
    const body = { present: admin.password, next: 'seven green kettles sing' }
    const changed = await here.send('PUT', '/api/v1/me/operator/password', body)
    expect(changed.status).toBe(200)
    await end(others)
    await goOn(mine, admin)
  })

  test('when the ISO is suspended: of its operators and of its staff, after they were told', async () => {
    const { _id } = admin.workspace
    const { client } = await buildStaff(service.url, _id)
    const another = await buildOperator(service.url)
    const followed = [
      ...(await onBoth(admin.client, 'operator')),
      ...(await onBoth(client, 'staff')),
    ]
    const others = await onBoth(another.client, 'operator')
    const answer = await operations.post(`/api/v1/isos/${_id}/suspend`, { reason: 'No answer.' })
    expect(answer.status).toBe(200)
    await end(followed)
    for (const { heard } of followed) expect(heard).toContainEqual({ kind: 'workspace', id: _id })
    await goOn(others, another)
    // operators are shut out; staff hear when their ISO is back
    expect((await streams.follow(admin.client, 'operator')).response.status).toBe(403)
    const waiting = await streams.follow(client, 'staff')
    await operations.post(`/api/v1/isos/${_id}/resume`)
    await expect.poll(() => waiting.heard).toContainEqual({ kind: 'workspace', id: _id })
    expect(waiting.state.ended).toBe(false)
  })

  test('when the person is removed from the staff; a colleague goes on', async () => {
    const [gone, colleague] = [
      await buildStaff(service.url, admin.workspace._id),
      await buildStaff(service.url, admin.workspace._id),
    ]
    const followed = await onBoth(gone.client, 'staff')
    const others = await onBoth(colleague.client, 'staff')
    const id = gone.member._id
    expect((await admin.client.post(`/api/v1/staff/${id}/remove`)).status).toBe(200)
    await end(followed)
    for (const { heard } of followed) expect(heard).toContainEqual({ kind: 'staffMember', id })
    expect(others.map(({ state }) => state.ended)).toEqual([false, false])
  })

  test('when a role is taken away, and comes back with what is left', async () => {
    const followed = await onBoth(admin.client, 'operator')
    await giveRoles(admin, [])
    await end(followed)
    const another = await buildOperator(service.url, { workspace: admin.workspace })
    const left = await streams.follow(admin.client, 'operator')
    const witness = await streams.follow(another.client, 'operator')
    await goOn([witness], another)
    expect(left.heard).toEqual([])
  })

  test('when its access token ends', async () => {
    const { token = '' } = admin.client
    const { exp: _, ...claims } = jsonwebtoken.decode(token) as jsonwebtoken.JwtPayload
    const [{ id, key }] = config().sessionKeys
    const iat = Math.floor(Date.now() / 1000)
    const short = jsonwebtoken.sign({ ...claims, iat }, createSecretKey(key), {
      keyid: id,
      expiresIn: 3,
    })
    const followed = await onBoth({ token: short }, 'operator')
    const others = await onBoth(admin.client, 'operator')
    await end(followed)
    await goOn(others, admin)
  })
})

test('a right that is added shows in the stream that is open', async () => {
  const roles = ['platform.reviewer']
  const reviewer = await buildOperator(service.url, { kind: 'platform', roles })
  const followed = await onBoth(reviewer.client, 'operator')
  await giveRoles(reviewer, [...roles, 'platform.operations'])
  const id = admin.workspace._id
  await operations.post(`/api/v1/isos/${id}/suspend`, { reason: 'No answer.' })
  for (const { heard, state } of followed) {
    await expect.poll(() => heard, { timeout: 10_000 }).toContainEqual({ kind: 'workspace', id })
    expect(state.ended).toBe(false)
  }
})

test('what happens in the same moment as the removal is not told to the person removed', async () => {
  const { client, member } = await buildStaff(service.url, admin.workspace._id)
  const followed = await onBoth(client, 'staff')
  const about = (id: string) => ({
    tenant: admin.workspace._id,
    id,
    staff: member._id,
    by: system,
  })
  const after = randomUUIDv7()
  await transaction(async () => {
    await StaffMembers.updateOne({ _id: member._id }, { $set: { status: 'removed' } })
    await record(staffRemoved, { ...about(member._id), data: { status: 'removed' } })
    await record(happened, about(after))
  })
  await end(followed)
  for (const { heard } of followed)
    expect(heard).not.toContainEqual(expect.objectContaining({ id: after }))
})
