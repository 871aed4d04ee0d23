/** Addresses that the simulator gives away lead somewhere: the robot's reply address, the join link, the gateway over TLS. */
import { X509Certificate } from 'node:crypto'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { request as plainRequest, type IncomingMessage } from 'node:http'
import { request } from 'node:https'
import type { Socket } from 'node:net'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { connect as connectSecurely } from 'node:tls'
import { expect, onTestFinished, test } from 'vitest'
import { WebSocket } from 'ws'
import { demoOrganisation } from '../../../scripts/demo/people.ts'
import { simulated, streamClient, type Simulated } from './simulated.ts'

const { clientId, clientSecret } = demoOrganisation

const post = async (url: string, body: object) => {
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  return (await answer.json()) as Record<string, unknown>
}

test('what is posted to the address that came with a message answers the person', async () => {
  const simulator = await simulated()
  const client = await streamClient(simulator, () => ({ code: 200, data: { response: {} } }))
  await simulator.ask('POST', '/simulator/api/people/mei/messages', { text: 'help' })
  const webhook = String(client.frames.at(-1)?.data.sessionWebhook)
  const reply = { msgtype: 'markdown', markdown: { title: 'Help', text: '# Help' } }
  expect(await post(webhook, reply)).toMatchObject({ errcode: 0 })
  expect((await simulator.person('mei')).chats[0]?.messages.at(-1)).toMatchObject({
    kind: 'markdown',
    title: 'Help',
  })
  expect(await post(webhook, { msgtype: 'text', text: {} })).toMatchObject({ errcode: 400002 })
  const elsewhere = new URL(webhook)
  elsewhere.searchParams.set('session', 'made-up')
  expect(await post(elsewhere.href, reply)).toMatchObject({ errcode: 300001 })
})

test('a person who follows a join link becomes a member of its department', async () => {
  const simulator = await simulated()
  const made = await simulator.old('/topapi/v2/department/create', {
    name: 'Harbour <Pay>',
    parent_id: 1,
  })
  const { dept_id: id } = made.body.result as { dept_id: number }
  const invited = await simulator.fresh(
    'GET',
    `/v1.0/contact/invites/infos?deptId=${id}`,
    undefined,
  )
  const link = String(invited.body.inviteUrl)
  const page = await (await fetch(link)).text()
  expect(page).toContain('Harbour &#60;Pay&#62;')
  expect(page).toContain('Aroon Srisuk')
  expect(page).not.toContain('Mei Chen')
  const form = new URLSearchParams({ person: 'aroon', department: String(id) })
  expect((await fetch(link, { method: 'POST', body: form })).status).toBe(200)
  expect(await simulator.person('aroon')).toMatchObject({ member: true, departments: [id] })
  expect((await fetch(`${simulator.url}/join/dingother`)).status).toBe(404)
  await simulator.ask('PATCH', '/simulator/api/settings', { joinLinksOff: true })
  expect((await fetch(link)).status).toBe(404)
})

async function askSecurely(simulator: Simulated, path: string, body: object) {
  const ca = await readFile(simulator.certificateFile ?? '')
  const asked = request(`${simulator.secureApiUrl}${path}`, {
    method: 'POST',
    ca,
    headers: { 'content-type': 'application/json' },
  })
  asked.end(JSON.stringify(body))
  const [answer] = (await once(asked, 'response')) as [IncomingMessage]
  return { ca, body: JSON.parse(await text(answer)) as Record<string, string> }
}

const open = {
  clientId,
  clientSecret,
  subscriptions: [{ type: 'EVENT', topic: '*' }],
}

test('a client that asks over TLS gets a gateway over TLS, with a certificate that can be trusted', async () => {
  const simulator = await simulated({ tlsPort: 0 })
  const path = '/v1.0/gateway/connections/open'
  const { ca, body } = await askSecurely(simulator, path, open)
  expect(body.endpoint).toMatch(/^wss:\/\/127\.0\.0\.1:\d+\/connect$/)
  const url = `${body.endpoint}?ticket=${encodeURIComponent(body.ticket ?? '')}`
  const socket = new WebSocket(url, { ca })
  await once(socket, 'open')
  expect((await simulator.state()).streamConnections).toBe(1)
  socket.terminate()

  expect((await simulator.ask('POST', path, open)).body.endpoint).toMatch(/^ws:/)
  await simulator.ask('PATCH', '/simulator/api/settings', { streamOverTls: true })
  expect((await simulator.ask('POST', path, open)).body.endpoint).toMatch(/^wss:/)
})

test('the authority and its certificate name this machine and DingTalk, and stay after a restart', async () => {
  const first = await simulated({ tlsPort: 0 })
  const pem = await readFile(first.certificateFile ?? '', 'utf8')
  const authority = new X509Certificate(pem)
  expect(authority.ca).toBe(true)
  expect(authority.verify(authority.publicKey)).toBe(true)
  const server = new X509Certificate(await readFile(join(first.dataFolder, 'tls/server.pem')))
  // libraries such as rustls refuse a server that shows the certificate of an authority
  expect(server.ca).toBe(false)
  expect(server.checkIssued(authority)).toBe(true)
  expect(server.verify(authority.publicKey)).toBe(true)
  for (const host of ['localhost', 'api.dingtalk.com', 'oapi.dingtalk.com', 'api.dingtalk.io'])
    expect(server.checkHost(host)).toBeDefined()
  expect(server.checkIP('127.0.0.1')).toBe('127.0.0.1')
  expect(server.checkIP('::1')).toBe('::1')
  // clients that check strictly ask for the ids of the keys: extensions 2.5.29.14 and 2.5.29.35
  expect(authority.raw.includes(Buffer.from('0603551d0e', 'hex'))).toBe(true)
  expect(server.raw.includes(Buffer.from('0603551d23', 'hex'))).toBe(true)
  expect(server.checkHost('example.com')).toBeUndefined()
  await first.stop()
  const second = await simulated({ tlsPort: 0, dataFolder: first.dataFolder })
  expect(await readFile(second.certificateFile ?? '', 'utf8')).toBe(pem)
})

test('the sign-in page is found at its older address too', async () => {
  const simulator = await simulated()
  const query = new URLSearchParams({
    client_id: clientId,
    response_type: 'code',
    scope: 'openid',
    redirect_uri: 'http://127.0.0.1:3000/console',
  })
  const pages = ['auth', 'challenge.htm'].map(async (name) => {
    const answer = await fetch(`${simulator.url}/oauth2/${name}?${query}`)
    expect(answer.status).toBe(200)
    return answer.text()
  })
  const [page, older] = await Promise.all(pages)
  expect(page).toContain('Mei Chen')
  expect(older).toBe(page)
})

/** A connection through the simulator as a proxy, as clients ask for it. */
async function connectThrough(simulator: Simulated, target: string) {
  const { hostname, port } = new URL(simulator.url)
  const asked = plainRequest({ host: hostname, port, method: 'CONNECT', path: target })
  asked.end()
  const [answer, socket] = (await once(asked, 'connect')) as [IncomingMessage, Socket]
  onTestFinished(() => void socket.destroy())
  return { status: answer.statusCode, socket }
}

test('a client whose addresses are constants reaches the simulator as its proxy, and no other host', async () => {
  const simulator = await simulated({ tlsPort: 0 })
  const ca = await readFile(simulator.certificateFile ?? '')
  const { status, socket } = await connectThrough(simulator, 'api.dingtalk.com:443')
  expect(status).toBe(200)
  const secure = connectSecurely({ socket, servername: 'api.dingtalk.com', ca })
  const asked = plainRequest({
    host: 'api.dingtalk.com',
    method: 'POST',
    path: '/v1.0/gateway/connections/open',
    headers: { 'content-type': 'application/json' },
    createConnection: () => secure,
  })
  asked.end(JSON.stringify(open))
  const [answer] = (await once(asked, 'response')) as [IncomingMessage]
  const { endpoint, ticket } = JSON.parse(await text(answer)) as Record<string, string>
  // an address that needs no proxy
  expect(endpoint).toBe(`${simulator.secureApiUrl?.replace('https', 'wss')}/connect`)
  const stream = new WebSocket(`${endpoint}?ticket=${encodeURIComponent(ticket ?? '')}`, { ca })
  await once(stream, 'open')
  stream.terminate()

  for (const target of ['example.com:443', 'api.dingtalk.com:80', 'notdingtalk.com:443'])
    expect((await connectThrough(simulator, target)).status).toBe(403)
})
