/** A test account in people's hands: Olivia lends it to Mei, Mei looks, Olivia sees that, and takes it back. */
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { Reveals, TestAccounts } from '../../service/test-accounts/model.ts'
import {
  haveSignedIn,
  isFocused,
  openDevice,
  openStage,
  passLanguage,
  picture,
  signIn,
  sizes,
} from '../setup/people-at-work.ts'
import { demoWorld } from '../setup/world.ts'

const world = demoWorld()
const email = 'harbour.tester2@alipay.example'

/** Everything that the page keeps of what it was told: storage, databases, caches. */
async function keptBy(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const kept: unknown[] = [{ ...localStorage }, { ...sessionStorage }]
    for (const { name = '' } of await indexedDB.databases()) {
      const database = await new Promise<IDBDatabase>((resolve, reject) => {
        const asked = indexedDB.open(name)
        asked.addEventListener('success', () => resolve(asked.result))
        asked.addEventListener('error', () => reject(asked.error ?? new Error(name)))
      })
      for (const store of database.objectStoreNames) {
        const rows = await new Promise((resolve, reject) => {
          const asked = database.transaction(store).objectStore(store).getAll()
          asked.addEventListener('success', () => resolve(asked.result))
          asked.addEventListener('error', () => reject(asked.error ?? new Error(store)))
        })
        kept.push(rows)
      }
      database.close()
    }
    for (const name of await caches.keys()) {
      const cache = await caches.open(name)
      for (const request of await cache.keys()) {
        kept.push(request.url, await (await cache.match(request))?.text())
      }
    }
    return JSON.stringify(kept)
  })
}

async function openMei(): Promise<Page> {
  const mei = await openDevice(world, 'mei')
  await passLanguage(mei, mei.getByRole('heading', { name: 'Products' }))
  return mei
}

test('Olivia lends Mei an account; Mei opens it from the card, looks, and loses it again', async () => {
  const mei = await openMei()
  await mei.getByRole('link', { name: 'Payment Verification' }).click()
  await mei.getByRole('heading', { name: 'No test account is assigned to you' }).waitFor()
  await picture(mei, 'test account none')

  // Olivia finds Mei and lends her an account whose passwords she cannot read
  await haveSignedIn(world, 'olivia')
  const olivia = await openDevice(world, 'olivia', '/console/staff?search=Mei')
  await olivia.getByRole('link', { name: 'Mei Chen' }).click()
  await olivia.getByRole('button', { name: 'Add Alipay Test Account' }).click()
  const dialog = olivia.getByRole('dialog')
  await dialog.getByRole('combobox').fill('harbour.tester2')
  await olivia.getByTitle(email).click()
  expect(await dialog.getByLabel('Login password').inputValue()).toMatch(/^•+$/)
  await picture(olivia, 'test account lending')
  await dialog.getByRole('button', { name: 'Assign this account' }).click()
  const panel = olivia.getByRole('region', { name: 'Alipay test account' })
  await panel.getByText(email).waitFor()
  await panel.getByText('Not yet').waitFor()

  // Mei's screen fills in by itself, and her DingTalk has the card
  await mei.getByRole('heading', { name: 'Your test account' }).waitFor()
  const stage = await openStage(world, '#people=mei')
  const phone = stage.getByRole('region', { name: 'Phone of Mei Chen' })
  await phone.getByRole('button', { name: /A test account for you/ }).click()
  const card = phone.getByRole('article', { name: 'A test account for you' })
  await card.getByText(email).waitFor()
  await picture(stage, 'test account card')
  expect(JSON.stringify(await world.phones.messages('mei'))).not.toContain('not-a-real')
  await card.getByRole('button', { name: 'Got it' }).click()
  await card.getByText('Received').waitFor()
  await panel.getByText('Not yet').waitFor({ state: 'detached' })
  await card.getByRole('button', { name: 'Open' }).click()
  const opened = phone.frameLocator('iframe')
  await passLanguage(opened, opened.getByRole('heading', { name: 'Your test account' }))
  await picture(stage, 'test account opened from the card')

  // masked until she asks, and masked again after thirty seconds
  expect(await mei.getByText('not-a-real-login-2').count()).toBe(0)
  await picture(mei, 'test account masked')
  await mei.clock.install()
  // from here on her time passes only when the test lets it
  await mei.clock.pauseAt((await mei.evaluate(() => Date.now())) + 1_000)
  await mei.getByRole('button', { name: 'Show passwords' }).click()
  await mei.getByText('not-a-real-login-2', { exact: true }).waitFor()
  await mei.getByText('not-a-real-pay-2', { exact: true }).waitFor()
  await mei.getByRole('timer', { name: '30 seconds left' }).waitFor()
  await picture(mei, 'test account shown')
  await mei.clock.runFor(29_000)
  await mei.getByRole('timer', { name: '1 second left' }).waitFor()
  await mei.clock.runFor(1_500)
  await mei.getByRole('button', { name: 'Show passwords' }).waitFor()
  expect(await mei.locator('body').innerHTML()).not.toContain('not-a-real')
  expect(await keptBy(mei)).not.toContain('not-a-real')
  await mei.clock.resume()

  // Olivia sees it without asking for it
  const looks = olivia.getByRole('list', { name: 'Password views' })
  await looks.getByText('Payment verification').waitFor()
  expect(await Reveals.countDocuments({ email })).toBe(1)
  await picture(olivia, 'test account looks')

  // and takes it back: Mei's screen says so by itself, even while the passwords are on it
  await mei.getByRole('button', { name: 'Show passwords' }).click()
  await mei.getByText('not-a-real-login-2', { exact: true }).waitFor()
  await panel.getByRole('button', { name: 'Take back' }).click()
  await olivia.getByRole('dialog').getByRole('button', { name: 'Take back' }).click()
  await panel.getByText('No test account assigned.').waitFor()
  await mei.getByRole('heading', { name: 'You no longer have the test account' }).waitFor()
  expect(await mei.locator('body').innerHTML()).not.toContain('not-a-real')
  await picture(mei, 'test account gone')
  await phone.getByRole('button', { name: 'Close the app' }).click()
  await card.getByText('Taken back').waitFor()
  await picture(stage, 'test account card taken back')
})

test('the test account has its place in the panel while it loads and when it fails, and none for a person who has not joined', async () => {
  await haveSignedIn(world, 'olivia')
  const olivia = await openDevice(world, 'olivia', '/console/staff?search=Mei')
  let answer = () => {}
  const held = new Promise<void>((resolve) => (answer = resolve))
  const address = '**/test-account'
  await olivia.route(address, async (route) => {
    await held
    await route.continue()
  })
  await olivia.getByRole('link', { name: 'Mei Chen' }).click()
  const section = olivia.getByRole('region', { name: 'Alipay test account' })
  // who looked is asked at the same time
  const looks = section.getByRole('region', { name: 'Password views' })
  await looks.getByRole('listitem').first().waitFor()
  await section.getByRole('status', { name: 'Loading' }).waitFor()
  await pictures(olivia, 'test account loading')
  answer()
  await section.getByRole('button', { name: 'Add Alipay Test Account' }).waitFor()
  await pictures(olivia, 'test account of Mei')

  await olivia.unroute(address)
  await olivia.route(address, (route) => route.abort())
  await olivia.reload()
  await section.getByRole('heading', { name: 'No connection' }).waitFor()
  await looks.getByRole('listitem').first().waitFor()
  await pictures(olivia, 'test account failed')

  const asked: string[] = []
  olivia.on('request', (request) => asked.push(new URL(request.url()).pathname))
  await olivia.goto(world.onDevice('olivia', '/console/staff?status=requested'))
  await olivia.getByRole('link', { name: 'Jun Hao Lim' }).click()
  await olivia.getByRole('complementary', { name: 'Jun Hao Lim' }).getByText('Requested').waitFor()
  expect(await section.count()).toBe(0)
  expect(asked.filter((path) => path.endsWith('/test-account'))).toEqual([])
})

/** Of the panel, on a desk and on a phone. */
async function pictures(page: Page, name: string): Promise<void> {
  await picture(page, name)
  await page.setViewportSize(sizes.phone)
  await picture(page, `${name} phone`)
  await page.setViewportSize(sizes.desktop)
}

test('passwords disappear when the app is left for another one', async () => {
  const account = await TestAccounts.findOne({ email: 'harbour.tester3@alipay.example' }).lean()
  await haveSignedIn(world, 'olivia')
  const olivia = await openDevice(world, 'olivia', '/console/staff?search=Mei')
  await olivia.getByRole('link', { name: 'Mei Chen' }).click()
  await olivia.getByRole('button', { name: 'Add Alipay Test Account' }).click()
  const dialog = olivia.getByRole('dialog')
  await dialog.getByRole('combobox').click()
  await olivia.getByTitle(account?.email ?? '').click()
  await dialog.getByRole('button', { name: 'Assign this account' }).click()
  const mei = await openMei()
  await mei.getByRole('link', { name: 'Payment Verification' }).click()
  await mei.getByRole('button', { name: 'Show passwords' }).click()
  await mei.getByText('not-a-real-login-3', { exact: true }).waitFor()
  await mei.evaluate(() => {
    Object.defineProperty(document, 'visibilityState', { value: 'hidden', configurable: true })
    document.dispatchEvent(new Event('visibilitychange'))
  })
  await mei.getByRole('button', { name: 'Show passwords' }).waitFor()
  expect(await mei.locator('body').innerHTML()).not.toContain('not-a-real')
})

test('Ravi adds accounts by pasting lines, rotates one that was seen, and retires another', async () => {
  const ravi = await openDevice(world, 'ravi', '/console/test-accounts', { size: sizes.desktop })
  await signIn(ravi, 'ravi')
  await ravi.getByRole('heading', { name: 'Test Accounts' }).waitFor()
  await picture(ravi, 'test accounts pool')
  await ravi.getByRole('button', { name: 'Add accounts' }).click()
  const dialog = ravi.getByRole('dialog')
  await dialog.getByRole('combobox').click()
  await ravi.getByTitle('Harbour Pay').last().click()
  const lines = dialog.getByLabel('Accounts, one per line')
  await lines.fill('new.tester@alipay.example, not-a-real-login, not-a-real-pay\nnonsense')
  await dialog.getByRole('button', { name: 'Add these accounts' }).click()
  await dialog.getByText('Line 2: needs three parts').waitFor()
  await picture(ravi, 'test accounts wrong line')
  await lines.fill('new.tester@alipay.example, not-a-real-login, not-a-real-pay')
  await dialog.getByRole('button', { name: 'Add these accounts' }).click()
  const rowOf = (name: string) => ravi.getByRole('row').filter({ hasText: name })
  const choose = async (name: string, action: string) => {
    await rowOf(name)
      .getByRole('button', { name: `Actions for ${name}` })
      .click()
    await ravi.getByRole('menuitem', { name: action }).click()
  }
  await rowOf('new.tester@alipay.example').getByText('Available').waitFor()

  const seen = rowOf('harbour.tester5@alipay.example')
  await seen.getByText('New passwords needed').waitFor()
  await choose('harbour.tester5@alipay.example', 'New passwords')
  await ravi.getByLabel('Login password').fill('another-unreal-login')
  await ravi.getByLabel('Payment password').fill('another-unreal-pay')
  await ravi.getByRole('button', { name: 'Save new passwords' }).click()
  await seen.getByText('Passwords version 2').waitFor()
  expect(await seen.getByText('New passwords needed').count()).toBe(0)

  // by keys alone, the focus ends where it began
  const opener = seen.getByRole('button', { name: /^Actions for/ })
  await opener.press('Enter')
  const entry = ravi.getByRole('menuitem', { name: 'New passwords' })
  await entry.waitFor()
  await ravi.keyboard.press('Tab')
  await entry.press('Enter')
  await dialog.waitFor()
  await ravi.keyboard.press('Escape')
  await dialog.waitFor({ state: 'detached' })
  await expect.poll(() => isFocused(opener)).toBe(true)

  await choose('new.tester@alipay.example', 'Retire')
  await ravi.getByRole('dialog').getByRole('button', { name: 'Retire' }).click()
  await rowOf('new.tester@alipay.example').getByText('Retired').waitFor()
  expect(await ravi.locator('body').innerHTML()).not.toContain('unreal')
})
