/** Connections that are held open by sending next to nothing are ended. */
import { once } from 'node:events'
import type { Server } from 'node:http'
import { connect, type AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { closeWebServer, createWebServer, type Timeouts } from '../../../service/http/web-server.ts'

let server: Server
/** Waits milliseconds only for what is not whole. */
let impatient: Server

async function begin(patience?: Timeouts): Promise<Server> {
  const begun = createWebServer((request, response) => {
    if (request.url === '/begin') response.write('begun')
    else request.resume().on('end', () => response.end('whole'))
  }, patience).listen(0)
  await once(begun, 'listening')
  return begun
}

beforeAll(async () => {
  server = await begin()
  impatient = await begin({ head: 50, whole: 100, every: 10 })
})
afterAll(async () => {
  for (const one of [server, impatient]) if (one.listening) await closeWebServer(one)
})

/** What comes back until the connection is closed, and it is never closed from here. */
async function heardAfter(sent: string, from = server): Promise<string> {
  const socket = connect((from.address() as AddressInfo).port, '127.0.0.1')
  socket.write(sent)
  return text(socket)
}

test('a head that never ends', async () => {
  expect(await heardAfter('GET / HTTP/1.1\r\nHost: a\r\nX-Slow: ', impatient)).toMatch(
    /^HTTP\/1.1 408 /,
  )
})

test('a body that never ends', async () => {
  const head = 'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\n'
  expect(await heardAfter(`${head}only this`, impatient)).toMatch(/^HTTP\/1.1 408 /)
})

test('a request that is whole is answered', async () => {
  const whole = 'GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n'
  expect(await heardAfter(whole)).toMatch(/^HTTP\/1.1 200 .*whole/s)
})

/** Status, headers that matter, and the problem of an answer as it came. */
function problemIn(heard: string) {
  const [head = '', body = ''] = heard.split('\r\n\r\n')
  const { code, status, title, remedy, requestId } = JSON.parse(body)
  expect(head).toMatch(/\r\ncontent-type: application\/problem\+json/i)
  expect(head).toMatch(/\r\nconnection: close/i)
  expect(head).toMatch(new RegExp(`\r\ncontent-length: ${Buffer.byteLength(body)}\\b`, 'i'))
  expect([title, remedy, requestId]).toEqual(Array(3).fill(expect.stringMatching(/\w/)))
  expect(head).toMatch(new RegExp(`^HTTP/1.1 ${status} \\w`))
  return `${status} ${code}`
}

test.each([
  ['is no HTTP', 'GET what is this\r\n\r\n', '400 malformed_request'],
  ['has no host', 'GET / HTTP/1.1\r\nConnection: close\r\n\r\n', '400 malformed_request'],
  [
    'has a header that is none',
    'GET / HTTP/1.1\r\nHost: a\r\nno header\r\n\r\n',
    '400 malformed_request',
  ],
  [
    'has two lengths',
    'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n',
    '400 malformed_request',
  ],
  ['has an unknown method', 'FLY / HTTP/1.1\r\nHost: a\r\n\r\n', '501 method_unknown'],
  [
    'has large headers',
    `GET / HTTP/1.1\r\nHost: a\r\nCookie: ${'c'.repeat(17_000)}\r\n\r\n`,
    '431 headers_too_large',
  ],
  [
    'has a long address',
    `GET /${'a'.repeat(17_000)} HTTP/1.1\r\nHost: a\r\n\r\n`,
    '431 headers_too_large',
  ],
  [
    'expects what is not known',
    'POST / HTTP/1.1\r\nHost: a\r\nExpect: cake\r\nContent-Length: 0\r\n\r\n',
    '417 expectation_failed',
  ],
])('a request that %s is refused with a problem', async (_, sent, refused) => {
  expect(problemIn(await heardAfter(sent))).toBe(refused)
})

test('a request that never ends its head is refused with a problem', async () => {
  const heard = await heardAfter('GET / HTTP/1.1\r\nHost: a\r\nX-Slow: ', impatient)
  expect(problemIn(heard)).toBe('408 request_timeout')
})

test('an answer that has begun is not written into', async () => {
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1')
  socket.write('GET /begin HTTP/1.1\r\nHost: a\r\n\r\n')
  await once(socket, 'data')
  socket.write('what is this?\r\n\r\n')
  expect(await text(socket)).not.toContain('problem')
})

test('a connection on which nothing was ever sent does not keep the server from ending', async () => {
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1')
  await once(server, 'connection')
  const heard = text(socket)
  await closeWebServer(server)
  expect(await heard).toBe('')
})
