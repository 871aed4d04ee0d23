/** Bulk add at a desk: from the template to the report, with a file that has its faults. */
import { readFile } from 'node:fs/promises'
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { haveSignedIn, openDevice, picture, sizes } from '../setup/people-at-work.ts'
import { demoWorld } from '../setup/world.ts'

const world = demoWorld()

/** What somebody fills into the template. */
const people = [
  'Farah Aziz,+65 8123 0171',
  'Ben Ong,8123 0172',
  'Chai Lin,+65 8123 0173',
  ',+65 8123 0174',
  'Farah Again,+65 8123 0171',
]

async function taken(page: Page, click: () => Promise<void>): Promise<Buffer> {
  const [download] = await Promise.all([page.waitForEvent('download'), click()])
  return readFile(await download.path())
}

/** Nothing serious, on a desk and on a phone; pictures of both. */
async function inspect(page: Page, name: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze()
  const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')
  expect(serious.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([])
  await picture(page, name)
  const before = page.viewportSize() ?? sizes.desktop
  await page.setViewportSize(sizes.phone)
  // the table becomes another one once it has seen how wide the page is now
  await expect
    .poll(() => page.evaluate(() => document.documentElement.scrollWidth))
    .toBeLessThanOrEqual(sizes.phone.width)
  await picture(page, `${name}-phone`)
  await page.setViewportSize(before)
}

test('Olivia fills in the template, mends a country, starts, watches, comes back and takes the report', async () => {
  await haveSignedIn(world, 'olivia')
  const page = await openDevice(world, 'olivia', '/console/staff')
  await page.getByRole('link', { name: 'Add many' }).click()
  await page.getByRole('heading', { name: 'Add many people' }).waitFor()
  await inspect(page, 'import-choose')

  const template = await taken(page, () => page.getByText('Template for any program (CSV)').click())
  const choose = (name: string, buffer: Buffer) =>
    page.locator('input[type=file]').setInputFiles({ name, mimeType: 'text/csv', buffer })
  await choose('holiday.pdf', Buffer.from('%PDF-1.7'))
  await page.getByRole('alert').getByText('cannot be read as a spreadsheet').waitFor()
  await choose('November.csv', Buffer.concat([template, Buffer.from(people.join('\r\n'))]))

  await page.getByRole('heading', { name: 'November.csv' }).waitFor()
  await page.getByText('2 people can be added · 3 rows have a problem').waitFor()
  await page
    .getByRole('row', { name: /Farah Again/ })
    .getByText('Same number as row 2')
    .waitFor()
  await inspect(page, 'import-preview')
  await page.getByLabel('Country of numbers without a country code').click()
  await page.keyboard.type('Singapore')
  await page.keyboard.press('Enter')
  await page.getByRole('row', { name: /Ben Ong.*\+65 8123 0172/ }).waitFor()

  await page.getByRole('button', { name: 'Start: add 3 people' }).click()
  await page.getByText('5 of 5 answered by DingTalk').waitFor()
  await page.getByText('Finished').waitFor()
  await page.reload()
  await page
    .getByRole('row', { name: /Chai Lin/ })
    .getByText('Invited')
    .waitFor()
  await inspect(page, 'import-finished')
  await page.getByRole('button', { name: /^Only problems/ }).click()
  await expect.poll(() => page.getByRole('row').count()).toBe(3)

  await page.getByRole('button', { name: 'Report' }).click()
  const report = await taken(page, () => page.getByText('CSV, for any program').click())
  expect(report.toString()).toContain('The number is in the file twice')

  const card = await world.phones.card('olivia', 'Import finished: November.csv')
  expect(card.buttons[0]?.url).toContain(new URL(page.url()).pathname)
  await page.goto(world.onDevice('olivia', '/console/staff/add-many'))
  await page.getByRole('link', { name: 'November.csv' }).click()
  await page.getByRole('heading', { name: 'November.csv' }).waitFor()
})
