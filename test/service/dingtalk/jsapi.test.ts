import { createHash } from 'node:crypto'
import nock from 'nock'
import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { configureDoor, openDatabase, organisation, serveDoor, type Listening } from './door.ts'

const api = 'https://api.dingtalk.com'
const publicUrl = 'https://partners.example.com/app'

let door: Listening

beforeAll(async () => {
  const closeDatabase = await openDatabase()
  door = await serveDoor()
  return async () => {
    await door.close()
    await closeDatabase()
  }
})
beforeEach(() => configureDoor({ PUBLIC_URL: publicUrl }))
afterEach(() => nock.cleanAll())

/** DingTalk gives a ticket once: a second request for one would fail. */
function oneTicket(): void {
  nock(api).post('/v1.0/oauth2/accessToken').reply(200, { accessToken: 'n1', expireIn: 7200 })
  nock(api, { reqheaders: { 'x-acs-dingtalk-access-token': 'n1' } })
    .post('/v1.0/oauth2/jsapiTickets')
    .reply(200, { jsapiTicket: 'T1', expireIn: 7200 })
}

async function sign(url: string) {
  const query = new URLSearchParams({ url })
  const response = await fetch(`${door.url}/api/v1/dingtalk/jsapi-signature?${query}`)
  return { status: response.status, body: (await response.json()) as Record<string, string> }
}

test('a page learns the ids it needs before anyone is signed in', async () => {
  const response = await fetch(`${door.url}/api/v1/dingtalk/app`)
  expect(await response.json()).toEqual({
    corpId: organisation.corpId,
    clientId: organisation.clientId,
  })
})

test.each([
  [`${publicUrl}/`, `${publicUrl}/`],
  [publicUrl, publicUrl],
  [`${publicUrl}/staff?corpid=$CORPID$#/home?x`, `${publicUrl}/staff?corpid=$CORPID$`],
  [`${publicUrl}/staff?a=%E4%BD%A0+x&b=1%25`, `${publicUrl}/staff?a=你 x&b=1%`],
  [`${publicUrl}/staff?`, `${publicUrl}/staff?`],
])('the page %s is signed in the form that DingTalk signs', async (url, signedUrl) => {
  oneTicket()
  const { status, body } = await sign(url)
  expect(status).toBe(200)
  expect(body).toMatchObject({ corpId: organisation.corpId, agentId: organisation.agentId })
  const text = `jsapi_ticket=T1&noncestr=${body['nonceStr']}&timestamp=${body['timeStamp']}&url=${signedUrl}`
  expect(body['signature']).toBe(createHash('sha256').update(text).digest('hex'))
})

test('many pages share one ticket, each with a nonce of its own', async () => {
  oneTicket()
  const all = await Promise.all(Array.from({ length: 8 }, () => sign(`${publicUrl}/`)))
  expect(new Set(all.map(({ status }) => status))).toEqual(new Set([200]))
  expect(new Set(all.map(({ body }) => body['nonceStr'])).size).toBe(8)
})

test.each([
  'https://evil.example.com/app',
  'https://partners.example.com.evil.example/app/',
  'https://partners.example.com/other',
  'https://partners.example.com/application',
  'https://someone@partners.example.com/app/',
  'http://partners.example.com/app/',
  'https://partners.example.com:8443/app/',
  `${publicUrl}/?broken=%E4%`,
  'javascript:alert(1)',
  'not a url',
])('the page %s is not ours and is not signed', async (url) => {
  const { status, body } = await sign(url)
  expect(status).toBe(400)
  expect(body).toMatchObject({ code: 'bad_input', field: 'url' })
  expect(body['signature']).toBeUndefined()
})

test('while DingTalk does not answer the page is told to come back', async () => {
  nock(api).post('/v1.0/oauth2/accessToken').times(3).reply(503, { code: 'ServiceUnavailable' })
  const { status, body } = await sign(`${publicUrl}/`)
  expect(status).toBe(503)
  expect(body).toMatchObject({ code: 'dingtalk_unavailable', retryAfter: 5 })
})
