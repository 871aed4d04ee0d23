/** A new installation, from an empty database to the first visit that is sent in: no demonstration is loaded. */
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import {
  loadChineseFont,
  openDevice,
  openPlain,
  openStage,
  passLanguage,
  photograph,
  picture,
  sizes,
} from '../setup/people-at-work.ts'
import { installDingTalk } from '../setup/install-dingtalk.ts'
import { emptyWorld } from '../setup/world.ts'
import { admin } from '../scripts/admin/admin.ts'

const world = emptyWorld()

const password = 'seven green kettles sing'

/** A command at the console of the machine. @returns what it answered */
async function atConsole(...args: string[]) {
  const { code, json } = await admin(world.environment, ...args, '--json')
  expect(code).toBe(0)
  return json
}

const pathOf = (link: string) => link.slice(world.publicUrl.length)

/** Sets the password on the page of the link, which the person was given. */
async function choosePassword(page: Page, name: string): Promise<void> {
  await page.getByText(name).waitFor()
  await page.getByLabel('New password').fill(password)
  await page.getByRole('button', { name: 'Set password' }).click()
  await page.getByRole('heading', { name: 'Your password is set' }).waitFor()
  await page.getByRole('button', { name: 'Go to the sign-in page' }).click()
}

async function enter(page: Page, email: string): Promise<void> {
  await page.getByLabel('Email').fill(email)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
}

test('from platform:create to an ISO whose staff member submits, and the Administrator sees it', async () => {
  // no one can sign in, and the page says how to begin
  const desk = await openPlain(world, '/console')
  await desk.getByText('There is no operator yet').waitFor()
  await desk.getByText('npm run admin -- platform:create --help').waitFor()
  await picture(desk, 'first-nobody')

  const platform = await atConsole(
    ...['platform:create', '--email', 'ada@alipayplus.example', '--name', 'Ada Lim'],
  )
  await desk.goto(platform.link)
  await desk.getByRole('heading', { name: 'Choose your password' }).waitFor()
  await picture(desk, 'first-password')
  await desk.getByLabel('New password').fill('too short')
  await desk.getByRole('button', { name: 'Set password' }).click()
  await desk.getByRole('alert').getByText('Use at least 15 characters.').waitFor()
  await desk.getByLabel('New password').fill('ada@alipayplus.example')
  await desk.getByRole('button', { name: 'Set password' }).click()
  await desk
    .getByRole('alert')
    .getByText(/made of your name, your email/)
    .waitFor()
  await picture(desk, 'first-password-refused')
  await choosePassword(desk, 'Ada Lim')
  await desk.getByRole('heading', { name: 'Sign in to the console' }).waitFor()
  expect(await desk.getByText('There is no operator yet').count()).toBe(0)
  await enter(desk, 'ada@alipayplus.example')
  await desk.getByRole('heading', { name: 'Review Queue', level: 1 }).waitFor()
  await picture(desk, 'first-queue')

  // an ISO with its admin and its codes
  const iso = await atConsole(
    ...['iso:create', '--name', 'Straits Pay', '--email', 'hello@straitspay.example'],
    ...['--admin', 'Olivia Tan', '--admin-email', 'olivia@straitspay.example'],
  )
  await atConsole('codes:issue', '--iso', 'hello@straitspay.example', 'APMC-SP-0001')
  await desk.getByRole('link', { name: 'ISOs' }).click()
  await desk.getByRole('link', { name: 'Straits Pay' }).waitFor()

  // its admin adds a person
  const olivia = await openDevice(world, 'olivia', pathOf(iso.link))
  await choosePassword(olivia, 'Olivia Tan')
  await enter(olivia, 'olivia@straitspay.example')
  await olivia.getByRole('navigation').getByRole('link', { name: 'Staff Details' }).click()
  await olivia.getByRole('button', { name: 'Add Staff' }).click()
  const dialog = olivia.getByRole('dialog', { name: 'Add Staff' })
  await dialog.getByLabel('Name').fill('Lin Wei')
  await dialog.getByLabel('Phone number').fill('+65 8123 0002')
  await dialog.getByRole('button', { name: 'Add and invite' }).click()
  const row = olivia.getByRole('row', { name: /Lin Wei/ })
  await row.getByText('Invited').waitFor()

  // who joins DingTalk and agrees
  await world.phones.send('PATCH', '/people/lin/device', { language: 'en' })
  const stage = await openStage(world, '#people=lin')
  const phone = stage.getByRole('region', { name: 'Phone of Lin Wei' })
  await installDingTalk(phone)
  await phone.getByRole('button', { name: /invites you to join/ }).click()
  await phone.getByRole('button', { name: 'Agree' }).click()
  await phone.getByText('You joined Alipay Partners').waitFor()
  await row.getByText('Associated').waitFor()

  // and sends in a store
  await world.phones.send('PUT', '/tray/codes', [
    { label: 'Marketing Code APMC-SP-0001', text: 'https://qr.alipayplus.example/mc/APMC-SP-0001' },
  ])
  const lin = await openDevice(world, 'lin')
  await passLanguage(lin, lin.getByRole('heading', { name: 'Products' }))
  // the ISO has not agreed to anything yet; once it has, the phone hears of it
  const blocked = lin.getByText(/Straits Pay has not agreed to the service agreement/).first()
  await blocked.waitFor()
  await olivia.getByRole('navigation').getByRole('link', { name: 'Dashboard' }).click()
  await olivia.getByRole('link', { name: /Read the service agreement/ }).click()
  await picture(olivia, 'first-agreement')
  await olivia.getByRole('button', { name: 'Agree for our ISO' }).click()
  await blocked.waitFor({ state: 'detached' })
  await sendVisit(lin)

  const queue = desk.getByRole('navigation').getByRole('link', { name: /^Review Queue/ })
  await queue.click()
  await desk.getByRole('row', { name: /Merlion Bakery/ }).waitFor()
  await picture(desk, 'first-visit')
})

/** One store with one spot, at the counter. */
async function sendVisit(lin: Page): Promise<void> {
  const go = (name: string) => lin.getByRole('button', { name, exact: true }).click()
  await go('Start Promotion: Alipay+ Marketing Code')
  await go('Agree and start')
  await lin.getByLabel('Name on the signboard').fill('Merlion Bakery')
  await lin.getByLabel('Category').selectOption('Café, tea or bakery')
  await go('Continue')
  await lin.getByText('Location found').waitFor()
  await lin.getByLabel('Address').fill('1 Fullerton Road, Singapore 049213')
  await go('Continue')
  await photograph(lin, 'Bakery storefront')
  await go('Use this photo')
  await go('Add spot')
  await lin.getByText('Cashier counter', { exact: true }).click()
  await photograph(lin, 'Counter with a Marketing Code')
  await lin.getByRole('img', { name: 'Photo 1' }).waitFor()
  await lin.getByRole('button', { name: /^Scan (code|next)$/ }).click()
  const scanner = lin.getByRole('dialog')
  await scanner.getByRole('button', { name: /^Marketing Code APMC-SP-0001/ }).click()
  await scanner.getByRole('button', { name: 'Cancel' }).click()
  await lin.getByText('Ready to use').waitFor()
  await go('Done')
  await go('Continue with 1 spot')
  await lin.getByRole('checkbox', { name: /The store agreed/ }).check()
  await go('Continue')
  await go('Submit 1 spot')
  await lin.getByRole('heading', { name: 'Merlion Bakery is submitted', level: 1 }).waitFor()
}

test('a link that was used says so, and another one in the same window opens', async () => {
  const made = () => atConsole('operator:reset-password', '--email', 'ada@alipayplus.example')
  const first = await made()
  const second = await made()
  const page = await openPlain(world, pathOf(first.link), { size: sizes.phone, touch: true })
  await page.getByRole('heading', { name: 'This link has expired' }).waitFor()
  await picture(page, 'first-link-over')
  await page.goto(second.link)
  await page.getByRole('heading', { name: 'Choose your password' }).waitFor()
  await picture(page, 'first-password-phone')
  await page.getByRole('button', { name: '简体中文' }).click()
  await page.getByRole('heading', { name: '设置密码' }).waitFor()
  await loadChineseFont(page)
  await picture(page, 'first-password-chinese')
  await page.reload()
  await page.getByLabel('新密码').fill(password)
  await page.getByRole('button', { name: '设置密码' }).click()
  await page.getByRole('heading', { name: '密码已设置' }).waitFor()
  expect(new URL(page.url()).hash).toBe('')
  await page.goto(second.link)
  await page.getByRole('heading', { name: '该链接已失效' }).waitFor()
})
