/** Behind https the console works in a frame of DingTalk's desktop client, and other sites still cannot use its cookies. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { clock } from '../../../service/clock.ts'
import { CookieJar } from '../../setup/browser-jar.ts'
import { buildOperator, type TestOperator } from '../../setup/people.ts'
import { startTestService, type TestService } from '../../setup/service.ts'

const publicUrl = 'https://partners.example.com'
let service: TestService
let admin: TestOperator
let addresses = 0

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
  // limits are for other tests: each time from another address
  const headers = {
    origin: publicUrl,
    'x-forwarded-proto': 'https',
    'x-forwarded-for': `203.0.113.${++addresses}`,
  }
  const answer = await jar.send('POST', '/api/v1/sessions/operator', body, headers)
  expect(answer.status).toBe(200)
  return jar
}

test('cookies are sent in a frame of another site, but are kept apart for each site around it', async () => {
  const jar = await signedIn()
  for (const name of ['__Secure-pw_operator', '__Secure-pw_operator_refresh']) {
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

describe('the names of cookies', () => {
  const names = ['pw_operator', 'pw_operator_refresh']
  const prefixed = names.map((name) => `__Secure-${name}`)
  const both = [...prefixed, ...names]
  // that a person was signed in on the device stays known
  const sessionCookies = (jar: CookieJar) =>
    jar
      .names()
      .filter((name) => !name.endsWith('pw_device'))
      .toSorted()
  const whoAmI = (jar: CookieJar) => jar.send('GET', '/api/v1/me/operator')
  const refresh = (jar: CookieJar) =>
    jar.send('POST', '/api/v1/sessions/refresh', { kind: 'operator' })

  /** A browser that an earlier release has signed in. */
  async function signedInBefore(): Promise<CookieJar> {
    const jar = await signedIn()
    for (const name of names) jar.rename(`__Secure-${name}`, name)
    return jar
  }

  /** What an instance of an earlier release reads of the cookies of a browser: it knows no prefix. */
  function seenBefore(jar: CookieJar): CookieJar {
    const seen = new CookieJar(service.url)
    for (const name of names) {
      const { value = '', path = '' } = jar.cookie(name) ?? {}
      seen.put(name, value, path)
    }
    return seen
  }

  test('have the prefix that only we can set, in OpenAPI too', async () => {
    const jar = await signedIn()
    expect(sessionCookies(jar)).toEqual(both)
    expect((await whoAmI(jar)).status).toBe(200)
    const { body } = await jar.send('GET', '/openapi.json')
    expect(body.components.securitySchemes.operator.name).toBe('__Secure-pw_operator')
  })

  test('of an earlier release are read, and set beside the prefixed ones at the next refresh', async () => {
    const jar = await signedInBefore()
    expect((await whoAmI(jar)).status).toBe(200)
    expect((await refresh(jar)).status).toBe(200)
    expect(sessionCookies(jar)).toEqual(both)
    for (const name of names) {
      const [old, present] = [jar.cookie(name), jar.cookie(`__Secure-${name}`)]
      expect(old).toEqual(present)
      expect(old?.attributes.toLowerCase()).toMatch(/secure.*httponly|httponly.*secure/)
    }
    expect((await whoAmI(jar)).status).toBe(200)
    expect((await refresh(jar)).status).toBe(200)
  })

  test('a session that this release has made or refreshed works under the names of an earlier release', async () => {
    const jar = await signedIn()
    expect((await whoAmI(seenBefore(jar))).status).toBe(200)
    expect((await refresh(jar)).status).toBe(200)
    const there = seenBefore(jar)
    expect((await whoAmI(there)).status).toBe(200)
    expect((await refresh(there)).status).toBe(200)
    expect((await whoAmI(there)).status).toBe(200)
  })

  /** An instance of an earlier release has refreshed: it writes the names without the prefix only. */
  async function refreshedBefore(jar: CookieJar): Promise<void> {
    const there = seenBefore(jar)
    expect((await refresh(there)).status).toBe(200)
    for (const name of names) {
      const { value = '', path = '' } = there.cookie(name) ?? {}
      jar.put(name, value, path)
    }
  }

  test('a session that an earlier release has refreshed meanwhile goes on here', async () => {
    const jar = await signedIn()
    await refreshedBefore(jar)
    try {
      // when the token under the prefixed name counts as a copy of another session's
      clock.arrange(() => new Date(Date.now() + 60_000))
      expect((await refresh(jar)).status).toBe(200)
      expect((await whoAmI(jar)).status).toBe(200)
      expect(jar.cookie(names[1] ?? '')).toEqual(jar.cookie(prefixed[1] ?? ''))
    } finally {
      clock.arrange()
    }
  })

  test('a token of another session without the prefix does not stand for a prefixed one that was replaced', async () => {
    const [jar, other] = [await signedIn(), await signedIn()]
    await refreshedBefore(jar)
    const { value = '', path = '' } = other.cookie('pw_operator_refresh') ?? {}
    jar.put('pw_operator_refresh', value, path)
    try {
      clock.arrange(() => new Date(Date.now() + 60_000))
      expect((await refresh(jar)).body.code).toBe('session_expired')
    } finally {
      clock.arrange()
    }
    expect((await whoAmI(other)).status).toBe(200)
  })

  test('of an earlier release: signing in again there ends that session', async () => {
    const jar = await signedInBefore()
    const stolen = jar.copy()
    const body = { email: admin.account.email, password: admin.password }
    await jar.send('POST', '/api/v1/sessions/operator', body, { origin: publicUrl })
    expect(sessionCookies(jar)).toEqual(both)
    await expect.poll(async () => (await whoAmI(stolen)).body.code).toBe('session_expired')
  })

  test.each([
    ['POST', '/api/v1/sessions/sign-out', { kind: 'operator' }],
    ['DELETE', '/api/v1/me/operator/sessions', undefined],
  ])(
    '%s %s takes out both kinds, also those that are not sent there',
    async (method, path, body) => {
      const [jar, before] = [await signedIn(), await signedInBefore()]
      for (const name of names) {
        const { value = '', path: where = '' } = before.cookie(name) ?? {}
        jar.put(name, value, where)
      }
      expect((await jar.send(method, path, body, { origin: publicUrl })).status).toBe(200)
      expect(sessionCookies(jar)).toEqual([])
    },
  )

  test('a cookie without the prefix, which a neighbour on the domain can plant, does not win', async () => {
    const other = await buildOperator(service.url)
    const jar = await signedIn()
    jar.put('pw_operator', other.client.token ?? '', '/api')
    jar.put('pw_operator_refresh', 'planted', jar.cookie('pw_operator_refresh')?.path ?? '')
    expect((await whoAmI(jar)).body.workspace.id).toBe(admin.workspace._id)
    expect((await refresh(jar)).status).toBe(200)
    expect((await whoAmI(jar)).body.workspace.id).toBe(admin.workspace._id)
  })
})
