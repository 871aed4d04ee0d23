/** The console inside DingTalk: people who are linked are in without a password, others link by a code from the mailbox. */
import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { Accounts, OneTimeCodes } from '../../../service/accounts/model.ts'
import { clock } from '../../../service/clock.ts'
import { config } from '../../../service/config.ts'
import { Events } from '../../../service/outbox/model.ts'
import { Members } from '../../../service/team/model.ts'
import { Workspaces } from '../../../service/workspaces/model.ts'
import type { CookieJar } from '../../setup/browser-jar.ts'
import { buildOperator, type TestOperator } from '../../setup/people.ts'
import { Desk, whoAmI } from './desk.ts'

let desk: Desk
let admin: TestOperator
let email: string
let browser: CookieJar

beforeAll(async () => {
  desk = await Desk.start()
})
afterAll(() => desk.service.stop())
beforeEach(async () => {
  await desk.reset()
  admin = await buildOperator(desk.service.url)
  email = admin.account.email
  browser = desk.browser()
})

const later = (ms: number) => clock.arrange(() => new Date(Date.now() + ms))
const other = (digits: string) => (digits === '000000' ? '000001' : '000000')

describe('signing in by auth code is refused', () => {
  test('for a code that DingTalk does not know, and for one used before', async () => {
    const send = (code: string) =>
      browser.send('POST', '/api/v1/sessions/operator/dingtalk', { code })
    expect((await send('made-up')).body.code).toBe('wrong_login_code')
    const code = await desk.authCode('olivia')
    await send(code)
    const again = await send(code)
    expect([again.status, again.body.code]).toEqual([401, 'wrong_login_code'])
  })

  test('for a code older than five minutes', async () => {
    await desk.phones.send('PATCH', '/settings', { authCodeSeconds: 1 })
    const code = await desk.authCode('olivia')
    await new Promise((next) => setTimeout(next, 1_100))
    const answer = await browser.send('POST', '/api/v1/sessions/operator/dingtalk', { code })
    expect(answer.body.code).toBe('wrong_login_code')
  })

  test('from another organisation, with a word that says so', async () => {
    const answer = await desk.signIn(browser, 'olivia', { corpId: 'dinganother' })
    expect([answer.status, answer.body.code]).toEqual([403, 'other_organisation'])
  })

  test('while DingTalk is away, and says that it is DingTalk', async () => {
    const code = await desk.authCode('olivia')
    await desk.phones.misbehave({ where: '/topapi/v2/user/getuserinfo', what: 'empty' })
    const answer = await browser.send('POST', '/api/v1/sessions/operator/dingtalk', { code })
    expect([answer.status, answer.body.code]).toEqual([503, 'dingtalk_unavailable'])
  })

  test('where DingTalk names a person without the id that accounts are known by', async () => {
    const code = await desk.authCode('olivia')
    const value = '{"errcode":0,"errmsg":"ok","result":{"userid":"olivia01","name":"Olivia"}}'
    await desk.phones.misbehave({ where: '/topapi/v2/user/getuserinfo', what: 'body', value })
    const answer = await browser.send('POST', '/api/v1/sessions/operator/dingtalk', { code })
    expect([answer.status, answer.body.code]).toEqual([503, 'dingtalk_unavailable'])
    // nor may they link an account to no one
    expect((await desk.askForCode(browser, email)).body.code).toBe('link_over')
  })

  test('for a person who is linked to nothing; it opens no session', async () => {
    const answer = await desk.signIn(browser, 'olivia')
    expect([answer.status, answer.body.code]).toEqual([403, 'dingtalk_not_linked'])
    expect((await whoAmI(browser)).status).toBe(401)
  })
})

describe('linking is refused', () => {
  test('to a person not named by DingTalk: neither mail nor link', async () => {
    expect((await desk.askForCode(browser, email)).body.code).toBe('link_over')
    expect((await desk.confirm(browser, email, '123456')).body.code).toBe('link_over')
  })

  test('when DingTalk named them too long ago, or the note was written by another person', async () => {
    await desk.signIn(browser, 'olivia')
    later(1_201_000)
    expect((await desk.askForCode(browser, email)).body.code).toBe('link_over')
    clock.arrange()
    const { value = '' } = browser.cookie('pw_dingtalk_proof') ?? {}
    const [head, body, signature] = value.split('.')
    const claims = JSON.parse(Buffer.from(body ?? '', 'base64url').toString())
    claims.note.unionId = 'somebody-else'
    const forged = [head, Buffer.from(JSON.stringify(claims)).toString('base64url'), signature]
    browser.put('pw_dingtalk_proof', forged.join('.'), '/api/v1/sessions/operator/dingtalk')
    expect((await desk.askForCode(browser, email)).body.code).toBe('link_over')
  })

  test('with a wrong code; the fifth wrong one uses it up', async () => {
    await desk.signIn(browser, 'olivia')
    await desk.askForCode(browser, email)
    const code = await desk.mailedCode(email)
    for (let n = 0; n < 5; n++) {
      const answer = await desk.confirm(browser, email, other(code))
      expect([answer.status, answer.body.code, answer.body.field]).toEqual([
        400,
        'wrong_code',
        'code',
      ])
    }
    expect((await desk.confirm(browser, email, code)).body.code).toBe('code_over')
  })

  test('with many guesses at one moment just as one after the other', async () => {
    await desk.signIn(browser, 'olivia')
    await desk.askForCode(browser, email)
    const code = await desk.mailedCode(email)
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => desk.confirm(browser, email, other(code))),
    )
    const codes = answers.map(({ body }) => body.code)
    expect(codes.filter((one) => one === 'wrong_code')).toHaveLength(5)
    expect(codes.filter((one) => one === 'code_over')).toHaveLength(3)
  })

  test('with a code of five minutes ago, and with one that a newer one replaced', async () => {
    await desk.signIn(browser, 'olivia')
    await desk.askForCode(browser, email)
    const first = await desk.mailedCode(email)
    later(61_000)
    await desk.askForCode(browser, email)
    const second = await desk.mailedCode(email, 2)
    if (first !== second) {
      expect((await desk.confirm(browser, email, first)).body.code).toBe('wrong_code')
    }
    later(61_000 + 300_000)
    expect((await desk.confirm(browser, email, second)).body.code).toBe('code_over')
  })

  test('with the code that another person was sent for the same e-mail', async () => {
    await desk.signIn(browser, 'olivia')
    await desk.askForCode(browser, email)
    const code = await desk.mailedCode(email)
    const thief = desk.browser()
    await desk.signIn(thief, 'nok')
    expect((await desk.confirm(thief, email, code)).body.code).toBe('code_over')
    // asking for one of their own leaves hers as it is
    expect((await desk.askForCode(thief, email)).status).toBe(202)
    await desk.mailedCode(email, 2)
    expect((await desk.confirm(thief, email, code)).body.code).toBe('wrong_code')
    expect((await desk.confirm(browser, email, code)).status).toBe(200)
  })

  test('to an account that has another DingTalk account already, and leaves that as it is', async () => {
    await desk.linked('olivia', email)
    await desk.signIn(browser, 'nok')
    await desk.askForCode(browser, email)
    const answer = await desk.confirm(browser, email, await desk.mailedCode(email, 2))
    expect([answer.status, answer.body.code]).toEqual([409, 'account_linked_elsewhere'])
    expect((await desk.signIn(desk.browser(), 'olivia')).status).toBe(200)
    expect((await whoAmI(browser)).status).toBe(401)
  })

  test('to an account whose cards go to another person', async () => {
    await Accounts.updateOne({ email }, { $set: { dingtalkUserId: 'nok06' } })
    await desk.signIn(browser, 'olivia')
    await desk.askForCode(browser, email)
    const answer = await desk.confirm(browser, email, await desk.mailedCode(email))
    expect(answer.body.code).toBe('account_linked_elsewhere')
  })

  test('of a DingTalk account that was linked to another account meanwhile', async () => {
    const colleague = await buildOperator(desk.service.url, { workspace: admin.workspace })
    await desk.signIn(browser, 'olivia')
    await desk.askForCode(browser, email)
    const code = await desk.mailedCode(email)
    await desk.linked('olivia', colleague.account.email)
    const answer = await desk.confirm(browser, email, code)
    expect([answer.status, answer.body.code]).toEqual([409, 'dingtalk_linked_elsewhere'])
  })

  test('of a DingTalk account that is linked already, for a second person', async () => {
    await desk.linked('olivia', email)
    const answer = await desk.signIn(browser, 'olivia', { link: true })
    expect([answer.status, answer.body.code]).toEqual([409, 'dingtalk_linked_elsewhere'])
  })

  test('to a page of another site', async () => {
    await desk.signIn(browser, 'olivia')
    for (const headers of [
      { origin: 'https://evil.example' },
      { origin: 'null' },
      { 'sec-fetch-site': 'cross-site' },
    ]) {
      const answer = await desk.askForCode(browser, email, headers)
      expect([answer.status, answer.body.code]).toEqual([403, 'foreign_origin'])
    }
    expect(await OneTimeCodes.countDocuments()).toBe(0)
  })
})

describe('a stranger who asks for codes', () => {
  test('hears the same whether or not there is such an account, and gets no mail without one', async () => {
    await desk.signIn(browser, 'olivia')
    const steps = async (address: string) => {
      const asked = await desk.askForCode(browser, address)
      const again = await desk.askForCode(browser, address)
      const tries = []
      for (let n = 0; n < 6; n++) tries.push(await desk.confirm(browser, address, '111111'))
      return [asked, again, ...tries].map(({ status, body: { requestId: _, ...body } }) => ({
        status,
        body,
      }))
    }
    // whose code is not the one that is tried
    let known = email
    for (let n = 0; ; n++) {
      await desk.askForCode(browser, known)
      const mails = await desk.mailedCode(known)
      if (mails !== '111111') break
      known = (await buildOperator(desk.service.url)).account.email
      if (n > 3) throw new Error('chance itself')
    }
    await OneTimeCodes.deleteMany({})
    const [ofKnown, ofUnknown] = [await steps(known), await steps('nobody@iso.example')]
    expect(ofUnknown).toEqual(ofKnown)
    expect(ofKnown.map(({ status }) => status)).toEqual([202, 429, 400, 400, 400, 400, 400, 409])
    await desk.mailedCode(known, 2)
    expect(await desk.mailsTo('nobody@iso.example')).toEqual([])
  })

  test('waits a minute between two, and has five in an hour', async () => {
    await desk.signIn(browser, 'olivia')
    for (let n = 0; n < 5; n++) {
      later(n * 60_000)
      expect((await desk.askForCode(browser, email)).status).toBe(202)
      const tooSoon = await desk.askForCode(browser, email)
      expect([tooSoon.status, tooSoon.body.code]).toEqual([429, 'too_many_requests'])
      expect(tooSoon.body.retryAfter).toBeGreaterThan(0)
    }
    later(5 * 60_000)
    const sixth = await desk.askForCode(browser, email)
    expect(sixth.status).toBe(429)
    expect(sixth.body.retryAfter).toBeGreaterThan(3_000)
  })

  test('gets one mail for two requests at one moment', async () => {
    await desk.signIn(browser, 'olivia')
    const answers = await Promise.all([1, 2, 3].map(() => desk.askForCode(browser, email)))
    expect(answers.map(({ status }) => status).toSorted()).toEqual([202, 429, 429])
    await desk.mailedCode(email, 1)
  })

  test('neither uses up nor ends what the owner does elsewhere', async () => {
    const elsewhere = { 'x-forwarded-for': '203.0.113.7' }
    const thief = desk.browser()
    await desk.signIn(thief, 'nok')
    await desk.askForCode(thief, email, elsewhere)
    for (let n = 0; n < 12; n++) {
      await thief.send(
        'POST',
        '/api/v1/sessions/operator/dingtalk/link',
        { email, code: '000000' },
        elsewhere,
      )
    }
    await desk.mailedCode(email, 1)
    await desk.signIn(browser, 'olivia')
    await desk.askForCode(browser, email)
    const code = await desk.mailedCode(email, 2)
    expect((await desk.confirm(browser, email, code)).status).toBe(200)
  })
})

describe('linked', () => {
  test('a person is signed in by the code, hears of it by mail, and needs no password from then on', async () => {
    const linking = await desk.linked('olivia', ` ${email.toUpperCase()} `.trim().toLowerCase())
    expect((await whoAmI(linking)).body).toMatchObject({ email, dingtalkLinked: true })
    const inside = await desk.signIn(browser, 'olivia')
    expect([inside.status, inside.body]).toEqual([200, { kind: 'operator', expiresIn: 600 }])
    expect((await whoAmI(browser)).body.id).toBe(admin.member._id)

    const account = await Accounts.findById(admin.account._id).lean()
    expect(account).toMatchObject({ dingtalkUserId: 'olivia01' })
    await expect
      .poll(async () => (await desk.mailsTo(email)).at(-1)?.subject)
      .toBe('DingTalk is linked to your console account')
    const linked = await Events.findOne({ type: 'accounts.dingtalk_linked' }).lean()
    expect(linked).toMatchObject({
      tenant: admin.workspace._id,
      subject: { kind: 'account', id: admin.account._id },
      actor: { kind: 'operator', id: admin.member._id },
    })
  })

  test('mails come in the language of the account', async () => {
    await Accounts.updateOne({ email }, { $set: { language: 'zh-CN' } })
    await desk.linked('olivia', email)
    await expect
      .poll(async () => (await desk.mailsTo(email)).map(({ subject }) => subject), {
        timeout: 20_000,
      })
      .toEqual([
        expect.stringMatching(/^\d{6} 是您的合作伙伴工作台验证码$/),
        '您的控制台账号已关联钉钉',
      ])
  })

  test('the same link once more changes nothing', async () => {
    await desk.linked('olivia', email)
    const before = await Accounts.findById(admin.account._id).lean()
    await desk.signIn(browser, 'olivia')
    expect(await Accounts.findById(admin.account._id).lean()).toEqual(before)
    expect(await Events.countDocuments({ type: 'accounts.dingtalk_linked' })).toBe(1)
  })

  test('cards follow a person with a new userid', async () => {
    await desk.linked('olivia', email)
    await Accounts.updateOne({ email }, { $set: { dingtalkUserId: 'her-old-userid' } })
    await desk.signIn(browser, 'olivia')
    expect((await Accounts.findOne({ email }).lean())?.dingtalkUserId).toBe('olivia01')
  })

  test('the link opens nothing once the membership has ended or the workspace is suspended', async () => {
    await desk.linked('olivia', email)
    await Workspaces.updateOne({ _id: admin.workspace._id }, { $set: { status: 'suspended' } })
    expect((await desk.signIn(browser, 'olivia')).body.code).toBe('workspace_suspended')
    await Workspaces.updateOne({ _id: admin.workspace._id }, { $set: { status: 'active' } })
    await Members.updateOne({ _id: admin.member._id }, { $set: { status: 'removed' } })
    const over = await desk.signIn(browser, 'olivia')
    expect([over.status, over.body.code]).toEqual([403, 'membership_over'])
  })

  test('that a membership has ended is told to that DingTalk person only, by its page as well', async () => {
    await desk.linked('olivia', email)
    await Members.updateOne({ _id: admin.member._id }, { $set: { status: 'removed' } })
    const page = await desk.leave(browser)
    const back = await desk.onPage(page, 'olivia', 'agree')
    const told = await desk.comeBack(browser, {
      authCode: back.get('authCode') ?? '',
      state: back.get('state') ?? '',
    })
    expect([told.status, told.body.code]).toEqual([403, 'membership_over'])
    // no session is open, and the proof that is kept for linking was not handed out
    expect((await whoAmI(browser)).status).toBe(401)
    expect((await desk.askForCode(browser, email)).body.code).toBe('link_over')
    expect((await desk.signIn(desk.browser(), 'mei')).body.code).toBe('dingtalk_not_linked')
    const password = { email, password: admin.password }
    const byPassword = await desk.browser().send('POST', '/api/v1/sessions/operator', password)
    expect([byPassword.status, byPassword.body.code]).toEqual([401, 'wrong_credentials'])
  })
})

test('unlinking, after signing in with the password, ends what was opened with DingTalk at once', async () => {
  const inside = await desk.linked('olivia', email)
  const password = { email, password: admin.password }
  expect((await browser.send('POST', '/api/v1/sessions/operator', password)).status).toBe(200)
  const answer = await browser.send('DELETE', '/api/v1/me/operator/dingtalk')
  expect([answer.status, answer.body]).toEqual([200, { signedOut: false }])
  await expect.poll(async () => (await whoAmI(inside)).body.code).toBe('session_expired')
  expect((await whoAmI(browser)).body.dingtalkLinked).toBe(false)
  expect((await desk.signIn(desk.browser(), 'olivia')).body.code).toBe('dingtalk_not_linked')
  const account = await Accounts.findById(admin.account._id).lean()
  expect(account?.dingtalkUserId).toBeUndefined()
  expect(await Events.countDocuments({ type: 'accounts.dingtalk_unlinked' })).toBe(1)
  // twice changes nothing
  expect((await browser.send('DELETE', '/api/v1/me/operator/dingtalk')).status).toBe(200)
  expect(await Events.countDocuments({ type: 'accounts.dingtalk_unlinked' })).toBe(1)
})

test('a person who unlinks in a session that DingTalk opened is signed out by it', async () => {
  const inside = await desk.linked('olivia', email)
  const answer = await inside.send('DELETE', '/api/v1/me/operator/dingtalk')
  expect(answer.body).toEqual({ signedOut: true })
  expect((await whoAmI(inside)).body.code).toBe('signed_out')
})

test('a code is nowhere: neither in rows nor in events', async () => {
  await desk.signIn(browser, 'olivia')
  await desk.askForCode(browser, email)
  const code = await desk.mailedCode(email)
  const rows = await OneTimeCodes.find().lean()
  const events = await Events.find({ type: 'accounts.code_requested' }).lean()
  expect([rows.length, events.length]).toEqual([1, 1])
  const stored = JSON.stringify([rows, events.map(({ data }) => data)])
  expect(stored).not.toContain(code)
  expect(stored).not.toContain(email)
})

test('a code whose key is not in the ring is not counted as mailed: its mail comes once the key is there', async () => {
  await desk.signIn(browser, 'olivia')
  const ring = config().secretKeys
  // an instance that knows a newer key takes the request, one that does not know it has to mail
  const newer = { id: 'newer', key: randomBytes(32) }
  await desk.askForCode(browser, email)
  await desk.mailedCode(email)
  await OneTimeCodes.updateMany({}, { $set: { key: newer.id } })
  const type = 'accounts.code_requested'
  await expect.poll(() => Events.countDocuments({ type, state: 'done' })).toBe(1)
  await Events.updateOne({ type }, { $set: { state: 'due', attempts: 0, finished: [] } })
  await expect.poll(() => Events.countDocuments({ type, attempts: { $gt: 0 } })).toBe(1)
  expect(await Events.countDocuments({ type, state: 'done' })).toBe(0)
  ring.push(newer)
  try {
    const code = await desk.mailedCode(email, 2)
    expect((await desk.confirm(browser, email, code)).status).toBe(200)
  } finally {
    ring.pop()
  }
})
