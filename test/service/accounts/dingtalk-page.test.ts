/** Signing in to the console from outside DingTalk, by way of DingTalk's own page: honest people, thieves and doubles. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { demoOrganisation } from '../../../scripts/demo/people.ts'
import { Accounts } from '../../../service/accounts/model.ts'
import { clock } from '../../../service/clock.ts'
import { config } from '../../../service/config.ts'
import type { CookieJar } from '../../setup/browser-jar.ts'
import { buildOperator, type TestOperator } from '../../setup/people.ts'
import { Desk, whoAmI } from './desk.ts'

let desk: Desk
let admin: TestOperator
let browser: CookieJar

beforeAll(async () => {
  desk = await Desk.start()
})
afterAll(() => desk.service.stop())
beforeEach(async () => {
  await desk.reset()
  admin = await buildOperator(desk.service.url)
  browser = desk.browser()
})

async function agreed(from: CookieJar, person: string, body?: Record<string, unknown>) {
  const back = await desk.onPage(await desk.leave(from, body), person, 'agree')
  return { authCode: back.get('authCode') ?? '', state: back.get('state') ?? '' }
}

test('the page is asked for our app, to come back to the console, with a state of its own each time', async () => {
  const first = await desk.leave(browser)
  const second = await desk.leave(browser)
  expect(first.origin).toBe(config().dingtalk.loginUrl)
  expect(first.pathname).toBe('/oauth2/auth')
  expect(Object.fromEntries(first.searchParams)).toEqual({
    client_id: demoOrganisation.clientId,
    response_type: 'code',
    scope: 'openid corpid',
    prompt: 'consent',
    redirect_uri: `${config().publicUrl}/console/dingtalk`,
    state: expect.stringMatching(/^[\w-]{43}$/),
  })
  expect(second.searchParams.get('state')).not.toBe(first.searchParams.get('state'))
  const cookie = browser.cookie('pw_dingtalk_page')
  expect(cookie?.path).toBe('/api/v1/sessions/operator/dingtalk')
  expect(cookie?.attributes.toLowerCase()).toContain('httponly')
})

test('a person who is linked comes back signed in, to where they wanted to go', async () => {
  await desk.linked('olivia', admin.account.email)
  const answer = await desk.comeBack(
    browser,
    await agreed(browser, 'olivia', { to: '/console/staff?status=requested' }),
  )
  expect([answer.status, answer.body]).toEqual([200, { to: '/console/staff?status=requested' }])
  expect((await whoAmI(browser)).body.id).toBe(admin.member._id)
})

test('a person who is not linked links by a code and is reached by cards from then on', async () => {
  const answer = await desk.comeBack(browser, await agreed(browser, 'olivia'))
  expect([answer.status, answer.body.code]).toEqual([403, 'dingtalk_not_linked'])
  await desk.askForCode(browser, admin.account.email)
  const code = await desk.mailedCode(admin.account.email)
  expect((await desk.confirm(browser, admin.account.email, code)).status).toBe(200)
  const account = await Accounts.findById(admin.account._id).lean()
  expect(account?.dingtalkUserId).toBe('olivia01')
})

test('a person outside the organisation can be linked too; cards cannot reach them', async () => {
  expect((await desk.comeBack(browser, await agreed(browser, 'aroon'))).status).toBe(403)
  await desk.askForCode(browser, admin.account.email)
  const code = await desk.mailedCode(admin.account.email)
  expect((await desk.confirm(browser, admin.account.email, code)).status).toBe(200)
  const account = await Accounts.findById(admin.account._id).lean()
  expect(account?.dingtalkUnionId).toBeTruthy()
  expect(account?.dingtalkUserId).toBeUndefined()
})

test('cancelling on the page comes back with a word and no code', async () => {
  const back = await desk.onPage(await desk.leave(browser), 'olivia', 'cancel')
  expect(back.get('error')).toBe('access_denied')
  expect(back.has('authCode')).toBe(false)
})

test('a sign-in that was begun in another browser is refused: no person slips theirs to another', async () => {
  await desk.linked('olivia', admin.account.email)
  const thief = desk.browser()
  const slipped = await agreed(thief, 'olivia')
  for (const victim of [desk.browser(), browser]) {
    if (victim === browser) await desk.leave(browser)
    const answer = await desk.comeBack(victim, slipped)
    expect([answer.status, answer.body.code]).toEqual([403, 'foreign_sign_in'])
    expect((await whoAmI(victim)).status).toBe(401)
  }
})

test('a state that was never given out is refused, and so is a note with a forged one', async () => {
  const { authCode } = await agreed(browser, 'olivia')
  const answer = await desk.comeBack(browser, { authCode, state: 'A'.repeat(43) })
  expect(answer.body.code).toBe('foreign_sign_in')
  const [head, body] = browser.cookie('pw_dingtalk_page')?.value.split('.') ?? []
  browser.put('pw_dingtalk_page', `${head}.${body}.${'A'.repeat(43)}`, '/api')
  const forged = await desk.comeBack(browser, { authCode, state: 'A'.repeat(43) })
  expect(forged.body.code).toBe('foreign_sign_in')
})

test('the same return twice is refused, also with a copy of the cookies', async () => {
  await desk.linked('olivia', admin.account.email)
  const back = await agreed(browser, 'olivia')
  const copy = browser.copy()
  expect((await desk.comeBack(browser, back)).status).toBe(200)
  for (const again of [browser, copy]) {
    const answer = await desk.comeBack(again, back)
    expect([answer.status, answer.body.code]).toEqual([409, 'sign_in_over'])
  }
})

test('of two returns at one moment one signs in', async () => {
  await desk.linked('olivia', admin.account.email)
  const back = await agreed(browser, 'olivia')
  const copy = browser.copy()
  const answers = await Promise.all([desk.comeBack(browser, back), desk.comeBack(copy, back)])
  expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409])
})

test('after ten minutes it must be begun again', async () => {
  const back = await agreed(browser, 'olivia')
  clock.arrange(() => new Date(Date.now() + 601_000))
  const answer = await desk.comeBack(browser, back)
  expect([answer.status, answer.body.code]).toEqual([409, 'sign_in_over'])
})

test('a code that DingTalk does not know is refused', async () => {
  const { state } = await agreed(browser, 'olivia')
  const answer = await desk.comeBack(browser, { authCode: 'made-up', state })
  expect([answer.status, answer.body.code]).toEqual([401, 'wrong_login_code'])
})

test('while DingTalk is away it is said that it is DingTalk', async () => {
  const back = await agreed(browser, 'olivia')
  await desk.phones.misbehave({ where: '/v1.0/oauth2/userAccessToken', what: 'status', value: 500 })
  const answer = await desk.comeBack(browser, back)
  expect([answer.status, answer.body.code]).toEqual([503, 'dingtalk_unavailable'])
})

test.each([
  'https://evil.example/console',
  '//evil.example',
  '/consoles',
  '/console/\\evil',
  '/',
  'javascript:alert(1)',
])('no browser is sent on to %s', async (to) => {
  const answer = await browser.send('POST', '/api/v1/sessions/operator/dingtalk/page', { to })
  expect([answer.status, answer.body.code]).toEqual([400, 'bad_input'])
})

test('a page of another site can neither begin nor end a sign-in', async () => {
  const back = await agreed(browser, 'olivia')
  const base = '/api/v1/sessions/operator/dingtalk'
  for (const [path, body] of [
    [`${base}/page`, { to: '/console' }],
    [`${base}/return`, back],
    [base, { code: 'any' }],
  ] as const) {
    const answer = await browser.send('POST', path, body, { origin: 'https://evil.example' })
    expect([answer.status, answer.body.code]).toEqual([403, 'foreign_origin'])
  }
})

test('a person who came to link is not signed in as another', async () => {
  await desk.linked('olivia', admin.account.email)
  const answer = await desk.comeBack(
    browser,
    await agreed(browser, 'olivia', { to: '/console/account', link: true }),
  )
  expect(answer.body.code).toBe('dingtalk_linked_elsewhere')
  expect((await whoAmI(browser)).status).toBe(401)
})
