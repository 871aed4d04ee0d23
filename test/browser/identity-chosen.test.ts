/** The identity that people choose when they first sign in to DingTalk, and what follows where it is another one than Alipay Partner. */
import { randomUUIDv7 } from 'node:crypto'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { demoPeople } from '../../scripts/demo/people.ts'
import {
  haveSignedIn,
  loadChineseFont,
  openDevice,
  openPage,
  openPlain,
  openStage,
  passLanguage,
  picture,
  sizes,
} from '../setup/people-at-work.ts'
import { demoWorld } from '../setup/world.ts'

const world = demoWorld()

const phoneOf = (stage: Page, name: string) =>
  stage.getByRole('region', { name: `Phone of ${name}` })

/** Olivia adds a person; how her console looks is of no interest here. */
async function add(name: string, phone: string): Promise<void> {
  await haveSignedIn(world, 'olivia')
  const added = await fetch(world.onDevice('olivia', '/api/v1/staff'), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ id: randomUUIDv7(), name, phone }),
  })
  expect(added.status).toBe(201)
}

const isWide = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth)

test('Lin chooses another identity: the first screen tells how to change it, Olivia reads it, and both go away', async () => {
  const number = demoPeople.find(({ id }) => id === 'lin')?.phone ?? ''
  await add('Lin Wei', number)
  const stage = await openStage(world, '#people=lin')
  const lin = phoneOf(stage, 'Lin Wei')
  await lin.getByText('身份请选择“支付宝合作伙伴”').waitFor()
  await loadChineseFont(stage)
  await picture(stage, 'identity-signup-message')
  await lin.getByRole('button', { name: 'Install DingTalk' }).click()
  await lin.getByRole('heading', { name: 'Choose your identity' }).waitFor()
  await picture(stage, 'identity-step')
  await lin.getByRole('button', { name: '商户' }).click()
  await lin.getByRole('button', { name: /invites you to join/ }).click()
  await lin.getByRole('button', { name: 'Agree' }).click()
  await lin.getByText('You joined Alipay Partners').waitFor()

  const console = await openDevice(world, 'olivia', '/console/staff')
  const row = console.getByRole('row', { name: /Lin Wei/ })
  await row.getByText('Signed in, other identity').waitFor()
  await picture(console, 'identity-list')
  await row.click()
  const panel = console.getByRole('complementary', { name: 'Lin Wei' })
  await panel.getByText('then “Identity”').waitFor()
  await picture(console, 'identity-panel')
  await console.setViewportSize(sizes.phone)
  await panel.getByText('then “Identity”').waitFor()
  expect(await isWide(console)).toBe(false)
  await picture(console, 'identity-panel-narrow')
  await console.setViewportSize(sizes.desktop)

  // on the phone by itself, in the language that Lin chose
  const app = await openDevice(world, 'lin')
  const note = app.getByRole('region', { name: '请在钉钉中更改身份' })
  const goOn = app.getByRole('button', { name: '继续', exact: true })
  await note.or(goOn).first().waitFor()
  if (await goOn.isVisible()) await goOn.click()
  await note.getByText('在“身份”中选择“支付宝合作伙伴”').waitFor()
  // it covers nothing
  await app
    .getByRole('button', { name: /^开始推广/ })
    .first()
    .waitFor()
  expect(await isWide(app)).toBe(false)
  await loadChineseFont(app)
  await picture(app, 'identity-first-screen')
  await app.setViewportSize(sizes.desktop)
  await picture(app, 'identity-first-screen-wide')

  await lin.getByRole('button', { name: 'Back to Messages' }).click()
  await lin.getByRole('button', { name: 'Me', exact: true }).click()
  await picture(stage, 'identity-me')
  await lin.getByRole('button', { name: '支付宝合作伙伴' }).click()
  await lin.getByRole('button', { name: '支付宝合作伙伴', pressed: true }).waitFor()
  await note.waitFor({ state: 'detached' })
  await row.getByText('Signed in, other identity').waitFor({ state: 'detached' })
  await panel.getByText('then “Identity”').waitFor({ state: 'detached' })
})

test('Mei leaves the app by the note, finds the place it names, and the note is gone when she comes back', async () => {
  await world.phones.choose('mei', 'other')
  const stage = await openPage(`${world.page}#people=mei`, { size: { width: 360, height: 900 } })
  const mei = phoneOf(stage, 'Mei Chen')
  await mei.getByRole('button', { name: 'Workbench' }).click()
  await mei.getByRole('button', { name: 'Partner Workspace' }).click()
  const app = mei.frameLocator('iframe')
  const note = app.getByRole('region', { name: 'Change your identity in DingTalk' })
  await passLanguage(app, note)
  await picture(stage, 'identity-first-screen-english')
  await note.getByRole('button', { name: 'Close this page' }).click()
  await mei.locator('iframe').waitFor({ state: 'detached' })
  await mei.getByRole('button', { name: 'Me', exact: true }).click()
  const identities = mei.getByRole('group', { name: 'Identity' })
  await identities.getByRole('button', { name: 'Other', pressed: true }).waitFor()
  expect(await isWide(stage)).toBe(false)
  await picture(stage, 'identity-me-narrow')
  await identities.getByRole('button', { name: 'Alipay Partner' }).click()
  await identities.getByRole('button', { name: 'Alipay Partner', pressed: true }).waitFor()
  await mei.getByRole('button', { name: 'Workbench' }).click()
  await mei.getByRole('button', { name: 'Partner Workspace' }).click()
  await app
    .getByRole('button', { name: /^Start Promotion/ })
    .first()
    .waitFor()
  await expect.poll(() => note.count()).toBe(0)
})

test('the step is answered by keyboard alone, on a phone as on a desktop', async () => {
  await world.phones.send('POST', '/people', { id: 'ana', name: 'Ana Lim', phone: '+6581230071' })
  await add('Ana Lim', '+6581230071')
  const stage = await openPage(`${world.page}#people=ana`, { size: { width: 360, height: 900 } })
  const ana = phoneOf(stage, 'Ana Lim')
  await ana.getByText('choose “Alipay Partner” as your identity').waitFor()
  await ana.getByRole('button', { name: 'Install DingTalk' }).focus()
  await stage.keyboard.press('Enter')
  await ana.getByRole('heading', { name: 'Choose your identity' }).waitFor()
  expect(await isWide(stage)).toBe(false)
  await picture(stage, 'identity-step-narrow')
  // the button that was pressed is gone: the next one is the first choice
  await stage.keyboard.press('Tab')
  await expect
    .poll(() => stage.evaluate(() => document.activeElement?.textContent))
    .toBe('Alipay Partner')
  await stage.keyboard.press('Enter')
  await ana.getByRole('button', { name: /invites you to join/ }).waitFor()

  const desk = { id: 'ben', name: 'Ben Ong', phone: '+6581230072', device: 'desktop' }
  await world.phones.send('POST', '/people', desk)
  const wide = await openStage(world, '#people=ben')
  const ben = wide.getByRole('region', { name: 'Desktop of Ben Ong' })
  await ben.getByRole('button', { name: /^DingTalk/ }).click()
  await ben.getByRole('heading', { name: 'Choose your identity' }).waitFor()
  await picture(wide, 'identity-step-desktop')
  await ben.getByRole('button', { name: 'Merchant' }).press('Enter')
  await ben.getByText('No messages yet').waitFor()
  await ben.getByRole('button', { name: 'Me', exact: true }).press('Enter')
  await ben.getByRole('button', { name: 'Alipay Partner' }).press('Enter')
  await ben.getByRole('button', { name: 'Alipay Partner', pressed: true }).waitFor()
  await picture(wide, 'identity-me-desktop')
})

test('Add Staff and the join page name the identity to choose', async () => {
  await haveSignedIn(world, 'olivia')
  const console = await openDevice(world, 'olivia', '/console/staff')
  await console.getByRole('button', { name: 'Add Staff' }).click()
  const dialog = console.getByRole('dialog', { name: 'Add Staff' })
  await dialog.getByText('they must choose Alipay Partner').waitFor()
  await picture(console, 'identity-add-staff')
  await dialog.getByLabel('Name').fill('Cara Teo')
  await dialog.getByLabel('Phone number').fill('+65 8123 0073')
  await dialog.getByRole('button', { name: 'Add and invite' }).click()
  await console.getByText('Identity to choose in DingTalk: Alipay Partner.').waitFor()
  await picture(console, 'identity-added')

  const codes = (await world.phones.send('GET', '/tray/codes')) as { label: string; text: string }[]
  const path = new URL(
    codes.find(({ label }) => label.startsWith('QR code of Harbour'))?.text ?? '',
  ).pathname
  const look = { size: sizes.phone, touch: true }
  const english = await openPlain(world, path, look)
  await english.getByText('When DingTalk asks for your identity, choose Alipay Partner.').waitFor()
  expect(await isWide(english)).toBe(false)
  await picture(english, 'identity-join')
  const chinese = await openPlain(world, path, look)
  await chinese.evaluate(() => localStorage.setItem('partner-workspace.language', 'zh-CN'))
  await chinese.reload()
  await chinese.getByText('钉钉询问身份时，请选择“支付宝合作伙伴”').waitFor()
  await loadChineseFont(chinese)
  await picture(chinese, 'identity-join-chinese')
})
