/** Addresses for events: registered after a check, changed, asked for, removed; and the list of what could not be posted. */
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
import { simulated, type Simulated } from './simulated.ts'

const token = 'a-token'
const aesKey = 'A'.repeat(43)
const { corpId } = demoOrganisation

/** A service that opens what is sealed for the organisation and answers; it keeps what it got. */
async function service(answer = 'success') {
  const got: Record<string, unknown>[] = []
  const secrets = { token, aesKey, ownerKey: corpId }
  const server = createServer(async (request, response) => {
    const { encrypt } = JSON.parse(await text(request)) as { encrypt: string }
    got.push(JSON.parse(decryptMessage(secrets, encrypt) ?? '{}') as Record<string, unknown>)
    const sealed = encryptMessage(secrets, answer)
    const msg_signature = signEnvelope(token, '1', 'n', sealed)
    response.end(JSON.stringify({ msg_signature, timeStamp: '1', nonce: 'n', encrypt: sealed }))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.close()
    server.closeAllConnections()
  })
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/events`, got }
}

const post = async (simulator: Simulated, verb: string, body: object) =>
  (await simulator.old(`/call_back/${verb}`, body)).body

const get = async (simulator: Simulated, verb: string) =>
  (await simulator.ask('GET', `/call_back/${verb}?access_token=${await simulator.token()}`)).body

const wanted = (url: string, call_back_tag = ['user_leave_org']) => ({
  call_back_tag,
  token,
  aes_key: aesKey,
  url,
})

test('an address is checked, registered once, told the events of its tags, changed and removed', async () => {
  const simulator = await simulated()
  const first = await service()
  expect(await get(simulator, 'get_call_back')).toEqual({
    errcode: 71007,
    errmsg: '回调地址已不存在',
  })
  expect(await post(simulator, 'update_call_back', wanted(first.url))).toMatchObject({
    errcode: 71007,
  })
  expect(await post(simulator, 'register_call_back', wanted(first.url))).toEqual({
    errcode: 0,
    errmsg: 'ok',
  })
  expect(first.got).toMatchObject([{ EventType: 'check_url' }])
  expect(await post(simulator, 'register_call_back', wanted(first.url))).toMatchObject({
    errcode: 71006,
  })
  expect(await get(simulator, 'get_call_back')).toEqual({
    errcode: 0,
    errmsg: 'ok',
    ...wanted(first.url),
  })

  // though the app takes its events by Stream
  await simulator.ask('POST', '/simulator/api/people/mei/leave')
  await expect.poll(() => first.got.length).toBe(2)
  expect(first.got[1]).toMatchObject({ EventType: 'user_leave_org' })

  const second = await service()
  const changed = wanted(second.url, ['user_add_org', 'user_leave_org'])
  expect(await post(simulator, 'update_call_back', changed)).toMatchObject({ errcode: 0 })
  expect(await get(simulator, 'get_call_back')).toMatchObject(changed)
  expect(await get(simulator, 'delete_call_back')).toEqual({ errcode: 0, errmsg: 'ok' })
  expect(await get(simulator, 'delete_call_back')).toMatchObject({ errcode: 71007 })
  const calls = await simulator.ask('GET', '/simulator/api/calls')
  expect(JSON.stringify(calls.body)).toContain('update_call_back')
  expect(JSON.stringify(calls.body)).not.toContain(aesKey)
})

test.each([
  ['no tags', { call_back_tag: [] }, 71010],
  ['a key of 42 signs', { aes_key: 'A'.repeat(42) }, 71010],
  ['a short token', { token: 'short' }, 71010],
  ['a tag that is no word', { call_back_tag: ['User Add'] }, 71008],
  ['an address that is none', { url: 'www.example.com' }, 71011],
  ['an address where nothing is', { url: 'http://127.0.0.1:9/events' }, 71012],
])('an address is not registered with %s', async (_what, change, errcode) => {
  const simulator = await simulated()
  const { url } = await service()
  expect(await post(simulator, 'register_call_back', { ...wanted(url), ...change })).toMatchObject({
    errcode,
  })
  expect(await get(simulator, 'get_call_back')).toMatchObject({ errcode: 71007 })
})

test('an address that answers anything but a sealed success is not registered', async () => {
  const simulator = await simulated()
  const { url } = await service('fail')
  expect(await post(simulator, 'register_call_back', wanted(url))).toMatchObject({ errcode: 71009 })
})

test.each([
  ['as the documentation shows them', undefined, { userid: ['lin02'], corpid: corpId }],
  ['inside callbackData', 'nested', { callbackData: { userid: ['lin02'] }, corpid: corpId }],
  ['as text', 'text', JSON.stringify({ userid: ['lin02'], corpid: corpId })],
])('events that could not be posted are handed over once, %s', async (_how, shape, content) => {
  const simulator = await simulated({ events: 'callback', callbackUrl: 'http://127.0.0.1:9/' })
  await simulator.ask('PATCH', '/simulator/api/settings', { redeliverMs: 10 })
  await simulator.ask('POST', '/simulator/api/events', {
    eventType: 'user_add_org',
    data: { timeStamp: 1_606_126_433_000, userId: ['lin02'] },
  })
  const where = '/call_back/get_call_back_failed_result'
  if (shape) {
    const rule = { where, what: 'shape', value: shape }
    await simulator.ask('POST', '/simulator/api/misbehaviour', { rule })
  }
  const pulled: unknown[] = []
  await expect
    .poll(async () => {
      const { failed_list: rows } = await get(simulator, 'get_call_back_failed_result')
      pulled.push(...(rows as unknown[]))
      return pulled.length
    })
    .toBe(1)
  expect(pulled).toEqual([
    { event_time: 1_606_126_433_000, call_back_tag: 'user_add_org', user_add_org: content },
  ])
  expect(await get(simulator, 'get_call_back_failed_result')).toEqual({
    errcode: 0,
    errmsg: 'ok',
    has_more: false,
    failed_list: [],
  })
})
