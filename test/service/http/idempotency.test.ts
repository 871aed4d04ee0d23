/** `Idempotency-Key`: what was asked is done once, whatever happens to the answer. */
import { randomUUIDv7 } from 'node:crypto'
import { expect, test } from 'vitest'
import { Events } from '../../../service/outbox/model.ts'
import { StaffMembers } from '../../../service/staff/model.ts'
import { buildOperator, buildStaff, clientOf } from '../../setup/people.ts'
import {
  admin,
  eventsOf,
  hash,
  inAnotherSession,
  isReplayed,
  keptAnswers,
  newKey,
  newStaff,
  refuseOutcomes,
  service,
} from './repeated.ts'

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

test('what an earlier release has answered is replayed, and it finds what this one has answered', async () => {
  const sessionId = JSON.parse(
    Buffer.from(admin.client.token?.split('.')[1] ?? '', 'base64url').toString(),
  ).sid
  const [key, body] = [newKey(), newStaff()]
  const ofSession = (given: typeof key) => hash(`${sessionId}\n${given['idempotency-key']}`)
  const outcome = { status: 201, answer: { id: body.id, from: 'an earlier release' } }
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
