/** A person is invited, agrees, and the service hears of it: by Stream and by HTTP callback. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { demoOrganisation } from '../../../scripts/demo/people.ts'
import {
  decryptMessage,
  encryptMessage,
  signEnvelope,
} from '../../../scripts/dingtalk-simulator/events/crypto.ts'
import { simulated, streamClient, type Simulated, type StreamFrame } from './simulated.ts'

const success = { code: 200, data: { status: 'SUCCESS' } }
const isEvent = (name: string) => (frame: StreamFrame) => frame.headers.eventType === name
const invite = (simulator: Simulated) =>
  simulator.old('/topapi/v2/user/create', {
    name: 'Lin Wei',
    mobile: '+65-81230002',
    dept_id_list: '1',
  })

async function pendingInvitation(simulator: Simulated, person: string) {
  const { chats } = await simulator.person(person)
  for (const { messages } of chats)
    for (const message of messages)
      if (message.kind === 'invitation' && 'state' in message && message.state === 'pending')
        return message.invitationId
  throw new Error('no invitation')
}

const agree = async (simulator: Simulated, person: string) =>
  simulator.ask(
    'POST',
    `/simulator/api/people/${person}/invitations/${await pendingInvitation(simulator, person)}/agree`,
  )

test('an invited person gets signup message and invitation, agrees, and both events come', async () => {
  const simulator = await simulated()
  const client = await streamClient(simulator, () => success)
  expect((await invite(simulator)).body).toMatchObject({ errcode: 40103 })

  const before = await simulator.person('lin')
  expect(before).toMatchObject({ installed: false, member: false, unread: 2 })
  expect(before.chats.map(({ kind }) => kind).toSorted()).toEqual(['notice', 'signup'])

  expect((await agree(simulator, 'lin')).status).toBe(204)
  const [added] = await client.until(isEvent('user_add_org'))
  await client.until(isEvent('user_active_org'))
  expect(added?.data).toMatchObject({ userId: ['lin02'] })
  expect(await simulator.person('lin')).toMatchObject({
    installed: true,
    member: true,
    userId: 'lin02',
  })

  expect((await invite(simulator)).body).toMatchObject({ errcode: 60104 })
  const { body } = await simulator.old('/topapi/v2/user/get', { userid: 'lin02' })
  expect(body.result).toMatchObject({ name: 'Lin Wei', mobile: '81230002', state_code: '65' })
})

test('an unknown number is answered like a known one', async () => {
  const simulator = await simulated()
  const known = await invite(simulator)
  const unknown = await simulator.old('/topapi/v2/user/create', {
    name: 'Nobody',
    mobile: '+65-89999999',
    dept_id_list: '1',
  })
  expect({ ...unknown.body, request_id: '' }).toEqual({ ...known.body, request_id: '' })
})

test.each([
  ['a number of no country', { mobile: '81230002' }, 60103],
  ['a department list that is no text', { dept_id_list: [1] }, 400_002],
  ['a department that does not exist', { dept_id_list: '77' }, 60003],
  ['a userid that is taken', { userid: 'olivia01' }, 60102],
  ['a name of 81 letters', { name: 'x'.repeat(81) }, 60112],
])('%s is refused', async (_what, change, errcode) => {
  const simulator = await simulated()
  const wanted = { name: 'Lin Wei', mobile: '+65-81230002', dept_id_list: '1', ...change }
  expect((await simulator.old('/topapi/v2/user/create', wanted)).body).toMatchObject({ errcode })
})

test('an event that was not acknowledged comes again with the same event id', async () => {
  const simulator = await simulated()
  await simulator.ask('PATCH', '/simulator/api/settings', { redeliverMs: 100 })
  let seen = 0
  const client = await streamClient(simulator, (frame) => {
    if (frame.type !== 'EVENT') return undefined
    seen += 1
    if (seen === 1) return undefined
    // The second time it asks for patience, the third time it is done.
    return seen === 2 ? { code: 200, data: { status: 'LATER' } } : success
  })
  await simulator.ask('POST', '/simulator/api/events', {
    eventType: 'user_leave_org',
    data: { userId: ['mei04'] },
  })
  const frames = await client.until(isEvent('user_leave_org'), 3)
  expect(new Set(frames.map(({ headers }) => headers.eventId)).size).toBe(1)
  expect(new Set(frames.map(({ headers }) => headers.messageId)).size).toBe(3)
})

test('an event waits for the first client, and survives a restart of DingTalk', async () => {
  const first = await simulated()
  await invite(first)
  await agree(first, 'lin')
  await first.stop()

  const second = await simulated({ dataFolder: first.dataFolder })
  expect(await second.person('lin')).toMatchObject({ member: true, userId: 'lin02' })
  const client = await streamClient(second, () => success)
  const [added] = await client.until(isEvent('user_add_org'))
  expect(added?.data).toMatchObject({ userId: ['lin02'] })
})

test('a Stream ticket opens one connection only', async () => {
  const simulator = await simulated()
  const client = await streamClient(simulator, () => success)
  const again = await fetch(client.url.replace('ws:', 'http:'), {
    headers: {
      connection: 'Upgrade',
      upgrade: 'websocket',
      'sec-websocket-version': '13',
      'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==',
    },
  }).catch(() => undefined)
  expect(again?.status).not.toBe(101)
  expect((await simulator.state()).streamConnections).toBe(1)
})

test('an HTTP callback is repeated until the answer is an encrypted success', async () => {
  const { callbackToken, callbackAesKey, clientId } = demoOrganisation
  const secrets = { token: callbackToken, aesKey: callbackAesKey, ownerKey: clientId }
  const messages: unknown[] = []
  let second: () => void = () => {}
  const twice = new Promise<void>((resolve) => (second = resolve))
  const service = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const { searchParams: query } = new URL(request.url ?? '/', 'http://service')
      const { encrypt } = JSON.parse(Buffer.concat(chunks).toString()) as { encrypt: string }
      const expected = signEnvelope(
        callbackToken,
        query.get('timestamp') ?? '',
        query.get('nonce') ?? '',
        encrypt,
      )
      expect(query.get('signature')).toBe(expected)
      messages.push(JSON.parse(decryptMessage(secrets, encrypt) ?? ''))
      // The first answer is what a careless service would say.
      const text = messages.length === 1 ? 'fail' : 'success'
      const sealed = encryptMessage(secrets, text)
      response.setHeader('content-type', 'application/json')
      response.end(
        JSON.stringify({
          msg_signature: signEnvelope(callbackToken, '1', 'n', sealed),
          timeStamp: '1',
          nonce: 'n',
          encrypt: sealed,
        }),
      )
      if (messages.length === 2) second()
    })
  })
  await new Promise<void>((resolve) => service.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void service.close())
  const { port } = service.address() as AddressInfo
  const simulator = await simulated({
    events: 'callback',
    callbackUrl: `http://127.0.0.1:${port}/dingtalk/callback`,
  })
  await simulator.ask('PATCH', '/simulator/api/settings', { redeliverMs: 50 })
  await simulator.ask('POST', '/simulator/api/people/mei/leave')
  await twice
  expect(messages[1]).toEqual(messages[0])
  expect(messages[0]).toMatchObject({
    EventType: 'user_leave_org',
    CorpId: demoOrganisation.corpId,
    userId: ['mei04'],
  })
})
