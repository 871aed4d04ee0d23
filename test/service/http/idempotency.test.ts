/** `Idempotency-Key`: what was asked is done once, whatever happens to the answer. */
import { spawn } from 'node:child_process'
import { createHash, randomUUIDv7 } from 'node:crypto'
import { once } from 'node:events'
import { join } from 'node:path'
import mongoose from 'mongoose'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { clock } from '../../../service/clock.ts'
import { Events } from '../../../service/outbox/model.ts'
import { StaffMembers } from '../../../service/staff/model.ts'
import { testEnvironment } from '../../setup/environment.ts'
import { buildOperator, buildStaff, clientOf, type TestOperator } from '../../setup/people.ts'
import { startTestService, type TestService } from '../../setup/service.ts'
import { waitUntil } from '../../setup/wait-until.ts'
import { spoken } from '../../setup/spoken.ts'

let service: TestService
let environment: Record<string, string>
let admin: TestOperator

beforeAll(async () => {
  environment = { ...testEnvironment(), DINGTALK_EVENTS: 'callback' }
  service = await startTestService({ environment })
  admin = await buildOperator(service.url)
})
afterAll(() => service.stop())
afterEach(() => clock.arrange())

let n = 10_000
const newStaff = () => ({ id: randomUUIDv7(), name: 'Ana', phone: `+65812${n++}` })
const newKey = () => ({ 'idempotency-key': randomUUIDv7() })
const keptAnswers = () => mongoose.connection.collection<{ _id: string }>('keptAnswers')
const eventsOf = (id: string) => Events.countDocuments({ 'subject.id': id })
const isReplayed = ({ headers }: { headers: Headers }) => headers.get('idempotency-replayed')
const hash = (text: string) => createHash('sha256').update(text).digest('base64url')

/** From now on no outcome can be stored; what to call when it can be again. */
async function refuseOutcomes(): Promise<() => Promise<unknown>> {
  const { db } = mongoose.connection
  const change = (validator: object) => db?.command({ collMod: 'keptAnswers', validator })
  await change({ outcome: { $exists: false } })
  return async () => change({})
}

/** Signs in with the password, as after signing out. */
async function inAnotherSession({ account, password }: TestOperator) {
  const answer = await clientOf(service.url).post('/api/v1/sessions/operator', {
    email: account.email,
    password,
  })
  const token = /pw_operator=([^;]+)/.exec(answer.headers.get('set-cookie') ?? '')?.[1]
  expect([answer.status, token]).toEqual([200, expect.any(String)])
  return clientOf(service.url, token)
}

test('only a replay says that it is one', async () => {
  const [key, body] = [newKey(), newStaff()]
  const first = await admin.client.post('/api/v1/staff', body, key)
  const again = await admin.client.post('/api/v1/staff', body, key)
  expect([first.status, isReplayed(first)]).toEqual([201, null])
  expect([again.status, isReplayed(again)]).toEqual([201, 'true'])
  expect(again.body).toEqual(first.body)
  const other = await admin.client.post('/api/v1/staff', newStaff(), key)
  expect([other.status, other.body.code, isReplayed(other)]).toEqual([
    422,
    'idempotency_key_reused',
    null,
  ])
})

test('a refusal is replayed with its status, code and details', async () => {
  const body = newStaff()
  await admin.client.post('/api/v1/staff', body)
  const [key, clash] = [newKey(), { ...newStaff(), phone: body.phone }]
  const first = await admin.client.post('/api/v1/staff', clash, key)
  const again = await admin.client.post('/api/v1/staff', clash, key)
  expect([first.status, first.body.code, isReplayed(first)]).toEqual([409, 'already_staff', null])
  expect([again.status, isReplayed(again)]).toEqual([409, 'true'])
  expect({ ...again.body, requestId: '' }).toEqual({ ...first.body, requestId: '' })
})

test('a key has at most 255 characters', async () => {
  const of = (length: number) => ({ 'idempotency-key': randomUUIDv7().padEnd(length, 'x') })
  const tooLong = await admin.client.post('/api/v1/staff', newStaff(), of(256))
  expect([tooLong.status, tooLong.body.code, tooLong.body.field]).toEqual([
    400,
    'bad_input',
    'Idempotency-Key',
  ])
  expect((await admin.client.post('/api/v1/staff', newStaff(), of(255))).status).toBe(201)
})

test('the key is free after input that does not fit, also where only the action sees it', async () => {
  const [key, body] = [newKey(), newStaff()]
  const bad = await admin.client.post('/api/v1/staff', { ...body, phone: 'no number' }, key)
  expect([bad.status, bad.body.code]).toEqual([400, 'bad_phone_number'])
  const good = await admin.client.post('/api/v1/staff', body, key)
  expect([good.status, isReplayed(good)]).toEqual([201, null])
})

test('an outcome is kept for 72 hours', async () => {
  const indexes = await keptAnswers().indexes()
  expect(indexes).toContainEqual(
    expect.objectContaining({ key: { at: 1 }, expireAfterSeconds: 72 * 3600 }),
  )
})

test('after signing in again the same person gets the same answer', async () => {
  const [key, body] = [newKey(), newStaff()]
  const first = await admin.client.post('/api/v1/staff', body, key)
  const second = await inAnotherSession(admin)
  const again = await second.post('/api/v1/staff', body, key)
  expect([again.status, isReplayed(again), again.body]).toEqual([201, 'true', first.body])
  expect(await eventsOf(body.id)).toBe(1)
})

test('the key of one person is not that of another, in the same ISO or elsewhere', async () => {
  const [key, body] = [newKey(), newStaff()]
  await admin.client.post('/api/v1/staff', body, key)
  const colleague = await buildOperator(service.url, { workspace: admin.workspace })
  const own = await colleague.client.post('/api/v1/staff', newStaff(), key)
  expect([own.status, isReplayed(own)]).toEqual([201, null])
  const stranger = await buildOperator(service.url)
  const elsewhere = await stranger.client.post(
    '/api/v1/staff',
    { ...body, id: randomUUIDv7() },
    key,
  )
  expect([elsewhere.status, isReplayed(elsewhere)]).toEqual([201, null])
})

test('signed out nothing is replayed', async () => {
  const [key, body] = [newKey(), newStaff()]
  await admin.client.post('/api/v1/staff', body, key)
  const answer = await clientOf(service.url).post('/api/v1/staff', body, key)
  expect([answer.status, isReplayed(answer)]).toEqual([401, null])
})

test('work whose outcome cannot be stored is not done; afterwards the same key does it', async () => {
  const [key, body] = [newKey(), newStaff()]
  const allow = await refuseOutcomes()
  const failed = await admin.client.post('/api/v1/staff', body, key)
  expect(failed.status).toBe(500)
  expect([await StaffMembers.countDocuments({ _id: body.id }), await eventsOf(body.id)]).toEqual([
    0, 0,
  ])
  await allow()
  const again = await admin.client.post('/api/v1/staff', body, key)
  expect([again.status, isReplayed(again)]).toEqual([201, null])
  expect(await eventsOf(body.id)).toBe(1)
})

test('another QR code is made once, however often its answer was lost', async () => {
  const own = await buildOperator(service.url)
  const [key, path] = [newKey(), '/api/v1/workspace/join-code/replace']
  const allow = await refuseOutcomes()
  expect((await own.client.post(path, {}, key)).status).toBe(500)
  await allow()
  const first = await own.client.post(path, {}, key)
  const again = await own.client.post(path, {}, key)
  expect([first.status, again.status, again.body]).toEqual([200, 200, first.body])
  expect(
    await Events.countDocuments({
      type: 'workspaces.join_code_replaced',
      tenant: own.workspace._id,
    }),
  ).toBe(1)
})

test('a refusal that has changed something is committed with the change', async () => {
  const [person, where] = ['agrees-too-late', { dingtalkUserId: 'agrees-too-late' }]
  const { client } = await buildStaff(service.url, admin.workspace._id, where)
  const other = await buildOperator(service.url)
  const { member } = await buildStaff(service.url, other.workspace._id, { status: 'invited' })
  await StaffMembers.updateOne(
    { _id: member._id },
    {
      $set: { consent: { dingtalkUserId: person, at: new Date() } },
      $unset: { dingtalkUserId: 1 },
    },
  )
  const [key, path] = [newKey(), `/api/v1/me/staff/offers/${member._id}/agree`]
  const first = await client.post(path, {}, key)
  expect([first.status, first.body.code]).toEqual([409, 'with_another_iso'])
  const now = await StaffMembers.findById(member._id).lean()
  expect([now?.status, now?.failure?.reason]).toEqual(['invitation_failed', 'with_another_iso'])
  const again = await client.post(path, {}, key)
  expect([again.status, again.body.code, isReplayed(again)]).toEqual([
    409,
    'with_another_iso',
    'true',
  ])
})

test('twins at the same moment: one does it, the others wait for its answer', async () => {
  const [key, body] = [newKey(), newStaff()]
  const answers = await Promise.all(
    Array.from({ length: 6 }, () => admin.client.post('/api/v1/staff', body, key)),
  )
  const done = answers.filter((answer) => answer.status === 201)
  expect(done.filter((answer) => !isReplayed(answer))).toHaveLength(1)
  for (const { status, body: problem } of answers) {
    if (status !== 201) expect([status, problem.code]).toEqual([409, 'idempotency_key_in_use'])
  }
  expect(await eventsOf(body.id)).toBe(1)
})

test('two admins who decide at the same moment, each with a key: one is told who was faster', async () => {
  const { member } = await buildStaff(service.url, admin.workspace._id, { status: 'requested' })
  const colleague = await buildOperator(service.url, { workspace: admin.workspace })
  const path = `/api/v1/staff/${member._id}`
  const answers = await Promise.all([
    admin.client.post(`${path}/approve`, {}, newKey()),
    colleague.client.post(`${path}/reject`, { reason: 'not_needed', note: '' }, newKey()),
  ])
  expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409])
  expect(await eventsOf(member._id)).toBe(1)
})

test('a try that runs is waited for, one that was killed is not', async () => {
  const [key, body] = [newKey(), newStaff()]
  const owner = `operator ${admin.account._id} ${admin.workspace._id}`
  const _id = hash(`${owner}\n${key['idempotency-key']}`)
  const fingerprint = hash(`POST /api/v1/staff\n${JSON.stringify(body)}`)
  await keptAnswers().insertOne({ _id, fingerprint, claim: 'other', at: new Date() } as never)
  const waiting = await admin.client.post('/api/v1/staff', body, key)
  expect([waiting.status, waiting.body.code]).toEqual([409, 'idempotency_key_in_use'])
  expect(waiting.headers.get('retry-after')).toBe('1')
  expect(await eventsOf(body.id)).toBe(0)
  await keptAnswers().updateOne({ _id }, { $set: { at: new Date(Date.now() - 61_000) } })
  expect((await admin.client.post('/api/v1/staff', body, key)).status).toBe(201)
})

test('what the release before has answered is replayed, and it finds what this one has answered', async () => {
  const sessionId = JSON.parse(
    Buffer.from(admin.client.token?.split('.')[1] ?? '', 'base64url').toString(),
  ).sid
  const [key, body] = [newKey(), newStaff()]
  const ofSession = (given: typeof key) => hash(`${sessionId}\n${given['idempotency-key']}`)
  const outcome = { status: 201, answer: { id: body.id, from: 'the release before' } }
  const fingerprint = hash(`POST /api/v1/staff\n${JSON.stringify(body)}`)
  await keptAnswers().insertOne({
    _id: ofSession(key),
    fingerprint,
    outcome,
    at: new Date(),
  } as never)
  const answer = await admin.client.post('/api/v1/staff', body, key)
  expect([answer.status, answer.body]).toEqual([201, outcome.answer])
  expect(await eventsOf(body.id)).toBe(0)

  const [newer, next] = [newKey(), newStaff()]
  await admin.client.post('/api/v1/staff', next, newer)
  expect(await keptAnswers().findOne({ _id: ofSession(newer) })).toMatchObject({
    fingerprint: hash(`POST /api/v1/staff\n${JSON.stringify(next)}`),
    outcome: { status: 201, answer: { id: next.id } },
  })
})

test('a decision about many that broke off half-way is gone on with: what was committed is not done again', async () => {
  const people = await Promise.all(
    Array.from({ length: 3 }, () =>
      buildStaff(service.url, admin.workspace._id, { status: 'invited', since: new Date(0) }),
    ),
  )
  const ids = people.map(({ member }) => member._id)
  const [key, path] = [newKey(), '/api/v1/staff/decisions']
  const body = { verb: 'resend_invitation', ids }
  const allow = await refuseOutcomes()
  expect((await admin.client.post(path, body, key)).status).toBe(500)
  for (const id of ids) expect(await eventsOf(id)).toBe(0)
  await allow()

  const first = await admin.client.post(path, body, key)
  expect(first.status).toBe(200)
  // as if the process had been killed before the whole was stored, and a minute had passed
  await keptAnswers().updateMany(
    { 'outcome.answer.results': { $exists: true } },
    { $unset: { outcome: 1 }, $set: { at: new Date(Date.now() - 61_000) } },
  )
  clock.arrange(() => new Date(Date.now() + 120_000))
  const again = await admin.client.post(path, body, key)
  expect([again.status, again.body]).toEqual([200, first.body])
  for (const id of ids) expect(await eventsOf(id)).toBe(1)
})

const running: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const kill of running.splice(0)) await kill()
})

/** An instance in a process of its own. */
async function instance() {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'web-process.ts')], {
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const url = await spoken(child, /^http/)
  const gone = once(child, 'exit')
  const kill = async () => {
    child.kill('SIGKILL')
    await gone
  }
  running.push(kill)
  return { url, kill }
}

const moments = {
  claimed: async () => (await keptAnswers().countDocuments()) > 0,
  committed: async (id: string) => (await StaffMembers.exists({ _id: id })) !== null,
}

test.each(Object.entries(moments))(
  'an instance that is killed when the work is %s: another one answers, and it is done once',
  async (_, isReached) => {
    await keptAnswers().deleteMany({})
    const [key, body, dying] = [newKey(), newStaff(), await instance()]
    const lost = clientOf(dying.url, admin.client.token)
      .post('/api/v1/staff', body, key)
      .catch((error: unknown) => error)
    let answer: unknown
    void lost.then((settled) => (answer = settled))
    await waitUntil(async () => (await isReached(body.id)) || answer !== undefined)
    // what it answered tells why it did not get there
    if (!(await isReached(body.id))) expect(answer).toBeUndefined()
    await dying.kill()
    await lost
    const second = await inAnotherSession(admin)
    const wasDone = (await StaffMembers.exists({ _id: body.id })) !== null
    // what was not done is done once the dead try has had its minute
    if (!wasDone) clock.arrange(() => new Date(Date.now() + 61_000))
    const again = await second.post('/api/v1/staff', body, key)
    expect([again.status, again.body.id, isReplayed(again)]).toEqual([
      201,
      body.id,
      wasDone ? 'true' : null,
    ])
    expect(await eventsOf(body.id)).toBe(1)
  },
  // what a killed process had in an open transaction is closed to others until MongoDB ends it
  90_000,
)
