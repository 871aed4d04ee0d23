/** Signing in, staying signed in, signing out: what an honest person and a thief experience. */
import { createSecretKey, randomBytes } from 'node:crypto'
import jsonwebtoken from 'jsonwebtoken'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { Sessions } from '../../../service/accounts/model.ts'
import { clock } from '../../../service/clock.ts'
import { config } from '../../../service/config.ts'
import { Members } from '../../../service/team/model.ts'
import { CookieJar } from '../../setup/browser-jar.ts'
import { buildOperator, clientOf, type TestOperator } from '../../setup/people.ts'
import { startTestService, type TestService } from '../../setup/service.ts'

let service: TestService
let admin: TestOperator
let jar: CookieJar

beforeAll(async () => {
  service = await startTestService()
})
afterAll(() => service.stop())
beforeEach(async () => {
  admin = await buildOperator(service.url)
  jar = new CookieJar(service.url)
})
afterEach(() => clock.arrange())

const signIn = (from = jar, changes: Record<string, unknown> = {}, headers = {}) =>
  from.send(
    'POST',
    '/api/v1/sessions/operator',
    { email: admin.account.email, password: admin.password, ...changes },
    headers,
  )
const whoAmI = (from = jar) => from.send('GET', '/api/v1/me/operator')
const refresh = (from = jar) => from.send('POST', '/api/v1/sessions/refresh', { kind: 'operator' })

test('e-mail (in any case) and password open a session; its cookies are out of reach of scripts and other sites', async () => {
  const answer = await signIn(jar, { email: ` ${admin.account.email.toUpperCase()} ` })
  expect([answer.status, answer.body]).toEqual([200, { kind: 'operator', expiresIn: 600 }])
  const me = (await whoAmI()).body
  expect(me.workspace).toMatchObject({ id: admin.workspace._id, kind: 'iso' })
  expect(me.permissions).toContain('staff.decide')
  for (const name of ['pw_operator', 'pw_operator_refresh']) {
    expect(jar.cookie(name)?.attributes.toLowerCase()).toMatch(/samesite=lax; httponly/)
  }
  expect(jar.cookie('pw_operator_refresh')?.path).toBe('/api/v1/sessions')
})

test('a wrong password and an unknown e-mail are answered alike', async () => {
  const answers = [
    await signIn(jar, { password: 'wrong' }),
    await signIn(jar, { email: 'nobody@iso.example' }),
  ]
  const same = answers.map(({ status, body: { requestId: _, ...body } }) => ({ status, body }))
  expect(same[0]).toEqual(same[1])
  expect(same[0]?.body.code).toBe('wrong_credentials')
})

test('after ten tries for one e-mail from one address there is a pause there, and nowhere else', async () => {
  const elsewhere = { 'x-forwarded-for': '203.0.113.7' }
  for (let n = 0; n < 10; n++) await signIn(jar, { password: 'wrong' }, elsewhere)
  const blocked = await signIn(jar, {}, elsewhere)
  expect([blocked.status, blocked.body.code]).toEqual([429, 'too_many_requests'])
  expect(Number(blocked.headers.get('retry-after'))).toBeGreaterThan(0)
  expect((await signIn(jar, {}, { 'x-forwarded-for': '203.0.113.8' })).status).toBe(200)
})

test('the access token ends after ten minutes; the refresh token brings a new one', async () => {
  await signIn()
  clock.arrange(() => new Date(Date.now() + 601_000))
  const ended = await whoAmI()
  expect([ended.status, ended.body.code]).toEqual([401, 'session_expired'])
  expect((await refresh()).status).toBe(200)
  expect((await whoAmI()).status).toBe(200)
})

test('a made-up refresh token ends nothing, even with the right session id', async () => {
  await signIn()
  const [sessionId] = jar.cookie('pw_operator_refresh')?.value.split('.') ?? []
  const attacker = new CookieJar(service.url)
  attacker.put('pw_operator_refresh', `${sessionId}.${'A'.repeat(43)}.${'A'.repeat(43)}`, '/api')
  expect((await refresh(attacker)).body.code).toBe('session_expired')
  expect((await refresh(jar)).status).toBe(200)
})

test('signing out ends the session at once, on this device only', async () => {
  await signIn()
  const other = new CookieJar(service.url)
  await signIn(other)
  const stolen = jar.copy()
  await jar.send('POST', '/api/v1/sessions/sign-out', { kind: 'operator' })
  expect((await whoAmI(jar)).body.code).toBe('signed_out')
  await expect.poll(async () => (await whoAmI(stolen)).body.code).toBe('session_expired')
  expect((await whoAmI(other)).status).toBe(200)
})

test('forged tokens are refused: another key, no key, another kind of person, a body changed', async () => {
  await signIn()
  const token = jar.cookie('pw_operator')?.value ?? ''
  const [, body, signature] = token.split('.')
  const [{ id, key }] = config().sessionKeys
  const claims = jsonwebtoken.decode(token) as jsonwebtoken.JwtPayload
  const forged = [
    jsonwebtoken.sign(claims, createSecretKey(randomBytes(32)), { keyid: id }),
    jsonwebtoken.sign(claims, createSecretKey(key), { keyid: 'other' }),
    jsonwebtoken.sign(claims, '', { algorithm: 'none', keyid: id }),
    jsonwebtoken.sign({ ...claims, aud: 'staff' }, createSecretKey(key), { keyid: id }),
    [Buffer.from('{"alg":"none"}').toString('base64url'), body, signature].join('.'),
    'nonsense',
    `${Buffer.from('{"typ":"JWT","alg":"HS256"}').toString('base64url')}.bm90IGpzb24.c2ln`,
  ]
  for (const one of forged) {
    const thief = new CookieJar(service.url)
    thief.put('pw_operator', one, '/api')
    const answer = await whoAmI(thief)
    expect([answer.status, answer.body.code]).toEqual([401, 'session_expired'])
  }
})

test('tokens under an older key of the ring go on until they end', async () => {
  await signIn()
  const ring = config().sessionKeys
  ring.unshift({ id: 'new', key: randomBytes(32) })
  try {
    expect((await whoAmI()).status).toBe(200)
    await refresh()
    const fresh = jsonwebtoken.decode(jar.cookie('pw_operator')?.value ?? '', { complete: true })
    expect(fresh?.header.kid).toBe('new')
  } finally {
    ring.shift()
  }
})

test('a membership that was taken away ends the access of its session', async () => {
  await signIn()
  await Members.updateOne({ _id: admin.member._id }, { $set: { status: 'removed' } })
  clock.arrange(() => new Date(Date.now() + 11_000))
  expect((await whoAmI()).body.code).toBe('session_expired')
})

test('a page of another site cannot write with the cookies of ours', async () => {
  await signIn()
  const language = { language: 'zh-CN' }
  const foreign = await jar.send('PATCH', '/api/v1/me/operator', language, {
    origin: 'https://evil.example',
  })
  expect([foreign.status, foreign.body.code]).toEqual([403, 'foreign_origin'])
  const own = await jar.send('PATCH', '/api/v1/me/operator', language, {
    origin: config().publicUrl,
  })
  expect([own.status, own.body.language]).toEqual([200, 'zh-CN'])
})

test('refresh tokens and passwords are stored as hashes only', async () => {
  await signIn()
  const token = jar.cookie('pw_operator_refresh')?.value.split('.')[1] ?? ''
  const stored = JSON.stringify(await Sessions.find().lean()) + JSON.stringify(admin.account)
  expect(token).not.toBe('')
  expect(stored).not.toContain(token)
  expect(stored).not.toContain(admin.password)
})

test('a caller without any session is signed out, not expired', async () => {
  const answer = await clientOf(service.url).get('/api/v1/me/operator')
  expect([answer.status, answer.body.code]).toEqual([401, 'signed_out'])
})
