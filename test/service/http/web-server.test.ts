/** Connections that are held open by sending next to nothing are ended. */
import { once } from 'node:events'
import type { Server } from 'node:http'
import { connect, type AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { closeWebServer, createWebServer } from '../../../service/http/web-server.ts'

let server: Server

beforeAll(async () => {
  const patience = { head: 50, whole: 100, every: 10 }
  server = createWebServer((request, response) => {
    request.resume().on('end', () => response.end('whole'))
  }, patience).listen(0)
  await once(server, 'listening')
})
afterAll(() => server.listening && closeWebServer(server))

/** What comes back until the connection is closed, and it is never closed from here. */
async function heardAfter(sent: string): Promise<string> {
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1')
  socket.write(sent)
  return text(socket)
}

test('a head that never ends', async () => {
  expect(await heardAfter('GET / HTTP/1.1\r\nHost: a\r\nX-Slow: ')).toMatch(/^HTTP\/1.1 408 /)
})

test('a body that never ends', async () => {
  const head = 'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\n'
  expect(await heardAfter(`${head}only this`)).toMatch(/^HTTP\/1.1 408 /)
})

test('a request that is whole is answered', async () => {
  const whole = 'GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n'
  expect(await heardAfter(whole)).toMatch(/^HTTP\/1.1 200 .*whole/s)
})

test('a connection on which nothing was ever sent does not keep the server from ending', async () => {
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1')
  await once(server, 'connection')
  const heard = text(socket)
  await closeWebServer(server)
  expect(await heard).toBe('')
})
