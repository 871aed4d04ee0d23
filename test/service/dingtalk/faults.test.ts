/** DingTalk at its worst: storms of refusals, tokens revoked, connections cut in a burst, everything told many times to many instances. */
import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { connectDatabase, disconnectDatabase } from '../../../service/database/connection.ts'
import { ensureIndexes } from '../../../service/database/indexes.ts'
import { findUserByMobile, getUser } from '../../../service/dingtalk/contacts.ts'
import { asLater, DingTalkError } from '../../../service/dingtalk/errors.ts'
import { Inbox } from '../../../service/dingtalk/model.ts'
import { waitForLimit } from '../../../service/dingtalk/retries.ts'
import { sendToPeople } from '../../../service/dingtalk/robot.ts'
import { startStream, type Stream } from '../../../service/dingtalk/stream/stream.ts'
import { Later } from '../../../service/outbox/handlers.ts'
import { Events } from '../../../service/outbox/model.ts'
import { testEnvironment } from '../../setup/environment.ts'
import { configureDoor, recordedEvents, startDingTalk, type DingTalk } from './door.ts'

let dingtalk: DingTalk
let urls: Record<string, string>
let environment: Record<string, string>

beforeAll(async () => {
  dingtalk = await startDingTalk()
  urls = {
    DINGTALK_API_URL: dingtalk.url,
    DINGTALK_OAPI_URL: dingtalk.url,
    DINGTALK_EVENTS: 'stream',
  }
  environment = testEnvironment(urls)
  await connectDatabase(environment['MONGODB_URI'] ?? '')
  await ensureIndexes()
  return disconnectDatabase
})
afterAll(() => dingtalk.stop())

let stream: Stream | undefined
const instances: ChildProcess[] = []

beforeEach(async () => {
  await dingtalk.control('POST', '/reset')
  await Promise.all([Events.deleteMany({}), Inbox.deleteMany({})])
  configureDoor(urls)
})
afterEach(async () => {
  await stream?.stop()
  stream = undefined
  await Promise.all(
    instances.splice(0).map(async (instance) => {
      const gone = once(instance, 'exit')
      instance.send('stop')
      await gone
    }),
  )
})

/** Again for as long as the outbox would do it again without counting a failure. */
async function untilDone<T>(work: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await waitForLimit(work)
    } catch (error) {
      if (!(asLater(error) instanceof Later)) throw error
      await sleep(100)
    }
  }
}

test('a storm of 429 loses no call, counts as no failure, and is not answered with a storm of ours', async () => {
  const storm = 30
  await dingtalk.misbehave({
    where: '/topapi/v2/user/getbymobile',
    what: 'status',
    value: 429,
    times: storm,
  })
  const found = await Promise.all(
    Array.from({ length: 15 }, () => untilDone(() => findUserByMobile('+6581230004'))),
  )
  expect(new Set(found)).toEqual(new Set(['mei04']))
  const calls = await dingtalk.calls('/topapi/v2/user/getbymobile')
  expect(calls).toHaveLength(storm + 15)
}, 60_000)

test('a storm of 429 sends a message once when it is over', async () => {
  const where = '/v1.0/robot/oToMessages/batchSend'
  await dingtalk.misbehave({ where, what: 'status', value: 429, times: 5 })
  const message = {
    userIds: ['mei04', 'olivia01'],
    msgKey: 'sampleText',
    msgParam: { content: 'after the storm' },
    key: 'storm',
  }
  const sent = await untilDone(() => sendToPeople(message))
  expect(sent.delivered.toSorted()).toEqual(['mei04', 'olivia01'])
  const delivered = (await dingtalk.calls(where)).filter(({ status }) => status === 200)
  expect(delivered).toHaveLength(1)
}, 30_000)

test('tokens that are revoked while calls are under way cost one renewal, and no call', async () => {
  await untilDone(() => getUser('mei04'))
  await dingtalk.control('DELETE', '/calls')
  const asked = Array.from({ length: 15 }, async (_, n) => {
    if (n === 7) await dingtalk.control('POST', '/tokens/expire')
    return untilDone(() => getUser('mei04'))
  })
  for (const user of await Promise.all(asked)) expect(user).toMatchObject({ userId: 'mei04' })
  expect((await dingtalk.calls('/gettoken')).length).toBeLessThanOrEqual(2)
}, 30_000)

test('a token that is refused without end is an error, not a loop', async () => {
  await dingtalk.misbehave({ where: '/topapi/*', what: 'errcode', value: 40014 })
  await expect(untilDone(() => getUser('mei04'))).rejects.toThrow(DingTalkError)
  expect((await dingtalk.calls('/topapi/v2/user/get')).length).toBeLessThanOrEqual(2)
})

const happens = (userId: string) =>
  dingtalk.control('POST', '/events', {
    eventType: 'user_add_org',
    data: { timeStamp: Date.now(), userId: [userId] },
  })

const waiting = async () =>
  ((await dingtalk.control('GET', '/stream')) as { waitingEvents: number }).waitingEvents
const connections = async () =>
  ((await dingtalk.control('GET', '/stream')) as { connections: unknown[] }).connections.length

test('a Stream that is cut in a burst of 1,000 events loses none and takes each once', async () => {
  const people = Array.from({ length: 1_000 }, (_, n) => `burst${n}`)
  await dingtalk.control('PATCH', '/settings', { redeliverMs: 8_000 })
  stream = startStream({ pauses: { first: 50, longest: 200 } })
  await vi.waitUntil(async () => (await connections()) > 0, { timeout: 10_000 })
  for (let from = 0; from < people.length; from += 100) {
    await Promise.all(people.slice(from, from + 100).map(happens))
    if (from % 300 === 0) await dingtalk.control('POST', '/stream/disconnect?abrupt')
    if (from === 500) await dingtalk.control('POST', '/stream/disconnect')
  }
  await vi.waitUntil(async () => (await waiting()) === 0, { timeout: 150_000, interval: 200 })
  const taken = (await recordedEvents()).map(({ subject }) => subject.id)
  expect(taken.toSorted()).toEqual(people.toSorted())
}, 180_000)

test('the same event five times to three instances takes effect once', async () => {
  for (let n = 0; n < 3; n += 1)
    instances.push(
      fork(join(import.meta.dirname, 'stream-process.ts'), {
        env: { ...process.env, ...environment },
      }),
    )
  await vi.waitUntil(async () => (await connections()) === 3, { timeout: 30_000, interval: 100 })
  await dingtalk.misbehave({ where: 'user_add_org', what: 'duplicate', value: 5 })
  const people = Array.from({ length: 40 }, (_, n) => `same${n}`)
  await Promise.all(people.map(happens))
  await vi.waitUntil(async () => (await waiting()) === 0, { timeout: 30_000, interval: 100 })
  const taken = (await recordedEvents()).map(({ subject }) => subject.id)
  expect(taken.toSorted()).toEqual(people.toSorted())
}, 90_000)
