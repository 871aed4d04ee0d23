/** Staff Details and Review List at a desk: narrowed, sorted, many decided at once, taken away as a file. */
import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import {
  haveSignedIn,
  isFocused,
  loadChineseFont,
  openDevice,
  picture,
  sizes,
} from '../setup/people-at-work.ts'
import { demoWorld } from '../setup/world.ts'

const world = demoWorld()

const names = (page: Page) =>
  page.getByRole('table', { name: 'Staff Details' }).getByRole('link').allTextContents()

/** The screen as it is at a desk, on a small laptop and on a phone. */
async function pictures(page: Page, name: string): Promise<void> {
  for (const [size, width] of [
    ['desktop', 1280],
    ['laptop', 1024],
    ['phone', 360],
  ] as const) {
    await page.setViewportSize({ width, height: size === 'phone' ? 740 : 800 })
    await picture(page, `${name} ${width}`)
  }
  await page.setViewportSize(sizes.desktop)
}

/** From another window of Olivia's. */
async function approveMeanwhile(name: string): Promise<void> {
  const answer = await fetch(world.onDevice('olivia', '/api/v1/staff?status=requested'))
  const { items } = (await answer.json()) as { items: { id: string; name: string }[] }
  const { id } = items.find((one) => one.name === name) ?? {}
  const headers = { 'content-type': 'application/json' }
  const path = `/api/v1/staff/${id}/approve`
  const done = await fetch(world.onDevice('olivia', path), { method: 'POST', headers, body: '{}' })
  expect(done.status).toBe(200)
}

test('Olivia sorts and narrows her staff, and the address brings all of it back', async () => {
  await haveSignedIn(world, 'olivia')
  const page = await openDevice(world, 'olivia', '/console/staff')
  const head = page.getByRole('columnheader', { name: 'Name' })
  await head.getByRole('button').click()
  await expect.poll(() => head.getAttribute('aria-sort')).toBe('ascending')
  await expect.poll(async () => (await names(page))[0]).toBe('王小芳')
  const sorted = (await names(page)).slice(1)
  expect(sorted).toEqual(sorted.toSorted((a, b) => a.localeCompare(b)))
  await page.getByRole('button', { name: 'Request by QR code' }).click()
  await expect.poll(() => names(page)).not.toContain('Daniel Koh')
  expect(new URL(page.url()).search).toBe('?sort=name&via=request')
  const before = await names(page)
  await page.reload()
  await expect.poll(() => names(page)).toEqual(before)
  await page.getByRole('searchbox').fill('priya')
  await expect.poll(() => names(page)).toEqual(['Priya Nair'])
  // what a search finds has an order of its own
  expect(await head.getByRole('button').count()).toBe(0)
  await page.getByRole('button', { name: 'Request by QR code' }).click()
  const search = page.getByRole('searchbox')
  await search.fill('a name that is not there')
  await page.getByRole('link', { name: 'Show all' }).waitFor()
  await search.fill('')
  await expect.poll(() => names(page)).toContain('Daniel Koh')
  expect(await isFocused(search)).toBe(true)
})

test('Olivia resends two invitations at once and is told what became of each', async () => {
  await haveSignedIn(world, 'olivia')
  const page = await openDevice(world, 'olivia', '/console/staff')
  await page.getByRole('checkbox', { name: 'Select Siti Rahman' }).check()
  await page.getByRole('checkbox', { name: 'Select Grace Yeo' }).check()
  await page.getByRole('checkbox', { name: 'Select Daniel Koh' }).check()
  const bar = page.getByRole('region', { name: 'Selected people' })
  await bar.getByText('3 people selected').waitFor()
  await pictures(page, 'staff-many')
  await bar.getByRole('button', { name: 'Resend invitation 2' }).click()
  const dialog = page.getByRole('dialog', { name: 'Resend 2 invitations?' })
  await dialog.getByText('The other selected person is not affected.').waitFor()
  await picture(page, 'staff-many-sure')
  await dialog.getByRole('button', { name: 'Resend 2 invitations' }).click()
  const over = page.getByRole('dialog', { name: 'Invitations resent' })
  await over.getByText('Done', { exact: true }).waitFor()
  await picture(page, 'staff-many-over')
  await over.getByText('Close', { exact: true }).click()
  await bar.waitFor({ state: 'detached' })
})

test('Olivia withdraws the invitations that she has ticked; people who joined are left alone', async () => {
  await haveSignedIn(world, 'olivia')
  const page = await openDevice(world, 'olivia', '/console/staff')
  await page.getByRole('checkbox', { name: 'Select Ken Ong' }).check()
  await page.getByRole('checkbox', { name: 'Select Daniel Koh' }).check()
  const bar = page.getByRole('region', { name: 'Selected people' })
  await bar.getByRole('button', { name: 'Withdraw invitation 1' }).click()
  const dialog = page.getByRole('dialog', { name: 'Withdraw 1 invitation?' })
  await dialog.getByRole('button', { name: 'Withdraw 1 invitation' }).click()
  const over = page.getByRole('dialog', { name: 'Invitations withdrawn' })
  await over.getByText('Done', { exact: true }).waitFor()
  await over.getByText('Close', { exact: true }).click()
  await page
    .getByRole('row', { name: /Ken Ong/ })
    .getByText('Removed')
    .waitFor()
  await page
    .getByRole('row', { name: /Daniel Koh/ })
    .getByText('Associated')
    .waitFor()
})

test('Olivia rejects all who wait and fit, in one go and with one reason', async () => {
  await haveSignedIn(world, 'olivia')
  const page = await openDevice(world, 'olivia', '/console/staff/requests')
  const list = page.getByRole('list', { name: 'Waiting' })
  await list.getByText('Priya Nair').waitFor()
  await pictures(page, 'requests')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('x')
  const bar = page.getByRole('region', { name: 'Selected people' })
  await bar.getByRole('button', { name: 'Select all 2 that match' }).click()
  await bar.getByText('All 2 that match are selected').waitFor()
  await bar.getByRole('button', { name: 'Reject' }).click()
  const dialog = page.getByRole('dialog', { name: 'Reject 2 requests?' })
  const send = dialog.getByRole('button', { name: 'Reject 2 requests' })
  await send.click()
  await dialog.getByText('Choose a reason.').waitFor()
  await dialog.getByText('No more staff needed now').click()
  await picture(page, 'requests-reject-many')
  await send.click()
  await dialog.waitFor({ state: 'detached' })
  const said = page.getByRole('status').filter({ hasText: '2 requests rejected.' })
  await said.waitFor()
  await picture(page, 'requests-reject-many-undo')
  await said.getByRole('button', { name: 'Undo' }).click()
  await page.getByText('2 decisions undone. The requests are waiting again.').waitFor()
  await list.getByText('Priya Nair').waitFor()
  await list.getByRole('checkbox').first().check()
  await bar.getByRole('button', { name: 'Select all 2 that match' }).click()
  await bar.getByRole('button', { name: 'Reject' }).click()
  await dialog.getByText('No more staff needed now').click()
  await approveMeanwhile('Jun Hao Lim')
  await send.click()
  const over = page.getByRole('dialog', { name: 'Requests rejected' })
  await over.getByText('Changed in the meantime, skipped').waitFor()
  await over.getByRole('button', { name: 'Undo' }).waitFor()
  await picture(page, 'requests-reject-many-over')
  await over.getByText('Close', { exact: true }).click()
  await page.getByText('No requests waiting').waitFor()
  const decided = page.getByRole('button', { name: 'Decided' })
  await decided.press('Enter')
  const row = page.getByRole('row', { name: /Priya Nair/ })
  await row.getByText('No more staff needed now').waitFor()
  await row.getByText('Olivia Tan').waitFor()
  expect(await isFocused(decided)).toBe(true)
  await pictures(page, 'requests-decided')
  await page.getByRole('searchbox').fill('a name that is not there')
  await page.getByRole('link', { name: 'Show all' }).click()
  await row.waitFor()
  await loadChineseFont(page)
})

test('Olivia reads what Mei has sent in, and why a spot was rejected', async () => {
  await haveSignedIn(world, 'olivia')
  const page = await openDevice(world, 'olivia', '/console/staff?search=mei')
  await page.getByRole('link', { name: 'Mei Chen' }).click()
  const panel = page.getByRole('complementary', { name: 'Mei Chen' })
  await panel.getByText('Related').click()
  const bakery = panel.getByRole('listitem').filter({ hasText: 'Golden Crust Bakery' })
  await bakery.getByText('Rejected').waitFor()
  const { searchParams } = new URL(page.url())
  expect([...searchParams]).toEqual([
    ['search', 'mei'],
    ['tab', 'related'],
  ])
  await pictures(page, 'staff-related')
  await bakery.getByRole('link').click()
  await page.getByRole('heading', { name: 'Golden Crust Bakery', level: 1 }).waitFor()
  await page.getByText('Why it was rejected').first().waitFor()
  await page.getByRole('img', { name: 'Store, photo 1' }).waitFor()
  await pictures(page, 'submission')
  // the same address is nothing to another ISO
  await haveSignedIn(world, 'nok')
  const nok = await openDevice(world, 'nok', new URL(page.url()).pathname)
  await nok.getByText('Not found').waitFor()
  await nok.goto(world.onDevice('nok', '/console/submissions/cut-off'))
  await nok.getByText('This page does not exist').waitFor()
  await page.getByRole('link', { name: 'Mei Chen' }).click()
  await panel.getByRole('link', { name: 'Golden Crust Bakery' }).waitFor()
})

test('Olivia takes what she has narrowed the list to away as a file', async () => {
  await haveSignedIn(world, 'olivia')
  const page = await openDevice(world, 'olivia', '/console/staff?status=associated')
  await page.getByRole('button', { name: 'Export' }).click()
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('menuitem', { name: 'CSV, for any program' }).click(),
  ])
  expect(download.suggestedFilename()).toMatch(/^Harbour Pay.* staff \d{4}-\d\d-\d\d\.csv$/)
  const text = await readFile(await download.path(), 'utf8')
  expect(text).toContain('"Daniel Koh","+6581230011","Associated"')
  expect(text).not.toContain('Tomás Rey')
})
