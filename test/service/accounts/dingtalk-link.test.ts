/** The console inside DingTalk: people who are linked are in without a password, others link by a code from the mailbox. */
import { randomBytes } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { Accounts, OneTimeCodes } from '../../../service/accounts/model.ts'
import { clock } from '../../../service/clock.ts'
import { config } from '../../../service/config.ts'
import { Events } from '../../../service/outbox/model.ts'
import { buildOperator } from '../../setup/people.ts'
import { whoAmI } from './desk.ts'
import { admin, browser, desk, email, later, other } from './linking.ts'

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
