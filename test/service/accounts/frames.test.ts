/** Behind https the console works in a frame of DingTalk's desktop client, and other sites still cannot use its cookies. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { CookieJar } from '../../setup/browser-jar.ts'
import { buildOperator, type TestOperator } from '../../setup/people.ts'
import { startTestService, type TestService } from '../../setup/service.ts'

const publicUrl = 'https://partners.example.com'
let service: TestService
let admin: TestOperator

beforeAll(async () => {
  service = await startTestService({ environment: { PUBLIC_URL: publicUrl } })
  admin = await buildOperator(service.url)
})
afterAll(() => service.stop())

async function signedIn(): Promise<CookieJar> {
  const jar = new CookieJar(service.url)
  const { email } = admin.account
  const body = { email, password: admin.password }
  // TLS ends at the load balancer: what reaches the service is plain
  const headers = { origin: publicUrl, 'x-forwarded-proto': 'https' }
  const answer = await jar.send('POST', '/api/v1/sessions/operator', body, headers)
  expect(answer.status).toBe(200)
  return jar
}

test('cookies are sent in a frame of another site, but are kept apart for each site around it', async () => {
  const jar = await signedIn()
  for (const name of ['pw_operator', 'pw_operator_refresh']) {
    const attributes = jar.cookie(name)?.attributes.toLowerCase() ?? ''
    for (const one of ['samesite=none', 'secure', 'httponly', 'partitioned']) {
      expect(attributes).toContain(one)
    }
  }
})

test.each([
  ['a form of another site', { origin: 'https://evil.example' }],
  ['a sandboxed frame', { origin: 'null' }],
  ['a neighbour on the same domain', { origin: 'https://blog.example.com' }],
  ['the same host without TLS', { origin: 'http://partners.example.com' }],
  ['a page of another site whose origin was taken off', { 'sec-fetch-site': 'cross-site' }],
])('a write of %s is refused although the cookies come along', async (_, headers) => {
  const jar = await signedIn()
  for (const [method, path, body] of [
    ['PATCH', '/api/v1/me/operator', { language: 'zh-CN' }],
    ['POST', '/api/v1/sessions/sign-out', { kind: 'operator' }],
    ['POST', '/api/v1/sessions/refresh', { kind: 'operator' }],
    ['DELETE', '/api/v1/me/operator/sessions', undefined],
  ] as const) {
    const answer = await jar.send(method, path, body, headers)
    expect([answer.status, answer.body.code]).toEqual([403, 'foreign_origin'])
  }
  const me = await jar.send('GET', '/api/v1/me/operator')
  expect([me.status, me.body.language]).toEqual([200, 'en'])
})

test('a write of our own page in a frame of DingTalk is taken', async () => {
  const jar = await signedIn()
  const headers = { origin: publicUrl, 'sec-fetch-site': 'same-origin' }
  const answer = await jar.send('PATCH', '/api/v1/me/operator', { language: 'en' }, headers)
  expect(answer.status).toBe(200)
})

test('only DingTalk may frame us', async () => {
  const answer = await new CookieJar(service.url).send('GET', '/healthz')
  const policy = answer.headers.get('content-security-policy') ?? ''
  expect(/frame-ancestors ([^;]*)/.exec(policy)?.[1]).toBe(
    "'self' https://*.dingtalk.com https://*.dingtalk.io",
  )
})
