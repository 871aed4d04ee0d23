/** Stream clients by other hands differ in what they subscribe to and how they acknowledge: all of them are understood. */
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { simulated, streamClient, type Simulated, type StreamFrame } from './simulated.ts'

const isAdded = ({ headers }: StreamFrame) => headers.eventType === 'user_add_org'
const everything = { type: 'EVENT', topic: '*' }
const success = { code: 200, data: { status: 'SUCCESS', message: '' } }

/** Sooner than usual, and more than once while a test waits; later than a busy machine acknowledges. */
async function impatient(): Promise<Simulated> {
  const simulator = await simulated()
  await simulator.ask('PATCH', '/simulator/api/settings', { redeliverMs: 400 })
  return simulator
}

/** A person of the demonstration joins, which DingTalk tells every listener. */
async function join(simulator: Simulated, id: string): Promise<void> {
  const { name, phone } = await simulator.person(id)
  const mobile = phone.replace(/^(\+6\d)/, '$1-')
  await simulator.old('/topapi/v2/user/create', { name, mobile, dept_id_list: '1' })
  const { chats } = await simulator.person(id)
  const messages = chats.flatMap((chat) => chat.messages)
  const invitation = messages.find(({ kind }) => kind === 'invitation') as { invitationId: string }
  const path = `/simulator/api/people/${id}/invitations/${invitation.invitationId}/agree`
  expect((await simulator.ask('POST', path)).status).toBe(204)
}

/** How often the event comes while it could come three times. */
async function deliveries(...[answer, subscriptions]: ClientOf): Promise<number> {
  const simulator = await impatient()
  const client = await streamClient(simulator, answer, subscriptions)
  await join(simulator, 'lin')
  await client.until(isAdded)
  await sleep(1_500)
  return client.frames.filter(isAdded).length
}

type ClientOf = [
  answer: (frame: StreamFrame) => { code: number; data: unknown } | undefined,
  subscriptions: (typeof everything)[],
]

test.each<[string, ...ClientOf]>([
  ['of Node says so with a status', () => success, [everything]],
  [
    'of Python gives the event back, without a status',
    ({ data }) => ({ code: 200, data }),
    [everything],
  ],
  [
    'of Go subscribes to the system too, and knows no such topic',
    ({ type }) => (type === 'EVENT' ? { code: 404, data: 'no handler' } : success),
    [everything, { type: 'SYSTEM', topic: 'ping' }, { type: 'SYSTEM', topic: 'disconnect' }],
  ],
  [
    'of Java answers with nothing but a status',
    () => ({ code: 200, data: { status: 'SUCCESS' } }),
    [everything],
  ],
])('a client %s: the event is settled', async (_whose, answer, subscriptions) => {
  expect(await deliveries(answer, subscriptions)).toBe(1)
})

test.each<[string, ClientOf[0]]>([
  ['asks for it later', () => ({ code: 200, data: { status: 'LATER' } })],
  ['fails', () => ({ code: 500, data: 'fault' })],
])('to a client that %s the event comes again', async (_what, answer) => {
  expect(await deliveries(answer, [everything])).toBeGreaterThan(1)
})

test('a client that opens the new connection before the old one is closed misses nothing and gets nothing twice', async () => {
  const simulator = await impatient()
  const old = await streamClient(simulator, () => success)
  const fresh = await streamClient(simulator, () => success)
  await join(simulator, 'lin')
  await expect.poll(() => [...old.frames, ...fresh.frames].filter(isAdded).length).toBe(1)
  old.leave()
  await join(simulator, 'aroon')
  await expect.poll(() => [...old.frames, ...fresh.frames].filter(isAdded).length).toBe(2)
  await sleep(200)
  expect([...old.frames, ...fresh.frames].filter(isAdded)).toHaveLength(2)
})
