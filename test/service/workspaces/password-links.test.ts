/** Setting a password with a link: once, in time, with the newest one, and strangers learn nothing. */
import { createHash } from 'node:crypto'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { makePasswordLink } from '../../../service/accounts/actions/password-links.ts'
import { PasswordLinks } from '../../../service/accounts/model.ts'
import { clock } from '../../../service/clock.ts'
import { atConsole } from '../../../service/http/callers.ts'
import { Events } from '../../../service/outbox/model.ts'
import { CookieJar } from '../../setup/browser-jar.ts'
import { buildOperator, clientOf, type TestOperator } from '../../setup/people.ts'
import { startTestService, type TestService } from '../../setup/service.ts'

let service: TestService
let operator: TestOperator

beforeAll(async () => {
  service = await startTestService()
})
afterAll(() => service.stop())
beforeEach(async () => {
  operator = await buildOperator(service.url)
})
afterEach(() => clock.arrange())

const next = 'seven green kettles sing'

/** @returns what stands behind the # of the link */
async function newLink(kind: 'first' | 'again' = 'again'): Promise<string> {
  const about = { tenant: operator.workspace._id, by: atConsole }
  const { url } = await makePasswordLink(operator.account, kind, about)
  expect(url).toMatch(/^http:\/\/localhost:3000\/console\/password#[\w-]{43}$/)
  return url.split('#')[1] ?? ''
}

const stranger = () => clientOf(service.url)
const open = (token: string) => stranger().post('/api/v1/password-links/open', { token })
const use = (token: string, password = next) =>
  stranger().post('/api/v1/password-links/use', { token, next: password })
const signIn = (password: string, from = new CookieJar(service.url)) =>
  from.send('POST', '/api/v1/sessions/operator', { email: operator.account.email, password })
const later = (ms: number) => clock.arrange(() => new Date(Date.now() + ms))

test('a caller without a link of ours gets the same answer, whatever they send', async () => {
  const used = await newLink()
  expect((await use(used)).status).toBe(200)
  expect((await use(used)).body.code).toBe('password_link_over')
  const replaced = await newLink()
  await newLink()
  const { body } = await open('a'.repeat(43))
  for (const token of [used, replaced]) {
    for (const answer of [await open(token), await use(token)]) {
      expect([answer.status, answer.body.code]).toEqual([409, 'password_link_over'])
      expect(answer.body.detail).toBe(body.detail)
    }
  }
  expect((await open('short')).body.code).toBe('bad_input')
})

test('a link that is too late counts no longer, a day after a reset and three days for a new account', async () => {
  const hour = 3_600_000
  const again = await newLink('again')
  later(24 * hour - 60_000)
  expect((await open(again)).status).toBe(200)
  later(24 * hour + 1_000)
  expect((await open(again)).body.code).toBe('password_link_over')
  expect((await use(again)).body.code).toBe('password_link_over')
  clock.arrange()
  const first = await newLink('first')
  later(72 * hour - 60_000)
  expect((await open(first)).status).toBe(200)
  later(72 * hour + 1_000)
  expect((await open(first)).body.code).toBe('password_link_over')
})

test('the link says whose it is, and opening it uses nothing up', async () => {
  const token = await newLink()
  for (let n = 0; n < 2; n++) {
    const { name, email } = operator.account
    expect((await open(token)).body).toEqual({ name, email })
  }
  expect((await signIn(operator.password)).status).toBe(200)
})

test('the new password goes in and the old one out; every session ends, and the mail is asked for', async () => {
  const browser = new CookieJar(service.url)
  expect((await signIn(operator.password, browser)).status).toBe(200)
  expect((await browser.send('GET', '/api/v1/me/operator')).status).toBe(200)
  expect((await use(await newLink())).status).toBe(200)
  expect((await signIn(operator.password)).body.code).toBe('wrong_credentials')
  expect((await signIn(next)).status).toBe(200)
  await expect.poll(async () => (await browser.send('GET', '/api/v1/me/operator')).status).toBe(401)
  const refreshed = await browser.send('POST', '/api/v1/sessions/refresh', { kind: 'operator' })
  expect(refreshed.status).toBe(401)
  const told = await Events.findOne({
    type: 'accounts.password_changed',
    'subject.id': operator.account._id,
  }).lean()
  expect(told).toMatchObject({
    tenant: operator.workspace._id,
    actor: { kind: 'operator', id: operator.member._id },
    state: 'due',
  })
})

test.each([
  ['short', 'fourteen chars', 'bad_input'],
  ['common', 'password1234567', 'password_common'],
  ['made of the e-mail', undefined, 'password_personal'],
])('a password that is %s is refused, and the link still counts', async (_, password, code) => {
  const token = await newLink()
  const refused = await use(token, password ?? `${operator.account.email}1`)
  expect([refused.status, refused.body.code]).toEqual([400, code])
  expect((await signIn(operator.password)).status).toBe(200)
  expect((await use(token)).status).toBe(200)
})

test('used twice at the same moment, a link sets one of the two passwords', async () => {
  const token = await newLink()
  const answers = await Promise.all([use(token, next), use(token, 'violet tram over nine lakes')])
  expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409])
  const won = answers[0]?.status === 200 ? next : 'violet tram over nine lakes'
  expect((await signIn(won)).status).toBe(200)
})

test('a password that its owner changes makes a link that is still on its way worthless', async () => {
  const token = await newLink()
  const changed = await operator.client.put('/api/v1/me/operator/password', {
    present: operator.password,
    next,
  })
  expect(changed.status).toBe(200)
  expect((await use(token, 'violet tram over nine lakes')).body.code).toBe('password_link_over')
})

test('the token is kept as a hash only, and no event has it', async () => {
  const token = await newLink()
  const row = await PasswordLinks.findById(operator.account._id).lean()
  expect(row?.token).toBe(createHash('sha256').update(token).digest('base64url'))
  const events = await Events.find({ 'subject.id': operator.account._id }).lean()
  expect(events.map(({ type }) => type)).toContain('accounts.password_link_made')
  expect(JSON.stringify([row, events])).not.toContain(token)
})

test('a caller who tries many links from one address has to wait', async () => {
  let limited = 0
  for (let n = 0; n < 70 && !limited; n++) {
    const { status, body } = await open(`${'b'.repeat(40)}${n}`)
    if (status === 429) limited = body.retryAfter
  }
  expect(limited).toBeGreaterThan(0)
})
