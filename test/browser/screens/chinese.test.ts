/** The ways to sign in, and every main screen as people find it who read Chinese. */
import type { Page } from 'playwright-core'
import { test } from 'vitest'
import {
  endSession,
  haveSignedIn,
  openDevice,
  openPlain,
  passLanguage,
} from '../../setup/people-at-work.ts'
import { demoWorld } from '../../setup/world.ts'
import { inspect, inspectInChinese } from './inspecting.ts'
import { isoScreens, lendToMei, platformScreens, walk, workspaceScreens } from './screens.ts'

const world = demoWorld()

test('signing in with DingTalk is for every eye and every width, in both languages', async () => {
  await endSession(world, 'nok', 'operator')
  const nok = await openDevice(world, 'nok')
  await nok.getByRole('button', { name: 'Sign in with DingTalk' }).click()
  await nok.getByRole('button', { name: 'Send code' }).click()
  await nok.getByRole('alert').waitFor()
  await inspect(nok, 'link')
  await nok.getByLabel('Email').fill('nobody@lotusmerchant.example')
  await nok.getByRole('button', { name: 'Send code' }).click()
  await nok.getByLabel('Code from the email').fill('123456')
  await nok.getByRole('button', { name: 'Link and sign in' }).click()
  await nok.getByRole('alert').waitFor()
  await inspect(nok, 'link-code')
  await nok.getByRole('button', { name: '简体中文' }).click()
  await nok.getByRole('button', { name: '关联并登录' }).waitFor()
  await inspectInChinese(nok, 'console', 'link-code')
  await nok.getByRole('button', { name: '换一个邮箱' }).click()
  await inspectInChinese(nok, 'console', 'link')
  await nok.getByRole('button', { name: '改用密码' }).click()
  await inspectInChinese(nok, 'console', 'sign-in')

  const outside = await openPlain(world, '/console/dingtalk?error=access_denied&state=any')
  await outside.getByRole('heading', { name: 'You did not sign in' }).waitFor()
  await inspect(outside, 'not-signed-in')
  await outside.getByRole('button', { name: 'Go to the sign-in page' }).click()
  await outside.getByRole('button', { name: 'Sign in with DingTalk' }).click()
  await outside.getByRole('button', { name: 'Agree' }).waitFor()
  await inspect(outside, 'dingtalk-page')
})

test('in Chinese nothing is left in English in the workspace', { timeout: 180_000 }, async () => {
  const mei = await openDevice(world, 'mei', undefined, { touch: false })
  await passLanguage(mei, mei.getByRole('heading', { name: 'Products' }))
  const screens = await workspaceScreens(world, mei)
  await mei.goto(world.onDevice('mei', '/'))
  await mei.getByRole('button', { name: 'Language' }).click()
  await mei.getByRole('dialog').getByText('简体中文').click()
  await mei.getByRole('link', { name: '首页' }).waitFor()
  await walk(world, mei, 'mei', screens, (name) => inspectInChinese(mei, 'workspace', name))
  await lendToMei(world)
  await mei.goto(world.onDevice('mei', '/work/payment-verification'))
  await mei.getByRole('button', { name: '显示密码' }).click()
  await mei.getByRole('timer').waitFor()
  await inspectInChinese(mei, 'workspace', 'test-account-shown')
})

test('in Chinese nothing is left in English in the console', { timeout: 180_000 }, async () => {
  for (const [id, name, screens] of [
    ['nok', 'Nok Phromma', () => isoScreens],
    ['ravi', 'Ravi Menon', (ravi: Page) => platformScreens(world, ravi)],
  ] as const) {
    await haveSignedIn(world, id)
    const page = await openDevice(world, id)
    await page.getByRole('button', { name: new RegExp(`^${name}`) }).click()
    await page.getByRole('menuitem', { name: '简体中文' }).click()
    await page.locator('html[lang=zh-CN]').waitFor()
    await walk(world, page, id, await screens(page), (screen) =>
      inspectInChinese(page, 'console', screen),
    )
    if (id !== 'nok') continue
    await page.goto(world.onDevice(id, '/console/staff'))
    await page.getByRole('link', { name: 'Somchai Dee' }).click()
    await page.getByRole('button', { name: '添加支付宝测试账号' }).click()
    await page.getByRole('dialog').waitFor()
    await inspectInChinese(page, 'console', 'lend-account')
  }
})
