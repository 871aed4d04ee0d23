import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import nock from 'nock'
import { expect, test } from 'vitest'
import { takeRefusedConnections } from './network.ts'

test('this machine can be reached, and what nock answers needs no network', async () => {
  const server = createServer((_, answer) => answer.end('here')).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  nock('https://api.dingtalk.com').get('/').reply(200, 'there')
  expect(await (await fetch(`http://127.0.0.1:${port}/`)).text()).toBe('here')
  expect(await (await fetch(`http://localhost:${port}/`)).text()).toBe('here')
  expect(await (await fetch('https://api.dingtalk.com/')).text()).toBe('there')
  server.close()
  expect(takeRefusedConnections()).toEqual([])
})

test('what nock does not answer is refused too', async () => {
  await fetch('https://oapi.dingtalk.com/').catch(() => undefined)
  expect(takeRefusedConnections()).toEqual(['oapi.dingtalk.com:443'])
})
