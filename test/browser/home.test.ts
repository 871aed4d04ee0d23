/** The home screen of staff: nothing moves while it loads, and what is not known is said. */
import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import {
  emulateSlowPhone,
  noteShifts,
  shiftsOf,
  totalOf,
  type LayoutShift,
} from '../../scripts/bench/layout-shifts.ts'
import { Tasks } from '../../service/inspections/model.ts'
import {
  duringOutage,
  openDevice,
  openPage,
  passLanguage,
  picture,
  sizes,
} from '../setup/people-at-work.ts'
import { demoWorld } from '../setup/world.ts'

const world = demoWorld()
const home = '/?corpid=dingalipaypartners'
const store = 'Golden Crust Bakery'

/** A phone that has never opened the app, of a person with work in it. */
async function newPhone(): Promise<Page> {
  const page = await openPage('about:blank', { size: sizes.phone, touch: true })
  await noteShifts(page)
  return page
}

const products = (page: Page) => page.getByRole('heading', { name: 'Products' })
const needsYou = (page: Page) => page.getByRole('region', { name: 'To do' })

/** The most that may move, as browsers score it; unexplained, the test says what moved. */
function expectStill(shifts: LayoutShift[]): void {
  const moved = totalOf(shifts) > 0.02 ? shifts : []
  expect(moved).toEqual([])
}

/** What the phone has by now to open without network. */
const keptFiles = (page: Page) =>
  page.evaluate(async () => {
    const cache = await caches.open('partner-workspace')
    return (await cache.keys())
      .map(({ url }) => url)
      .sort()
      .join('\n')
  })

/** What the phone knows, as an earlier release kept it: the answers alone. */
const keepAnswersAsBefore = (page: Page) =>
  page.evaluate(() => {
    for (const place of Object.keys(localStorage)) {
      if (!place.startsWith('partner-workspace.answer.')) continue
      const { at, data } = JSON.parse(localStorage.getItem(place) ?? '{}')
      localStorage.setItem(place, JSON.stringify({ at, data }))
    }
  })

beforeAll(async () => {
  const mei = await openDevice(world, 'mei')
  await passLanguage(mei, products(mei))
})

test('On a slow phone that opens the app for the first time nothing moves', async () => {
  const mei = await newPhone()
  await emulateSlowPhone(mei)
  await mei.goto(world.onDevice('mei', home))
  await products(mei).waitFor()
  await needsYou(mei).getByText(store).waitFor()
  await mei.getByRole('link', { name: /^Jade Garden Tea House/ }).waitFor()
  await picture(mei, 'home cold')
  expectStill(await shiftsOf(mei))
})

test('Answers that come after the home is shown move nothing: each has its place', async () => {
  const mei = await newPhone()
  let release = () => {}
  const released = new Promise<void>((done) => (release = done))
  for (const path of ['submissions?*', 'submissions/counts', 'me/staff/tasks?*', 'drafts']) {
    await mei.route(`**/api/v1/${path}`, async (route) => {
      await released
      await route.continue()
    })
  }
  await mei.goto(world.onDevice('mei', home))
  // the person can start work all the same
  await mei.getByRole('button', { name: 'Start Promotion: Alipay+ Marketing Code' }).waitFor()
  await needsYou(mei).getByText('Looking for your tasks').waitFor()
  await picture(mei, 'home still asking')
  release()
  await needsYou(mei).getByText(store).waitFor()
  await mei.getByRole('link', { name: /^Jade Garden Tea House/ }).waitFor()
  await picture(mei, 'home late answers')
  expectStill(await shiftsOf(mei))
})

test('When the service fails, the home says that it does not know what needs the person', async () => {
  const mei = await newPhone()
  await duringOutage(async () => {
    const path = '**/api/v1/submissions?*'
    await mei.route(path, (route) => route.fulfill({ status: 503 }))
    await mei.goto(world.onDevice('mei', home))
    await needsYou(mei).getByText('Could not be loaded').waitFor()
    await picture(mei, 'home failed')
    expect(await mei.getByRole('link', { name: new RegExp(store) }).count()).toBe(0)
    await mei.unroute(path)
  })
  await needsYou(mei).getByRole('button', { name: 'Try again' }).click()
  await needsYou(mei).getByText(store).waitFor()
  expect(await needsYou(mei).getByText('Could not be loaded').count()).toBe(0)
})

test('Without network the home shows what it knew, also from an earlier release, says that it is old, and moves nothing', async () => {
  const mei = await newPhone()
  await mei.goto(world.onDevice('mei', home))
  await needsYou(mei).getByText(store).waitFor()
  await mei.evaluate(() => navigator.serviceWorker.ready.then(() => undefined))
  await mei.context().setOffline(true)
  await keepAnswersAsBefore(mei)
  await mei.goto(world.onDevice('mei', home))
  await needsYou(mei).getByText(store).waitFor()
  await mei.getByText('You are offline.').waitFor()
  await picture(mei, 'home offline')
  await needsYou(mei).getByRole('button', { name: 'Not up to date: refresh' }).waitFor()
  expectStill(await shiftsOf(mei))
  await mei.context().setOffline(false)
  await needsYou(mei).getByRole('button', { name: 'Not up to date' }).waitFor({ state: 'detached' })
})

test('A task that was not begun opens without signal; begun there, it stays begun', async () => {
  const statusNow = async () =>
    (await Tasks.findOne({ 'store.name': store }).orFail().lean()).status
  const mei = await newPhone()
  const beforehand = mei.waitForResponse(/\/me\/staff\/tasks\/[\w-]+$/)
  await mei.goto(world.onDevice('mei', home))
  await products(mei).waitFor()
  await (await beforehand).finished()
  await expect.poll(() => keptFiles(mei)).toMatch(/\/assets\/task-.*js.*\/assets\/tasks-/s)

  await mei.context().setOffline(true)
  await mei.goto(world.onDevice('mei', home))
  await mei.getByRole('link', { name: 'Verification Tasks' }).click()
  await picture(mei, 'tasks offline')
  await mei.getByRole('link', { name: store }).click()
  await mei.getByRole('heading', { name: store, level: 1 }).waitFor()
  await mei.getByRole('button', { name: 'I am at the store: start' }).click()
  await mei.getByText('Started', { exact: true }).waitFor()
  await picture(mei, 'task started offline')

  // closed and opened again
  await mei.goto(world.onDevice('mei', '/work/tasks'))
  await mei.getByRole('link', { name: store }).getByText('Started', { exact: true }).waitFor()
  await mei.getByRole('link', { name: store }).click()
  await mei.getByText('Started', { exact: true }).waitFor()
  await mei.getByLabel('Anything else?').waitFor()
  expect(await statusNow()).toBe('assigned')

  // with signal the service hears of it
  await mei.context().setOffline(false)
  await expect.poll(statusNow).toBe('started')
  await mei.getByText('Started', { exact: true }).waitFor()
})
