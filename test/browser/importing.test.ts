/** Bulk add at a desk: from the template to the report, with a file that has its faults. */
import { readFile } from 'node:fs/promises'
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { StaffImportRows } from '../../service/staff-imports/model.ts'
import {
  csvOf,
  headerRow,
  textCell,
  workbookOf,
  workbookWith,
  zipOf,
} from '../service/staff-imports/files.ts'
import { pageInside } from '../setup/phones.ts'
import { haveSignedIn, openDevice, picture, sizes } from '../setup/people-at-work.ts'
import { demoWorld } from '../setup/world.ts'

const world = demoWorld()

/** What an admin fills into the template. */
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

const sizesOfDesks = { ...sizes.desktop, width: 1024 }

/** The label of the field that has the keyboard, or the text of what has it. */
const focused = (page: Page) =>
  page.evaluate(() => {
    const { activeElement } = document
    return activeElement instanceof HTMLInputElement
      ? activeElement.labels?.[0]?.textContent
      : activeElement?.textContent
  })

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
  await page.setViewportSize(sizesOfDesks)
  await picture(page, `${name}-1024`)
  await page.setViewportSize(before)
}

test('Olivia fills in the template, mends a country, starts, watches, comes back and takes the report', async () => {
  await haveSignedIn(world, 'olivia')
  const page = await openDevice(world, 'olivia', '/console/staff')
  await page.getByRole('link', { name: 'Bulk add' }).click()
  await page.getByRole('heading', { name: 'Add staff in bulk' }).waitFor()
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
  await page.getByText('5 of 5 processed by DingTalk').waitFor()
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
  expect(pageInside(card.buttons[0]?.url)).toContain(new URL(page.url()).pathname)
  await page.goto(world.onDevice('olivia', '/console/staff/add-many'))
  await page.getByRole('link', { name: 'November.csv' }).click()
  await page.getByRole('heading', { name: 'November.csv' }).waitFor()
})

test('Olivia pastes rows, mends them by keyboard, and pastes again into the page', async () => {
  await haveSignedIn(world, 'olivia')
  const page = await openDevice(world, 'olivia', '/console/staff/add-many')
  await page
    .getByLabel('Or paste rows from a spreadsheet or a message')
    .fill('Gia Tan\t+65 8123 0181\nHugo Lee\task him\n\t+65 8123 0183\nIvy Again\t+6581230181')
  await page.getByRole('button', { name: 'Check these rows' }).click()
  await page.getByRole('heading', { name: 'Pasted rows' }).waitFor()
  await page.getByText('1 person can be added · 3 rows have a problem').waitFor()
  await page.getByText('No titles: a name and a number in each line').waitFor()

  await page.getByRole('button', { name: 'Edit row 2' }).click()
  const form = page.getByRole('form', { name: 'Edit row 2' })
  expect(await form.getByLabel('Phone number').inputValue()).toBe('ask him')
  await expect
    .poll(() =>
      form.getByLabel('Phone number').evaluate((field) => field === document.activeElement),
    )
    .toBe(true)
  await inspect(page, 'import-mend')
  await form.getByLabel('Phone number').fill('+65 81')
  await page.keyboard.press('Enter')
  // still wrong: it stays open and says why
  await form.getByText('Not a phone number').waitFor()
  // the row has changed in place: with a name that cannot be broken it does not hang over
  await form.getByLabel('Name').fill('W'.repeat(80))
  await Promise.all([
    page.waitForResponse((answer) => answer.request().method() === 'PATCH'),
    page.keyboard.press('Enter'),
  ])
  await page.keyboard.press('Escape')
  await page.getByRole('row', { name: /WWW/ }).waitFor()
  const hangsOver = () =>
    page
      .getByRole('table')
      .evaluate((one) => one.getBoundingClientRect().width > (one.parentElement?.clientWidth ?? 0))
  await expect.poll(hangsOver).toBe(false)
  await inspect(page, 'import-long-name')
  await page.getByRole('button', { name: 'Edit row 2' }).click()
  await form.getByLabel('Name').fill('Hugo Lee')
  await form.getByLabel('Phone number').fill('+65 8123 0182')
  await page.keyboard.press('Enter')
  await page.getByText('2 people can be added · 2 rows have a problem').waitFor()
  // the keyboard is on the next row that needs attention
  await expect
    .poll(() => page.evaluate(() => document.activeElement?.getAttribute('aria-label')))
    .toBe('Edit row 3')
  // the page puts the keyboard there in a frame of its own: a person waits for it too
  await page.keyboard.press('Enter')
  await expect.poll(() => focused(page)).toBe('Name')
  await page.keyboard.type('Jo Lim')
  await page.keyboard.press('Escape')
  await expect.poll(() => focused(page)).toBe('Edit')
  await page.keyboard.press('Enter')
  await expect.poll(() => focused(page)).toBe('Name')
  await page.keyboard.type('Kim Ong')
  await page.keyboard.press('Enter')
  await page.getByText('3 people can be added · 1 row has a problem').waitFor()
  await page.getByRole('row', { name: /Kim Ong.*Can be added/ }).waitFor()
  await page
    .getByRole('row', { name: /Ivy Again/ })
    .getByText('Same number as row 1')
    .waitFor()

  await page.goto(world.onDevice('olivia', '/console/staff/add-many'))
  await page.getByRole('heading', { name: 'Add staff in bulk' }).waitFor()
  await page.evaluate(() => {
    const clipboardData = new DataTransfer()
    clipboardData.setData('text/plain', 'Name\tMobile\nLea Koh\t+6581230184')
    document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true }))
  })
  await page.getByRole('button', { name: 'Check these rows' }).click()
  await page.getByRole('row', { name: /Lea Koh/ }).waitFor()
})

test('Olivia sees why a file is not read, and what is wrong with a name that cannot be seen', async () => {
  await haveSignedIn(world, 'olivia')
  const page = await openDevice(world, 'olivia', '/console/staff/add-many')
  const choose = (name: string, bytes: Uint8Array) =>
    page
      .locator('input[type=file]')
      .setInputFiles({ name, mimeType: '', buffer: Buffer.from(bytes) })
  const alert = page.getByRole('alert')
  const cover = `<row r="1">${textCell('A1', 'How to fill in')}</row>`
  const list = `${headerRow}<row r="2">${textCell('A2', 'Ann')}${textCell('B2', '+6581230186')}</row>`
  await choose(
    'Hidden.xlsx',
    workbookOf([
      ['Cover', cover],
      ['Old list', list, 'hidden'],
    ]),
  )
  await alert.getByText('Hidden sheet: Old list.').waitFor()
  await inspect(page, 'import-hidden-sheet')
  const parts = workbookWith(list)
  const sheet = 'xl/worksheets/sheet1.xml'
  const cols = '<cols><col min="2" max="2" hidden="1"/></cols><sheetData>'
  const hidden = String(parts[sheet]).replace('<sheetData>', cols)
  await choose('Columns.xlsx', zipOf({ ...parts, [sheet]: hidden }))
  await alert.getByText('Hidden in the sheet: Phone number.').waitFor()
  await choose('Part.csv', csvOf('First name,Phone', 'Ann,+6581230186'))
  await alert.getByText('The only column for a name is First name.').waitFor()
  await choose('Two.csv', csvOf('Name,Phone,Name,Phone', 'Ann,+6581230186,Bob,+6581230187'))
  await alert.getByText('Two tables side by side').waitFor()

  await choose('Turned.csv', csvOf('Name,Phone', 'Ann\u202eeeL,+6581230186'))
  const row = page.getByRole('row', { name: 'Ann\ufffdeeL' })
  await row.getByText('There are hidden characters in the name').waitFor()
  await inspect(page, 'import-turned-name')
  await page.getByRole('button', { name: 'Edit row 2' }).click()
  const form = page.getByRole('form', { name: 'Edit row 2' })
  expect(await form.getByLabel('Name').inputValue()).toBe('Ann\ufffdeeL')
  // saved as it is, it is refused again
  await page.keyboard.press('Enter')
  await form.getByText('There are hidden characters in the name').waitFor()
  await form.getByLabel('Name').fill('Ann Lee')
  await page.keyboard.press('Enter')
  await page.getByRole('row', { name: /Ann Lee.*Can be added/ }).waitFor()
})

test('Olivia sees that a file can be read in two ways, and chooses how', async () => {
  await haveSignedIn(world, 'olivia')
  const page = await openDevice(world, 'olivia', '/console/staff/add-many')
  const buffer = Buffer.from(
    'Name;Phone\r\nMar\u00eda Pe\u00f1a;+6581230191\r\nAnn;+6581230192\r\n',
    'latin1',
  )
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: 'Old.csv', mimeType: 'text/csv', buffer })
  await page.getByText('1 person can be added · 1 row has a problem').waitFor()
  await page.getByText('Semicolon').waitFor()
  expect(await page.getByRole('button', { name: /^Start/ }).isDisabled()).toBe(true)
  await inspect(page, 'import-unsure')
  // what is in doubt is the name: the keyboard goes there
  await page.getByRole('button', { name: 'Edit row 2' }).click()
  await expect.poll(() => focused(page)).toBe('Name')
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: /María Peña/ }).click()
  await page.getByRole('button', { name: 'Start: add 2 people' }).waitFor()
  await page.getByRole('row', { name: /María Peña.*Can be added/ }).waitFor()
  // the pressed button is gone, and the keyboard is on the line that tells the outcome
  await expect.poll(() => focused(page)).toBe('2 people can be added')
  await page.getByLabel('Encoding').click()
  await page.getByText('Chinese, simplified (GB 18030)').click()
  await page.getByRole('row', { name: /Mar韆/ }).waitFor()
  await inspect(page, 'import-encoding-chosen')

  const id = new URL(page.url()).pathname.split('/').at(-1) ?? ''
  // of one row; a page of several of which none can be shown is a fault of ours
  await StaffImportRows.collection.deleteOne({ import: id, row: 3 })
  await StaffImportRows.collection.updateMany({ import: id }, { $set: { name: 7 } })
  await page.reload()
  await page.getByText('1 entry is damaged and cannot be shown.').waitFor()
  // a list that cannot be shown is not empty
  expect(await page.getByText('Nothing to do here').count()).toBe(0)
})
