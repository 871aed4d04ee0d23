/** What an operator can do once DingTalk is linked, and how the link is ended. */
import { describe, expect, test } from 'vitest'
import { Accounts } from '../../../service/accounts/model.ts'
import { Events } from '../../../service/outbox/model.ts'
import { Members } from '../../../service/team/model.ts'
import { Workspaces } from '../../../service/workspaces/model.ts'
import { whoAmI } from './desk.ts'
import { admin, browser, desk, email } from './linking.ts'

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
