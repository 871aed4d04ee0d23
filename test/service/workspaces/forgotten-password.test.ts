/** A forgotten password: a code by mail, and a new password with it; strangers learn nothing and shut no one out. */
import { randomUUIDv7 } from 'node:crypto'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { codeToMail } from '../../../service/accounts/actions/one-time-codes.ts'
import { OneTimeCodes, Sessions } from '../../../service/accounts/model.ts'
import { clock } from '../../../service/clock.ts'
import { Events } from '../../../service/outbox/model.ts'
import { CookieJar } from '../../setup/browser-jar.ts'
import { buildOperator, clientOf, type TestOperator } from '../../setup/people.ts'
import { startTestService, type TestService } from '../../setup/service.ts'

let service: TestService
let olivia: TestOperator
let attempt: string
/** Each test comes from an address of its own: tries are counted by address. */
let address = 0

beforeAll(async () => {
  service = await startTestService()
})
afterAll(() => service.stop())
beforeEach(async () => {
  olivia = await buildOperator(service.url)
  attempt = randomUUIDv7()
  address++
})
afterEach(() => clock.arrange())

const next = 'seven green kettles sing'
const later = (ms: number) => clock.arrange(() => new Date(Date.now() + ms))
const stranger = () => clientOf(service.url)

const from = () => ({ 'x-forwarded-for': `203.0.113.${address}` })
const ask = (email = olivia.account.email, by = attempt) =>
  stranger().post('/api/v1/password-codes', { email, attempt: by }, from())
const set = (code: string, given: { password?: string; attempt?: string; email?: string } = {}) =>
  stranger().post(
    '/api/v1/password-codes/use',
    {
      email: given.email ?? olivia.account.email,
      attempt: given.attempt ?? attempt,
      code,
      next: given.password ?? next,
    },
    from(),
  )
const signIn = (password: string) =>
  new CookieJar(service.url).send('POST', '/api/v1/sessions/operator', {
    email: olivia.account.email,
    password,
  })

/** The digits in the newest mail to Olivia. */
async function mailed(): Promise<string> {
  const event = await Events.findOne({
    type: 'accounts.code_requested',
    'subject.id': olivia.account._id,
  })
    .sort({ _id: -1 })
    .lean()
  expect(event?.data).toMatchObject({ purpose: 'reset_password' })
  const { row, salt } = event?.data ?? {}
  return (await codeToMail(String(row), String(salt)))?.digits ?? ''
}

const another = (code: string) => String((Number(code) + 1) % 1_000_000).padStart(6, '0')

test('an unknown e-mail is answered like a known one, and nothing is mailed', async () => {
  const before = await Events.countDocuments({ type: 'accounts.code_requested' })
  const [known, unknown] = [await ask(), await ask('nobody@iso.example', randomUUIDv7())]
  expect([unknown.status, unknown.body]).toEqual([known.status, known.body])
  expect(await Events.countDocuments({ type: 'accounts.code_requested' })).toBe(before + 1)
  const code = another(await mailed())
  const wrong = await set(code)
  const nobodys = await set(code, { email: 'nobody@iso.example' })
  expect([wrong.status, wrong.body.code]).toEqual([400, 'wrong_code'])
  expect(nobodys.body.code).toBe('code_over')
  const asked = randomUUIDv7()
  await ask('nobody@iso.example', asked)
  const after = await set(code, { email: 'nobody@iso.example', attempt: asked })
  expect(after.body.code).toBe('wrong_code')
})

test('a code is good on the page that asked for it, once, for five minutes and five tries', async () => {
  await ask()
  const code = await mailed()
  expect((await set(code, { attempt: randomUUIDv7() })).body.code).toBe('code_over')
  for (let tries = 0; tries < 5; tries++) {
    expect((await set(another(code))).body.code).toBe('wrong_code')
  }
  expect((await set(code)).body.code).toBe('code_over')

  later(61_000)
  await ask()
  const second = await mailed()
  later(61_000 + 5 * 60_000)
  expect((await set(second)).body.code).toBe('code_over')

  await ask()
  const third = await mailed()
  expect((await set(third)).status).toBe(200)
  expect((await set(third)).body.code).toBe('code_over')
})

test('a password that is refused uses up neither the code nor a try', async () => {
  await ask()
  const code = await mailed()
  for (let tries = 0; tries < 6; tries++) {
    const { body } = await set(code, { password: 'passwordpassword' })
    expect(body.code).toBe('password_pattern')
  }
  const short = await set(code, { password: 'short' })
  expect(short.body.code).toBe('bad_input')
  expect((await set(code)).status).toBe(200)
})

test('with the new password one signs in, and every session from before has ended', async () => {
  const browser = new CookieJar(service.url)
  await browser.send('POST', '/api/v1/sessions/operator', {
    email: olivia.account.email,
    password: olivia.password,
  })
  await ask()
  expect((await set(await mailed())).status).toBe(200)
  expect((await signIn(olivia.password)).status).toBe(401)
  expect((await signIn(next)).status).toBe(200)
  expect(
    (await browser.send('POST', '/api/v1/sessions/refresh', { kind: 'operator' })).status,
  ).toBe(401)
  expect(await Sessions.countDocuments({ account: olivia.account._id })).toBe(1)
  const told = await Events.findOne({
    type: 'accounts.password_changed',
    'subject.id': olivia.account._id,
  }).lean()
  expect(told).toMatchObject({ tenant: olivia.workspace._id, actor: { id: olivia.member._id } })
})

test('strangers who ask for codes neither use up the tries of the owner nor fill the mailbox', async () => {
  await ask()
  const code = await mailed()
  const statuses: number[] = []
  for (let n = 0; n < 12; n++) {
    const by = randomUUIDv7()
    statuses.push((await ask(olivia.account.email, by)).status)
    await set(another(code), { attempt: by })
  }
  expect(statuses.filter((status) => status === 202)).toHaveLength(9)
  expect(statuses.at(-1)).toBe(429)
  expect((await set(code)).status).toBe(200)
})

test('asked for again too soon, it says how long to wait; the code before then counts no longer', async () => {
  await ask()
  const first = await mailed()
  const { status, headers } = await ask()
  expect(status).toBe(429)
  expect(Number(headers.get('retry-after'))).toBeGreaterThan(50)
  later(61_000)
  expect((await ask()).body).toEqual({ wait: 60 })
  const second = await mailed()
  if (first !== second) expect((await set(first)).body.code).toBe('wrong_code')
  expect((await set(second)).status).toBe(200)
  expect(await OneTimeCodes.countDocuments({ account: olivia.account._id })).toBe(0)
})

test('after thirty wrong codes of a day no code is taken, until the next day', async () => {
  let wrong = 0
  for (let hour = 0; wrong < 30; hour++) {
    later(hour * 3_700_000)
    address++
    const by = randomUUIDv7()
    await ask(olivia.account.email, by)
    const code = another(await mailed())
    for (let n = 0; n < 5; n++) {
      expect((await set(code, { attempt: by })).body.code).toBe('wrong_code')
      wrong++
    }
  }
  await ask()
  const right = await mailed()
  expect((await set(right)).status).toBe(429)
})
