/** How people become staff: added by their ISO, or asking for it. Driven on the page of phones, as a visitor would. */
import { randomUUIDv7 } from 'node:crypto'
import type { FrameLocator, Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { installDingTalk } from '../setup/install-dingtalk.ts'
import {
  haveSignedIn,
  openDevice,
  openPage,
  openStage,
  picture,
  signIn,
  sizes,
} from '../setup/people-at-work.ts'
import { demoWorld } from '../setup/world.ts'

const world = demoWorld()

const phoneOf = (stage: Page, name: string) =>
  stage.getByRole('region', { name: `Phone of ${name}` })
const desktopOf = (stage: Page, name: string) =>
  stage.getByRole('region', { name: `Desktop of ${name}` })

/** When the page inside was loaded: the same as before means that it was not reloaded. */
const loadedAt = (page: FrameLocator) => page.locator('body').evaluate(() => performance.timeOrigin)

/** Goes to a page of the console by its navigation. */
async function goTo(console: FrameLocator, place: RegExp): Promise<void> {
  const navigation = console.getByRole('navigation', { name: 'Navigation' })
  await navigation.getByRole('link', { name: place }).click()
  await console.getByRole('heading', { level: 1, name: place }).waitFor()
}

/** What stands on the tray of the scanner under this label. */
async function codeOnTray(label: string): Promise<string> {
  const codes = (await world.phones.send('GET', '/tray/codes')) as { label: string; text: string }[]
  return codes.find((code) => code.label === label)?.text ?? ''
}

/** A person asks Harbour Pay to be associated; their phone is of no interest here. */
async function request(name: string, phone: string): Promise<void> {
  const address = new URL(await codeOnTray('QR code of Harbour Pay'))
  const joinCode = address.pathname.split('/').pop()
  const answer = await fetch(`${world.publicUrl}/api/v1/join/${joinCode}/requests`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      id: randomUUIDv7(),
      isoEmail: 'olivia@harbourpay.example',
      name,
      phone,
      language: 'en',
    }),
  })
  expect(answer.status).toBe(202)
}

test('Olivia adds Lin by his number, and sees him associated the moment he agrees on his phone', async () => {
  const stage = await openStage(world)
  const console = desktopOf(stage, 'Olivia Tan').frameLocator('iframe')
  await signIn(console, 'olivia')
  await goTo(console, /^Staff Details/)
  await console.getByRole('button', { name: 'Add Staff' }).click()
  const dialog = console.getByRole('dialog', { name: 'Add Staff' })
  await dialog.getByLabel('Name').fill('Lin Wei')
  const number = dialog.getByLabel('Phone number')
  await number.fill('+65 8123 00')
  await dialog.getByRole('button', { name: 'Add and invite' }).click()
  await dialog
    .getByRole('textbox', { name: 'Phone number', description: 'Too few digits for Singapore.' })
    .waitFor()
  await picture(stage, 'joining-wrong-number')
  await number.fill('+65 8123 0002')
  await dialog.getByText('Recognized as +65 8123 0002, Singapore').waitFor()
  await dialog.getByRole('button', { name: 'Add and invite' }).click()
  await dialog.waitFor({ state: 'detached' })
  const row = console.getByRole('row', { name: /Lin Wei/ })
  await row.getByText('Invited').waitFor()
  const before = await loadedAt(console)

  const lin = phoneOf(stage, 'Lin Wei')
  await lin.getByRole('list', { name: 'Text messages' }).getByText('Alipay Partners').waitFor()
  await picture(stage, 'joining-signup-message')
  await installDingTalk(lin)
  await lin.getByRole('button', { name: /invites you to join/ }).click()
  await lin.getByRole('button', { name: 'Agree' }).click()
  await lin.getByText('You joined Alipay Partners').waitFor()

  await row.getByText('Associated').waitFor()
  expect(await loadedAt(console)).toBe(before)
  await picture(stage, 'joining-associated')
})

test('Aroon asks by the QR code, Olivia approves on the card, and Aroon starts to work', async () => {
  await haveSignedIn(world, 'olivia')
  const stage = await openStage(world, '#people=aroon,olivia')
  const aroon = phoneOf(stage, 'Aroon Srisuk')
  await aroon.getByRole('button', { name: 'Scan', exact: true }).click()
  await aroon.getByRole('button', { name: /^QR code of Harbour Pay/ }).click()
  const app = aroon.frameLocator('iframe')
  await app.getByRole('heading', { name: 'Join Harbour Pay' }).waitFor()
  await app.getByRole('button', { name: 'Ask to join' }).click()
  await app.getByText('Write your name as your ISO knows it.').waitFor()
  await app.getByLabel('ISO email').fill('olivia@harbourpay.example')
  await app.getByLabel('Your name').fill('Aroon Srisuk')
  await app.getByLabel('Phone number').fill('+66812340003')
  await picture(stage, 'joining-form')
  await app.getByRole('button', { name: 'Ask to join' }).click()
  await app.getByRole('heading', { name: 'Your request is with the ISO' }).waitFor()

  const olivia = desktopOf(stage, 'Olivia Tan')
  await olivia.getByRole('button', { name: /^DingTalk/ }).click()
  const card = olivia
    .getByRole('article', { name: 'Association request' })
    .filter({ hasText: 'Aroon' })
  await picture(stage, 'joining-request-card')
  await card.getByRole('button', { name: 'Approve' }).click()
  await card.getByText('Approved by Olivia Tan').waitFor()
  await picture(stage, 'joining-request-approved')

  await app.getByRole('heading', { name: 'Tap “Agree” in DingTalk' }).waitFor()
  await olivia.getByRole('button', { name: 'Console', exact: true }).click()
  const console = olivia.frameLocator('iframe')
  // what comes while the desktop is laid out moves it under the pointer
  await console.getByRole('region', { name: 'To do' }).waitFor()
  await goTo(console, /^Review List/)
  await console.getByRole('button', { name: 'Decided' }).click()
  const row = console.getByRole('row', { name: /Aroon Srisuk/ })
  await row.getByText('Invited').waitFor()

  await aroon.getByRole('button', { name: 'Close the app' }).click()
  await aroon.getByRole('button', { name: /invites you to join/ }).click()
  await aroon.getByRole('button', { name: 'Agree' }).click()
  await row.getByText('Associated').waitFor()
  await aroon.getByRole('button', { name: 'Back to Messages' }).click()
  await aroon.getByRole('button', { name: /Welcome to Alipay Partners, Aroon Srisuk/ }).click()
  const welcome = aroon.getByRole('article', { name: /^Welcome/ })
  await welcome.getByText('choose Alipay+ Marketing Code and start your first promotion').waitFor()
  await picture(stage, 'joining-welcome')
  await welcome.getByRole('button', { name: 'Open Partner Workspace' }).click()
  await app.getByRole('button', { name: 'Start Promotion: Alipay+ Marketing Code' }).waitFor()
  await picture(stage, 'joining-at-work')
})

test('a request decided in the console settles its card', async () => {
  await haveSignedIn(world, 'olivia')
  await request('Farah Lim', '+6581230031')
  const stage = await openStage(world, '#people=olivia')
  const olivia = desktopOf(stage, 'Olivia Tan')
  await olivia.getByRole('button', { name: /^DingTalk/ }).click()
  const card = olivia
    .getByRole('article', { name: 'Association request' })
    .filter({ hasText: 'Farah Lim' })
  await card.getByRole('button', { name: 'Approve' }).waitFor()

  const console = await openDevice(world, 'olivia', '/console/staff/requests')
  await console.getByRole('button', { name: 'Approve Farah Lim' }).click()
  await console.getByText('Farah Lim is approved. DingTalk sends the Org invitation.').waitFor()
  await picture(console, 'joining-review-list')
  await card.getByText('Approved by Olivia Tan').waitFor()
  expect(await card.getByRole('button', { name: /Approve|Reject/ }).count()).toBe(0)
})

test('the second to decide is told who was first, on the card as in the console', async () => {
  await haveSignedIn(world, 'olivia')
  await request('Hugo Teo', '+6581230032')
  await request('Ines Goh', '+6581230033')
  const stage = await openStage(world, '#people=olivia')
  const olivia = desktopOf(stage, 'Olivia Tan')
  await olivia.getByRole('button', { name: /^DingTalk/ }).click()
  const cardOf = (name: string) =>
    olivia.getByRole('article', { name: 'Association request' }).filter({ hasText: name })
  await cardOf('Hugo Teo').getByRole('button', { name: 'Reject' }).waitFor()
  await cardOf('Ines Goh').getByRole('button', { name: 'Approve' }).waitFor()
  const console = await openDevice(world, 'olivia', '/console/staff/requests')

  // DingTalk does not take the change of the card, so it still offers what is no longer to be had
  await world.phones.misbehave({ where: '/v1.0/card/instances', what: 'status', value: 500 })
  await console.getByRole('button', { name: 'Approve Hugo Teo' }).click()
  await console.getByText('Hugo Teo is approved.').waitFor()
  await cardOf('Hugo Teo').getByRole('button', { name: 'Reject' }).click()
  await cardOf('Hugo Teo').getByText('Approved by Olivia Tan').waitFor()
  await world.phones.behave()

  await console.getByRole('button', { name: 'Reject Ines Goh' }).click()
  const dialog = console.getByRole('dialog', { name: 'Reject Ines Goh?' })
  await dialog.getByLabel('No more staff needed now').check()
  await cardOf('Ines Goh').getByRole('button', { name: 'Reject' }).click()
  await cardOf('Ines Goh').getByText('Why is Ines Goh rejected?').waitFor()
  await picture(stage, 'joining-why-rejected')
  await cardOf('Ines Goh').getByRole('button', { name: 'Back' }).click()
  await cardOf('Ines Goh').getByRole('button', { name: 'Approve' }).click()
  await cardOf('Ines Goh').getByText('Approved by Olivia Tan').waitFor()
  await dialog.getByRole('button', { name: 'Reject the request' }).click()
  await console.getByText('Olivia Tan has already approved Ines Goh. That counts.').waitFor()
  await picture(console, 'joining-already-decided')
})

/** Olivia adds a person; how her console looks is of no interest here. */
async function addToHarbourPay(name: string, phone: string): Promise<void> {
  await haveSignedIn(world, 'olivia')
  const added = await fetch(world.onDevice('olivia', '/api/v1/staff'), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ id: randomUUIDv7(), name, phone }),
  })
  expect(added.status).toBe(201)
}

interface Device {
  id: string
  url: string
  /** What the icon of the app opens. */
  home: string
}

test('a person who is in DingTalk already is asked first, in the mini-app as on the card', async () => {
  const [name, phone] = ['Kavya Rao', '+6581230044']
  await world.phones.send('POST', '/people', { id: 'kavya', name, phone })
  await world.phones.send('POST', '/people/kavya/join')
  const { people } = (await world.phones.send('GET', '/state')) as { people: Device[] }
  const { url = '', home = '' } = people.find(({ id }) => id === 'kavya') ?? {}
  const kavya = await openPage(new URL(home, url).href, { size: sizes.phone, touch: true })
  await kavya.getByRole('heading', { name: 'Join your ISO first' }).waitFor()
  await addToHarbourPay(name, phone)
  await kavya.getByRole('heading', { name: 'Harbour Pay wants to add you' }).waitFor()
  await picture(kavya, 'joining-offer')
  const card = await world.phones.card('kavya', 'Harbour Pay wants to add you')
  await kavya.getByRole('button', { name: 'Decline' }).click()
  await kavya.getByText('Declined. Harbour Pay will see it.').waitFor()
  await kavya.getByRole('heading', { name: 'Join your ISO first' }).waitFor()
  await expect
    .poll(async () => (await world.phones.card('kavya', card.title)).status)
    .toBe('You declined')

  const console = await openDevice(world, 'olivia', '/console/staff')
  await console.getByRole('row', { name: /Kavya Rao/ }).click()
  const panel = console.getByRole('complementary', { name })
  await panel.getByText('The person declined').first().waitFor()
  await picture(console, 'joining-declined')
  await panel.getByRole('button', { name: 'Resend invitation' }).click()
  await panel.getByText(/The bot has asked in DingTalk/).waitFor()
  await kavya.getByRole('heading', { name: 'Harbour Pay wants to add you' }).waitFor()
  await kavya.getByRole('button', { name: 'Agree' }).click()
  await kavya.getByText('Harbour Pay').first().waitFor()
  await console.getByRole('row', { name: /Kavya Rao.*Associated/ }).waitFor()
})
