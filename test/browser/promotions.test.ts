/** Promotions of an ISO at a desk: from the dashboard to the list, narrowed, opened, taken away as a file. */
import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { Submissions } from '../../service/promotions/model.ts'
import { prefixesOf } from '../../service/text/search-starts.ts'
import { haveSignedIn, openDevice, picture, sizes } from '../setup/people-at-work.ts'
import { demoWorld } from '../setup/world.ts'

const world = demoWorld()

const stores = (page: Page) =>
  page.getByRole('table', { name: 'Promotions' }).locator('[data-row-link]').allTextContents()

/** Whether nothing of the page is wider than the window. */
const fits = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth)

async function pictures(page: Page, name: string): Promise<void> {
  for (const width of [1280, 1024, 360]) {
    await page.setViewportSize({ width, height: width === 360 ? 740 : 800 })
    await picture(page, `${name} ${width}`)
    // columns are measured a moment after the window has changed
    await expect.poll(() => fits(page), { message: `at ${width} px` }).toBe(true)
  }
  await page.setViewportSize(sizes.desktop)
}

test('Olivia comes from the dashboard to what was rejected, and reads why', async () => {
  await haveSignedIn(world, 'olivia')
  const page = await openDevice(world, 'olivia', '/console')
  const todo = page.getByRole('region', { name: 'To do' })
  await todo.getByRole('link', { name: /rejected submission/ }).waitFor()
  await page.getByRole('region', { name: 'Promotions by status' }).getByText('Approved').waitFor()
  await pictures(page, 'promotions-dashboard')
  await todo.getByRole('link', { name: /rejected submission/ }).click()
  expect(new URL(page.url()).pathname).toBe('/console/promotions')
  expect(new URL(page.url()).search).toBe('?status=rejected')
  await expect.poll(() => stores(page)).toEqual(['Golden Crust Bakery'])
  await page.getByRole('link', { name: 'Golden Crust Bakery' }).click()
  const panel = page.getByRole('complementary', { name: 'Golden Crust Bakery' })
  await panel.getByText('Why it was rejected').first().waitFor()
  await panel.getByRole('link', { name: 'Mei Chen' }).waitFor()
  await pictures(page, 'promotions-panel')
  // sent on, the address opens the same panel
  await page.reload()
  await panel.getByText('Why it was rejected').first().waitFor()
  await panel.getByRole('link', { name: 'Open with all photos' }).click()
  await page.getByRole('heading', { name: 'Golden Crust Bakery', level: 1 }).waitFor()
  const current = page.getByRole('navigation').getByRole('link', { name: 'Promotions' })
  expect(await current.getAttribute('aria-current')).toBe('page')
})

test('filters stand in the address, and long names stay inside the page', async () => {
  const name = 'The Extraordinarily Long Name of a Bakery That Sells Kouign-amann and Much Else'
  await Submissions.updateOne(
    { 'store.name': 'Golden Crust Bakery' },
    { $set: { 'store.name': name, searchKeys: prefixesOf(name) } },
  )
  await haveSignedIn(world, 'olivia')
  const page = await openDevice(world, 'olivia', '/console/promotions')
  await expect.poll(() => stores(page)).toContain(name)
  const all = await stores(page)
  await pictures(page, 'promotions')
  await page.getByRole('searchbox').fill('kouign')
  await expect.poll(() => stores(page)).toEqual([name])
  await page.getByRole('searchbox').fill('')
  await expect.poll(() => stores(page)).toEqual(all)
  await page.getByRole('combobox', { name: 'Staff member' }).fill('mei')
  await page.getByTitle('Mei Chen').click()
  await page.getByRole('button', { name: /^Rejected/ }).click()
  await expect.poll(() => stores(page)).toEqual([name])
  await page.getByLabel('From').fill('2020-01-01')
  await page.getByRole('combobox', { name: 'Filter by region' }).click()
  await page.getByTitle('Singapore').click()
  await expect.poll(() => new URL(page.url()).searchParams.get('region')).toBe('SG')
  const { searchParams } = new URL(page.url())
  expect([...searchParams.keys()].toSorted()).toEqual(['from', 'region', 'staff', 'status'])
  await page.reload()
  await expect.poll(() => stores(page)).toEqual([name])
  await page.getByText('Mei Chen').first().waitFor()
  await pictures(page, 'promotions-narrowed')
  await page.getByRole('button', { name: 'Export' }).click()
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('menuitem', { name: 'CSV, for any program' }).click(),
  ])
  expect(download.suggestedFilename()).toMatch(/ promotions \d{4}-\d\d-\d\d\.csv$/)
  const text = await readFile(await download.path(), 'utf8')
  expect(text.trim().split('\r\n')).toHaveLength(2)
  expect(text).toContain(name)
  await page.getByLabel('To', { exact: true }).fill('2020-01-02')
  await page.getByText('No matching promotions').waitFor()
  await pictures(page, 'promotions-none-found')
  await page.getByRole('link', { name: 'Show all' }).click()
  await expect.poll(() => stores(page)).toEqual(all)
})

test('a list that does not come says so, and comes when it is asked again', async () => {
  await haveSignedIn(world, 'olivia')
  const page = await openDevice(world, 'olivia', '/console')
  await page.getByRole('region', { name: 'Promotions by status' }).waitFor()
  const asked = /\/workspace\/submissions\?/
  await page.route(asked, (route) => route.abort())
  await page.getByRole('navigation').getByRole('link', { name: 'Promotions' }).click()
  const again = page.getByRole('button', { name: 'Try again' })
  await again.waitFor()
  expect(await page.getByText('No promotions yet').count()).toBe(0)
  await picture(page, 'promotions-failed')
  await page.unroute(asked)
  await again.click()
  await expect.poll(async () => (await stores(page)).length).toBeGreaterThan(0)
})

test('an ISO without submissions is told how the list gets filled', async () => {
  await haveSignedIn(world, 'olivia')
  const { iso } = await Submissions.findOne({ 'store.name': /Kouign/ })
    .orFail()
    .lean()
  await Submissions.deleteMany({ iso })
  const page = await openDevice(world, 'olivia', '/console/promotions')
  await page.getByText('No promotions yet').waitFor()
  await pictures(page, 'promotions-empty')
})
