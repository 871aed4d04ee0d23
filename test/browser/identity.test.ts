/** Operators sign in with DingTalk: linked once by a code from the mailbox, then without a word; and from a plain browser. */
import type { FrameLocator, Page } from 'playwright-core'
import { expect, test } from 'vitest'
import {
  endSession,
  openDevice,
  openPage,
  openPlain,
  picture,
  signIn,
  sizes,
} from '../setup/people-at-work.ts'
import { demoWorld } from '../setup/world.ts'

const world = demoWorld()

const mailbox = async () =>
  (await world.phones.send('GET', '/mails')) as { to: string; subject: string }[]

/** The digits of the newest code that was mailed to an address, when there are so many. */
async function mailedCode(address: string, count = 1): Promise<string> {
  let codes: string[] = []
  const look = async () => {
    const subjects = (await mailbox()).filter(({ to }) => to === address)
    codes = subjects.flatMap(({ subject }) => /^\d{6}/.exec(subject)?.[0] ?? [])
    return codes.length
  }
  await expect.poll(look).toBe(count)
  return codes.at(-1) ?? ''
}

const navigation = (page: Page) => page.getByRole('navigation', { name: 'Navigation' })
const withDingTalk = (page: Page | FrameLocator) =>
  page.getByRole('button', { name: 'Sign in with DingTalk' })

/** As a person does who reads the first mail and mistypes it. */
async function link(page: Page, address: string, count = 1): Promise<void> {
  await page.getByRole('heading', { name: 'Link DingTalk to your account' }).waitFor()
  await page.getByRole('button', { name: 'Send code' }).click()
  await page.getByText('Enter the email of your account.').waitFor()
  await page.getByLabel('Email').fill(address)
  await page.getByRole('button', { name: 'Send code' }).click()
  const code = await mailedCode(address, count)
  const field = page.getByLabel('Code from the email')
  await expect.poll(() => field.evaluate((one) => one === document.activeElement)).toBe(true)
  await field.fill(code === '000000' ? '000001' : '000000')
  await page.getByRole('button', { name: 'Link and sign in' }).click()
  await page.getByText('This is not the code we sent').waitFor()
  await field.fill(code)
  await page.getByRole('button', { name: 'Link and sign in' }).click()
}

test('the sign-in form has the cursor, and does not take it from a person who works beside it on the same page', async () => {
  const alone = await openDevice(world, 'nok')
  const email = alone.getByLabel('Email')
  await expect.poll(() => email.evaluate((one) => one === document.activeElement)).toBe(true)
  const stage = await openPage(`${world.page}#people=olivia,nok`, { size: sizes.phone })
  const nok = stage.getByRole('region', { name: 'Desktop of Nok Phromma' }).frameLocator('iframe')
  await withDingTalk(nok).waitFor()
  expect(await stage.evaluate(() => [scrollX, scrollY])).toEqual([0, 0])
  expect(await stage.evaluate(() => document.activeElement?.tagName)).toBe('BODY')
})

test('Olivia links DingTalk by a code from her mailbox; from then on the console opens by itself, until she unlinks', async () => {
  const page = await openDevice(world, 'olivia')
  await withDingTalk(page).click()
  await link(page, 'olivia@harbourpay.example')
  await navigation(page).waitFor()
  await endSession(world, 'olivia', 'operator')
  await page.reload()
  await navigation(page).waitFor()

  // when it ends over what she is typing, nothing is asked and nothing is lost, the second time neither
  await page.goto(world.onDevice('olivia', '/console/staff'))
  for (const digits of ['81', '82']) {
    await page.getByRole('button', { name: 'Add Staff' }).click()
    const form = page.getByRole('dialog', { name: 'Add Staff' })
    await form.getByLabel('Name').fill(`Farah ${digits}`)
    await form.getByLabel('Phone number').fill(`+65 8123 00${digits}`)
    await endSession(world, 'olivia', 'operator')
    const again = page.waitForResponse(
      (answer) => answer.url().endsWith('/sessions/operator/dingtalk') && answer.ok(),
    )
    await form.getByRole('button', { name: 'Add and invite' }).click()
    await again
    expect(await form.getByLabel('Name').inputValue()).toBe(`Farah ${digits}`)
    await form.getByRole('button', { name: 'Add and invite' }).click()
    await page.getByText(`Farah ${digits} was added.`).waitFor()
  }
  await page.goto(world.onDevice('olivia', '/console'))

  await page.getByRole('button', { name: /^Olivia Tan/ }).click()
  await page.getByRole('menuitem', { name: 'Sign-in and sessions' }).click()
  await page.getByText('DingTalk on Windows').waitFor()
  await picture(page, 'identity-account')
  await page.getByRole('button', { name: 'Unlink' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Unlink' }).click()
  await page.getByRole('heading', { name: 'Sign in to the console' }).waitFor()
  await signIn(page, 'olivia')
  await navigation(page).waitFor()
  const subjects = (await mailbox()).map(({ subject }) => subject)
  expect(subjects).toContain('DingTalk is linked to your console account')
})

test('a person who signs out stays out, although DingTalk knows them, until they say otherwise', async () => {
  const page = await openDevice(world, 'ravi')
  await withDingTalk(page).click()
  await link(page, 'ravi@alipayplus.example')
  await page.getByRole('button', { name: /^Ravi Menon/ }).click()
  await page.getByRole('menuitem', { name: 'Sign out' }).click()
  await page.getByRole('heading', { name: 'Sign in to the console' }).waitFor()
  await page.reload()
  await withDingTalk(page).click()
  await page.getByRole('button', { name: /^Ravi Menon/ }).waitFor()
})

test('from a plain browser Nok goes by way of DingTalk’s page: cancels, agrees, links, and is simply in the next time', async () => {
  const page = await openPlain(world, '/console/staff?status=requested')
  await withDingTalk(page).click()
  await page.getByRole('heading', { name: 'Sign in with DingTalk' }).waitFor()
  await page.getByText('Simulated DingTalk').waitFor()
  await picture(page, 'identity-dingtalk-page')
  await page.getByRole('button', { name: 'Cancel' }).click()
  await page.getByRole('heading', { name: 'You did not sign in' }).waitFor()
  await picture(page, 'identity-cancelled')
  expect(new URL(page.url()).search).toBe('')
  await page.getByRole('button', { name: 'Go to the sign-in page' }).click()

  await withDingTalk(page).click()
  await page.getByLabel('Nok Phromma').check()
  await page.getByRole('button', { name: 'Agree' }).click()
  await link(page, 'nok@lotusmerchant.example')
  await navigation(page).waitFor()

  const again = await openPlain(world, '/console/staff?status=requested')
  await withDingTalk(again).click()
  await again.getByLabel('Nok Phromma').check()
  await again.getByRole('button', { name: 'Agree' }).click()
  await again.getByRole('heading', { name: 'Staff Details' }).waitFor()
  expect(new URL(again.url()).search).toBe('?status=requested')
})

test('a way back that was begun elsewhere does not sign in, and says so', async () => {
  const page = await openPlain(world, '/console/dingtalk?authCode=somebody-elses&state=forged')
  await page.getByText('This sign-in was not started in this browser').waitFor()
  expect(new URL(page.url()).search).toBe('')
  await picture(page, 'identity-foreign')
  await page.getByRole('button', { name: 'Go to the sign-in page' }).click()
  await withDingTalk(page).waitFor()
})

test('an older client of DingTalk signs Mei in by the older call', async () => {
  await world.phones.send('PATCH', '/people/mei/device', { olderClient: true })
  const page = await openDevice(world, 'mei')
  await page.getByRole('heading', { name: 'Which language do you work in?' }).waitFor()
  await world.phones.send('PATCH', '/people/mei/device', { olderClient: false })
})

test('Mei, who is in another organisation too, is told when she opens the app from there', async () => {
  await world.phones.send('PATCH', '/people/mei/device', { alsoIn: ['dingotherpartner'] })
  await endSession(world, 'mei', 'staff')
  const elsewhere = await openDevice(world, 'mei', '/?corpid=dingotherpartner')
  await elsewhere.getByText('You came from another organization').waitFor()
  await picture(elsewhere, 'identity-other-organisation')
  const bare = await openDevice(world, 'mei', '/')
  await bare.getByRole('heading', { name: 'Which language do you work in?' }).waitFor()
})

test('a code that DingTalk does not take is replaced once by itself; then it is said', async () => {
  await endSession(world, 'mei', 'staff')
  const rule = { where: '/topapi/v2/user/getuserinfo', what: 'errcode', value: 40078 }
  await world.phones.misbehave({ ...rule, times: 1 })
  const page = await openDevice(world, 'mei')
  await page.getByRole('heading', { name: 'Which language do you work in?' }).waitFor()
  await endSession(world, 'mei', 'staff')
  await world.phones.misbehave(rule)
  // a browser that remembers no person yet
  const fresh = await openDevice(world, 'mei')
  await fresh.getByText('DingTalk did not confirm who you are').waitFor()
  await world.phones.behave()
})
