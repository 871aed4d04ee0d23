/** Country, currency and order of work: set by the platform, read by the ISO and by its staff, on small screens too. */
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { haveSignedIn, openDevice, passLanguage, picture, sizes } from '../setup/people-at-work.ts'
import { demoWorld } from '../setup/world.ts'

const world = demoWorld()

const laptop = { width: 1024, height: 768 }

async function fits(page: Page, name: string): Promise<void> {
  // columns are measured a moment after the window has changed
  await expect
    .poll(() => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth), {
      message: name,
    })
    .toBeLessThanOrEqual(0)
  await picture(page, name)
}

/** Ravi opens an ISO of his list. */
async function openIso(name: string): Promise<Page> {
  await haveSignedIn(world, 'ravi')
  const ravi = await openDevice(world, 'ravi', '/console/isos', { size: laptop })
  await ravi.getByRole('link', { name }).click()
  await ravi.getByRole('complementary', { name }).waitFor()
  return ravi
}

test('Ravi sets the country and the order of an ISO, which its admin and its staff read at once', async () => {
  await haveSignedIn(world, 'olivia')
  const mei = await openDevice(world, 'mei')
  await passLanguage(mei, mei.getByText('Your ISO: put up first, then verify.'))
  await picture(mei, 'order-home')
  const olivia = await openDevice(world, 'olivia', '/console/settings', { size: laptop })
  await olivia.getByText('Put up first, then verify').waitFor()
  await olivia.getByText('Singapore Dollar (SGD)').waitFor()
  await olivia.getByText(/ends at midnight in this time zone, for every ISO/).waitFor()
  await fits(olivia, 'order-settings-1024')
  await olivia.setViewportSize(sizes.phone)
  await fits(olivia, 'order-settings-360')

  const ravi = await openIso('Harbour Pay')
  const panel = ravi.getByRole('complementary', { name: 'Harbour Pay' })
  await fits(ravi, 'order-panel-1024')
  await panel.getByRole('button', { name: 'Set Order' }).click()
  const dialog = ravi.getByRole('dialog', { name: 'Order of work of Harbour Pay' })
  await dialog.getByText('Verify first, then put up').click()
  await dialog.getByRole('button', { name: /^Save/ }).click()
  await dialog.getByText('Write the name of the coordinator.').waitFor()
  await fits(ravi, 'order-dialog-1024')
  await ravi.setViewportSize(sizes.phone)
  await fits(ravi, 'order-dialog-360')
  await dialog.getByLabel('Regional coordinator').fill('Ana Lim')
  await dialog.getByRole('button', { name: /^Save/ }).click()
  await dialog.waitFor({ state: 'detached' })
  await panel.getByText('Agreed with Ana Lim, recorded by Ravi Menon').waitFor()
  await fits(ravi, 'order-panel-360')
  await mei.getByText('Your ISO: verify first, then put up.').waitFor()
  await olivia.getByText('Verify first, then put up').waitFor()
  await panel.getByText('Timeline').click()
  await panel.getByText('Verify first, then put up, agreed with Ana Lim').waitFor()
  await panel.getByText('Details').click()
})

test('a country brings its currency, and who is slower than a colleague is told', async () => {
  const ravi = await openIso('Lotus Merchant Services')
  const colleague = await openDevice(world, 'ravi', new URL(ravi.url()).pathname, { size: laptop })
  const opened = async (page: Page) => {
    await page.getByRole('button', { name: 'Set Country' }).click()
    return page.getByRole('dialog', { name: 'Country and currency of Lotus Merchant Services' })
  }
  const [first, second] = [await opened(ravi), await opened(colleague)]
  for (const dialog of [first, second]) {
    await dialog.getByLabel('Country or region').fill('malay')
    await dialog.page().keyboard.press('Enter')
    await dialog.getByText('Malaysian Ringgit (MYR)').waitFor()
  }
  await fits(ravi, 'country-dialog-1024')
  await ravi.setViewportSize(sizes.phone)
  await fits(ravi, 'country-dialog-360')
  await first.getByRole('button', { name: /^Save/ }).click()
  await first.waitFor({ state: 'detached' })
  await ravi.getByText('Malaysian Ringgit (MYR)').waitFor()
  // chosen by one who has not seen it
  await second.getByLabel('Country or region').fill('viet')
  await colleague.keyboard.press('Enter')
  await second.getByRole('button', { name: /^Save/ }).click()
  await colleague.getByText('This has changed in the meantime').waitFor()
  await second.waitFor({ state: 'detached' })
  await colleague.getByText('Malaysian Ringgit (MYR)').waitFor()
})
