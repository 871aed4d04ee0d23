/** How events are pushed: their names over HTTP, when they come again, the key they are sealed with, their times, and the frames of the Stream. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { expect, onTestFinished, test } from 'vitest'
import { demoOrganisation } from '../../../scripts/demo/people.ts'
import {
  decryptMessage,
  encryptMessage,
  signEnvelope,
} from '../../../scripts/dingtalk-simulator/events/crypto.ts'
import { simulated, streamClient, type Simulated } from './simulated.ts'

const { clientId, corpId, callbackToken, callbackAesKey } = demoOrganisation
const owned = (ownerKey: string) => ({ token: callbackToken, aesKey: callbackAesKey, ownerKey })

type Event = Record<string, unknown>

/** A service that answers what it can open with the seal of `answersFor`, after so many refusals. */
async function service(options: { opens: string; answersFor?: string; refusals?: number }) {
  const events: Event[] = []
  const { opens, answersFor = opens } = options
  let { refusals = 0 } = options
  const server = createServer(async (request, response) => {
    const { encrypt } = JSON.parse(await text(request)) as { encrypt: string }
    events.push(JSON.parse(decryptMessage(owned(opens), encrypt) ?? '{}') as Event)
    if (refusals > 0) {
      refusals -= 1
      response.writeHead(503).end()
      return
    }
    const [timeStamp, nonce] = [String(Date.now()), 'nonce']
    const sealed = encryptMessage(owned(answersFor), 'success')
    const msg_signature = signEnvelope(callbackToken, timeStamp, nonce, sealed)
    response.end(JSON.stringify({ msg_signature, timeStamp, nonce, encrypt: sealed }))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  const { port } = server.address() as AddressInfo
  return { events, callbackUrl: `http://127.0.0.1:${port}/dingtalk/callback` }
}

const set = (simulator: Simulated, knobs: object) =>
  simulator.ask('PATCH', '/simulator/api/settings', knobs)
const leave = (simulator: Simulated, person: string) =>
  simulator.ask('POST', `/simulator/api/people/${person}/leave`)
const join = (simulator: Simulated, person: string) =>
  simulator.ask('POST', `/simulator/api/people/${person}/join`, {})

test('events over HTTP carry the names of today, or those of older subscriptions', async () => {
  const { events, callbackUrl } = await service({ opens: clientId })
  const simulator = await simulated({ events: 'callback', callbackUrl })
  await leave(simulator, 'mei')
  await expect.poll(() => events).toHaveLength(1)
  expect(events[0]).toEqual({
    EventType: 'user_leave_org',
    EventTime: expect.any(Number),
    CorpId: corpId,
    BizId: expect.stringMatching(/^\d+$/),
    eventId: expect.any(String),
    timeStamp: expect.stringMatching(/^\d{13}$/),
    userId: ['mei04'],
  })
  await set(simulator, { eventNames: 'older' })
  await leave(simulator, 'ravi')
  await expect.poll(() => events).toHaveLength(2)
  expect(events[1]).toEqual({
    EventType: 'user_leave_org',
    TimeStamp: expect.stringMatching(/^\d{13}$/),
    CorpId: corpId,
    OptStaffId: expect.any(String),
    UserId: ['ravi05'],
  })
})

test('an event that is not answered comes twice more, the same one, and is then to be pulled', async () => {
  const { events, callbackUrl } = await service({ opens: clientId, refusals: 9 })
  const simulator = await simulated({ events: 'callback', callbackUrl })
  await set(simulator, { redeliverMs: 20 })
  await leave(simulator, 'mei')
  const missed = async () => {
    const token = await simulator.token()
    const path = `/call_back/get_call_back_failed_result?access_token=${token}`
    return ((await simulator.ask('GET', path)).body.failed_list ?? []) as Event[]
  }
  await expect.poll(missed).toMatchObject([{ call_back_tag: 'user_leave_org' }])
  expect(events).toHaveLength(3)
  expect(new Set(events.map(({ eventId }) => eventId)).size).toBe(1)
})

test('the waits before an event comes again are ten and thirty seconds', async () => {
  const { events, callbackUrl } = await service({ opens: clientId, refusals: 1 })
  const simulator = await simulated({ events: 'callback', callbackUrl })
  const before = Date.now()
  await leave(simulator, 'mei')
  await expect.poll(() => events).toHaveLength(1)
  const due = async () => {
    const { body } = await simulator.ask('GET', '/simulator/api/stream')
    return (body.waiting as { attempts: number; nextAt: number }[])[0]
  }
  await expect.poll(due).toMatchObject({ attempts: 1 })
  const wait = ((await due())?.nextAt ?? 0) - before
  expect(wait).toBeGreaterThanOrEqual(10_000)
  expect(wait).toBeLessThan(30_000)
})

test('an event and a check of the address can be sealed for the organisation; the answer has to be, too', async () => {
  const right = await service({ opens: corpId })
  const simulator = await simulated({ events: 'callback', callbackUrl: right.callbackUrl })
  const check = (one: Simulated, owner: string) =>
    one.ask('POST', '/simulator/api/callback/check', { owner })
  expect((await check(simulator, 'corp')).body).toEqual({ ok: true })
  expect(right.events).toEqual([{ EventType: 'check_url' }])
  await set(simulator, { eventOwner: 'corp' })
  await leave(simulator, 'mei')
  await expect.poll(() => right.events.at(-1)).toMatchObject({ EventType: 'user_leave_org' })

  const wrong = await service({ opens: corpId, answersFor: clientId })
  const other = await simulated({ events: 'callback', callbackUrl: wrong.callbackUrl })
  expect((await check(other, 'corp')).body).toMatchObject({ ok: false })
  const app = await service({ opens: clientId })
  const third = await simulated({ events: 'callback', callbackUrl: app.callbackUrl })
  expect((await check(third, 'app')).body).toEqual({ ok: true })
})

test('in the Stream the time of an event is text, and some events have none', async () => {
  const simulator = await simulated()
  const client = await streamClient(simulator, () => ({ code: 200, data: { status: 'SUCCESS' } }))
  await join(simulator, 'lin')
  const event = (type: string) => client.until(({ headers }) => headers.eventType === type)
  const [added] = await event('user_add_org')
  expect(added?.data).toEqual({
    timeStamp: expect.stringMatching(/^\d{13}$/),
    userId: [expect.any(String)],
  })
  const [active] = await event('user_active_org')
  expect(active?.data).toEqual({ userId: added?.data.userId })
})

test('the frame that tells a client to go has no id and wants no answer', async () => {
  const simulator = await simulated()
  const client = await streamClient(simulator, () => undefined)
  await simulator.ask('POST', '/simulator/api/stream/disconnect')
  const [frame] = await client.until(({ headers }) => headers.topic === 'disconnect')
  expect(frame).toMatchObject({ type: 'SYSTEM', data: { reason: 'connection is expired' } })
  expect(frame?.headers).not.toHaveProperty('messageId')
})

test.each(['UTF-8', 'application/json', 'none'])(
  'a call whose body claims to be encoded as %s is read all the same',
  async (encoding) => {
    const simulator = await simulated()
    const { clientSecret } = demoOrganisation
    const body = { appKey: clientId, appSecret: clientSecret }
    const headers = { 'content-encoding': encoding }
    expect(await simulator.ask('POST', '/v1.0/oauth2/accessToken', body, headers)).toMatchObject({
      status: 200,
      body: { expireIn: 7200 },
    })
  },
)
