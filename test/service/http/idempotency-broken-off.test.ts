/** A try that was killed, or broke off half-way, is gone on with or done by the next. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { clock } from '../../../service/clock.ts'
import { StaffMembers } from '../../../service/staff/model.ts'
import { buildStaff, clientOf } from '../../setup/people.ts'
import { spoken } from '../../setup/spoken.ts'
import { waitUntil } from '../../setup/wait-until.ts'
import {
  admin,
  environment,
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
    // a client tries again as long as MongoDB holds the row for the dead try
    await expect
      .poll(
        async () => {
          const again = await second.post('/api/v1/staff', body, key)
          return [again.status, again.body.id, isReplayed(again)]
        },
        { timeout: 60_000 },
      )
      .toEqual([201, body.id, wasDone ? 'true' : null])
    expect(await eventsOf(body.id)).toBe(1)
  },
  // what a killed process had in an open transaction is closed to others until MongoDB ends it
  90_000,
)
