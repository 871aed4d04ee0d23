/** Where a Stream connection goes: never in clear text, since its address holds a ticket. */
import { expect, test } from 'vitest'
import { streamUrl } from '../../../service/dingtalk/stream/endpoint.ts'

const real = 'https://api.dingtalk.com'
const ticket = 'a+b/c=='

test('to the address that the gateway gave, with its ticket', () => {
  const url = streamUrl({ endpoint: 'wss://wss-open.dingtalk.com/connect', ticket }, real)
  expect(url?.href).toBe('wss://wss-open.dingtalk.com/connect?ticket=a%2Bb%2Fc%3D%3D')
})

test.each([
  ['in clear text', { endpoint: 'ws://wss-open.dingtalk.com/connect', ticket }],
  ['elsewhere than a WebSocket', { endpoint: 'https://api.dingtalk.com/connect', ticket }],
  ['to what is no address', { endpoint: 'connect', ticket }],
  ['without a ticket', { endpoint: 'wss://wss-open.dingtalk.com/connect', ticket: '' }],
  ['without an address', { ticket }],
])('never %s', (_, answer) => {
  expect(streamUrl(answer, real)).toBeUndefined()
})

test('in clear text to a simulated DingTalk, which is asked in clear text as well', () => {
  const answer = { endpoint: 'ws://127.0.0.1:3100/connect', ticket: 't' }
  expect(streamUrl(answer, 'http://127.0.0.1:3100')?.href).toBe(
    'ws://127.0.0.1:3100/connect?ticket=t',
  )
})
