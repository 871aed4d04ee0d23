/** Dialogs in an engine that has none: they behave like the browser's own. */
import type { Locator, Page } from 'playwright-core'
import { afterEach, expect, test } from 'vitest'
import { olderEngine } from '../../setup/older-engines.ts'
import { openDevice, passLanguage, picture } from '../../setup/people-at-work.ts'
import { demoWorld } from '../../setup/world.ts'

const world = demoWorld()

afterEach(() => world.phones.send('PATCH', '/people/mei/device', { pageCamera: false }))

async function openMei(): Promise<Page> {
  const mei = await openDevice(world, 'mei', undefined, { before: olderEngine('safari 14') })
  await passLanguage(mei, mei.getByRole('heading', { name: 'Products' }))
  return mei
}

/** Of her phone, which follows what the service has taken. */
const languageOfMei = async () =>
  ((await world.phones.person('mei')) as unknown as { language: string }).language

const hasFocus = (place: Locator) => place.evaluate((one) => one.contains(document.activeElement))

test('a sheet keeps the focus, closes by Esc and beside it, and gives the focus back', async () => {
  const mei = await openMei()
  const button = mei.getByRole('button', { name: 'Language' })
  const sheet = mei.getByRole('dialog', { name: 'Language' })
  await button.click()
  await sheet.waitFor()
  await picture(mei, 'dialog imitated sheet')
  expect(await hasFocus(sheet)).toBe(true)
  for (let press = 0; press < 5; press += 1) {
    await mei.keyboard.press('Tab')
    expect(await hasFocus(sheet)).toBe(true)
  }
  await mei.keyboard.press('Shift+Tab')
  expect(await hasFocus(sheet)).toBe(true)
  await mei.keyboard.press('Escape')
  await sheet.waitFor({ state: 'detached' })
  expect(await hasFocus(button)).toBe(true)

  await button.click()
  await sheet.waitFor()
  // what is under it is not pressed
  await mei.mouse.click(180, 60)
  await sheet.waitFor({ state: 'detached' })
  await button.click()
  await sheet.getByText('简体中文').click()
  await mei.getByRole('link', { name: '首页' }).waitFor()
  await expect.poll(languageOfMei).toBe('zh-CN')
  await mei.getByRole('button', { name: '语言' }).click()
  await mei.getByRole('dialog').getByText('English').click()
  await mei.getByRole('link', { name: 'Work', exact: true }).waitFor()
  // the next page is opened in the language that the service has
  await expect.poll(languageOfMei).toBe('en')
})

test('photos open over the whole screen and close again', async () => {
  const mei = await openMei()
  await mei.goto(world.onDevice('mei', '/work/results?status=rejected'))
  await mei.getByRole('link', { name: /Golden Crust Bakery/ }).click()
  await mei
    .getByRole('button', { name: /photo 1/i })
    .first()
    .click()
  const viewer = mei.getByRole('dialog')
  await viewer.getByRole('img').first().waitFor()
  await picture(mei, 'dialog imitated viewer')
  await viewer.getByRole('button', { name: 'Close' }).click()
  await viewer.waitFor({ state: 'detached' })
})

test('an appeal is written and sent in a sheet', async () => {
  const mei = await openMei()
  await mei.goto(world.onDevice('mei', '/work/results?status=rejected'))
  await mei.getByRole('link', { name: /Golden Crust Bakery/ }).click()
  await mei.getByRole('button', { name: 'Appeal' }).click()
  const sheet = mei.getByRole('dialog')
  await sheet.getByRole('textbox').fill('The sign is on the table, behind the menu.')
  await sheet.getByRole('textbox').press('Space')
  await picture(mei, 'dialog imitated appeal')
  await sheet.getByRole('button', { name: /^Send/ }).click()
  await sheet.waitFor({ state: 'detached' })
})
