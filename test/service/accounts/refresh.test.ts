/** Refresh tokens: what tabs, bad networks, both releases and thieves do with them. */
import { createHash, randomBytes } from 'node:crypto'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { Sessions } from '../../../service/accounts/model.ts'
import { clock } from '../../../service/clock.ts'
import { config } from '../../../service/config.ts'
import { Events } from '../../../service/outbox/model.ts'
import { CookieJar } from '../../setup/browser-jar.ts'
import { buildOperator, type TestOperator } from '../../setup/people.ts'
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
  const { email } = admin.account
  const answer = await jar.send('POST', '/api/v1/sessions/operator', {
    email,
    password: admin.password,
  })
  expect(answer.status).toBe(200)
})
afterEach(() => clock.arrange())

const whoAmI = (from: CookieJar) => from.send('GET', '/api/v1/me/operator')
const refresh = (from: CookieJar) =>
  from.send('POST', '/api/v1/sessions/refresh', { kind: 'operator' })
const later = (ms: number) => clock.arrange(() => new Date(Date.now() + ms))
const hash = (text: string) => createHash('sha256').update(text).digest('base64url')

const cookieIn = (from: CookieJar) => {
  const [sessionId = '', token = ''] = from.cookie('pw_operator_refresh')?.value.split('.') ?? []
  return { sessionId, token }
}
const tokenIn = (from: CookieJar) => cookieIn(from).token
const stored = async () => (await Sessions.findById(cookieIn(jar).sessionId).lean()) ?? undefined
const thefts = async () =>
  Events.countDocuments({
    type: 'accounts.session_ended',
    'subject.id': cookieIn(jar).sessionId,
    'data.why': 'token_reused',
  })

describe('an answer that was lost on its way', () => {
  test('is given again within the grace: the same successor', async () => {
    const phone = jar.copy()
    const first = tokenIn(phone)
    await refresh(jar)
    expect(tokenIn(jar)).not.toBe(first)
    later(29_000)
    expect((await refresh(phone)).status).toBe(200)
    expect(tokenIn(phone)).toBe(tokenIn(jar))
    expect((await whoAmI(phone)).status).toBe(200)
    expect(await thefts()).toBe(0)
  })

  test('ten minutes later the person who got it again is still signed in', async () => {
    const phone = jar.copy()
    await refresh(jar)
    later(20_000)
    await refresh(phone)
    later(640_000)
    expect((await whoAmI(phone)).body.code).toBe('session_expired')
    expect((await refresh(phone)).status).toBe(200)
    expect((await whoAmI(phone)).status).toBe(200)
    expect(await thefts()).toBe(0)
  })

  test('twice, one after the other, leads to the token in force', async () => {
    const phone = jar.copy()
    await refresh(jar)
    await refresh(jar)
    expect((await refresh(phone)).status).toBe(200)
    expect(tokenIn(phone)).toBe(tokenIn(jar))
    later(40_000)
    expect((await refresh(phone)).status).toBe(200)
    expect(await thefts()).toBe(0)
  })

  test('is given again after a new key was put in front', async () => {
    const phone = jar.copy()
    await refresh(jar)
    const ring = config().sessionKeys
    ring.unshift({ id: 'new', key: randomBytes(32) })
    try {
      await refresh(phone)
      expect(tokenIn(phone)).toBe(tokenIn(jar))
      await refresh(jar)
      await refresh(phone)
      expect(tokenIn(phone)).toBe(tokenIn(jar))
    } finally {
      ring.shift()
    }
  })
})

test('tabs that refresh at once stay signed in, with the same token', async () => {
  const tabs = [jar, jar.copy(), jar.copy(), jar.copy()]
  const answers = await Promise.all(tabs.map(refresh))
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200])
  expect(new Set(tabs.map(tokenIn)).size).toBe(1)
  for (const tab of tabs) expect((await whoAmI(tab)).status).toBe(200)
  later(40_000)
  expect((await refresh(tabs[3]!)).status).toBe(200)
})

describe('a copy of a token', () => {
  test('that was replaced longer ago than the grace ends the session for thief and owner', async () => {
    const thief = jar.copy()
    await refresh(jar)
    later(31_000)
    expect((await refresh(thief)).body.code).toBe('session_expired')
    expect((await refresh(jar)).body.code).toBe('session_expired')
    await expect.poll(async () => (await whoAmI(jar)).body.code).toBe('session_expired')
    expect(await thefts()).toBe(1)
  })

  test('that was given again does not make the grace longer', async () => {
    const thief = jar.copy()
    await refresh(jar)
    later(29_000)
    const again = thief.copy()
    expect((await refresh(again)).status).toBe(200)
    later(31_000)
    expect((await refresh(thief)).body.code).toBe('session_expired')
    expect(await thefts()).toBe(1)
  })

  test('is found out by the owner when the thief has gone on with it', async () => {
    const thief = jar.copy()
    await refresh(thief)
    later(40_000)
    await refresh(thief)
    expect((await refresh(jar)).body.code).toBe('session_expired')
    expect((await refresh(thief)).body.code).toBe('session_expired')
    expect(await thefts()).toBe(1)
  })
})

describe('beside an earlier release', () => {
  test('a session that it opened and refreshed goes on', async () => {
    const { sessionId } = cookieIn(jar)
    await Sessions.collection.updateOne(
      { _id: sessionId as never },
      { $set: { previous: hash('some') }, $unset: { replaced: 1 } },
    )
    expect((await refresh(jar)).status).toBe(200)
    // what it goes by itself: the token before, and when it was replaced
    const phone = jar.copy()
    const before = tokenIn(jar)
    await refresh(jar)
    const row = await stored()
    expect(row?.previous).toBe(hash(before))
    expect(row?.current).toBe(hash(tokenIn(jar)))
    expect((await refresh(phone)).status).toBe(200)
  })

  test('a token whose successor it made at random still gets access within the grace, and ends nothing', async () => {
    const { sessionId, token } = cookieIn(jar)
    await Sessions.collection.updateOne(
      { _id: sessionId as never },
      {
        $set: { current: hash('at random'), previous: hash(token), rotatedAt: new Date() },
        $unset: { replaced: 1 },
      },
    )
    expect((await refresh(jar)).status).toBe(200)
    expect(tokenIn(jar)).toBe(token)
    expect((await whoAmI(jar)).status).toBe(200)
    expect(await thefts()).toBe(0)
    later(31_000)
    expect((await refresh(jar)).body.code).toBe('session_expired')
    expect(await thefts()).toBe(1)
  })
})

test('what is stored leads to no token', async () => {
  for (let n = 0; n < 8; n++) await refresh(jar)
  const row = await stored()
  expect(row?.replaced?.length).toBeLessThanOrEqual(4)
  expect(JSON.stringify(row)).not.toContain(tokenIn(jar))
})
