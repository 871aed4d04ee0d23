/** A new version of the mini-app arrives while drafts wait on the phone: nothing is lost, and it opens in any case. */
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { Drafts } from '../../service/drafts/model.ts'
import { openPage, openTab, passLanguage, picture, sizes } from '../setup/people-at-work.ts'
import { TwoVersions } from '../setup/two-versions.ts'
import { demoWorld } from '../setup/world.ts'

const world = demoWorld()
let deployed: TwoVersions
let address: string

beforeAll(async () => {
  deployed = new TwoVersions(world.onDevice('mei', ''))
  address = await deployed.start()
})
afterAll(() => deployed.stop())
beforeEach(() => {
  deployed.version = 'present'
})

const home = (page: Page) => page.getByRole('heading', { name: 'Products' })
const draftCalled = (page: Page, name: string) => page.getByRole('link', { name: new RegExp(name) })

const databaseVersion = (page: Page) =>
  page.evaluate(async () => {
    const all = await indexedDB.databases()
    return all.find(({ name }) => name === 'partner-workspace')?.version
  })

/** Mei has typed a name into a new visit where there is no signal: only the phone has it. */
async function typedWithoutSignal(name: string): Promise<Page> {
  const mei = await openPage(`${address}/?corpid=dingalipaypartners`, {
    size: sizes.phone,
    touch: true,
  })
  await passLanguage(mei, home(mei))
  await expect
    .poll(() =>
      mei.evaluate(async () => {
        const cache = await caches.open('partner-workspace')
        return (await cache.keys()).some(({ url }) => url.includes('/assets/promotion-'))
      }),
    )
    .toBe(true)
  await mei.context().setOffline(true)
  await mei.getByRole('button', { name: 'Start Promotion: Alipay+ Marketing Code' }).click()
  await mei.getByLabel('Name on the signboard').fill(name)
  await mei.getByText('Saved on this phone').waitFor()
  return mei
}

test('a version with a newer phone database finds the drafts of the old one and sends them', async () => {
  const name = 'Kopi of the Old Version'
  const before = await typedWithoutSignal(name)
  expect(await databaseVersion(before)).toBe(3)
  deployed.version = 'next'
  await before.context().setOffline(false)
  // the old version is still open in one tab when the new one opens in another
  const after = await openTab(before)
  await after.goto(`${address}/`)
  await draftCalled(after, name).waitFor()
  expect(await databaseVersion(after)).toBe(4)
  expect(deployed.databaseIsNewer).toBe(true)
  await picture(after, 'new version')
  await before.close()
  await draftCalled(after, name).click()
  expect(await after.getByLabel('Name on the signboard').inputValue()).toBe(name)
  await expect.poll(() => Drafts.countDocuments({ 'content.store.name': name })).toBe(1)
})

test('a new version whose files do not come leaves the old one in its place, with its drafts', async () => {
  const name = 'Kopi in a Dead Spot'
  const mei = await typedWithoutSignal(name)
  deployed.version = 'next, whose files do not come'
  await mei.context().setOffline(false)
  await mei.goto(`${address}/`)
  await draftCalled(mei, name).waitFor()
  await mei.context().setOffline(true)
  await mei.goto(`${address}/`)
  await draftCalled(mei, name).waitFor()
  // and once they come the new one opens
  deployed.version = 'next'
  await mei.context().setOffline(false)
  await mei.goto(`${address}/`)
  await draftCalled(mei, name).waitFor()
  await expect
    .poll(() => mei.evaluate(() => document.querySelector('script[src*="_next"]') !== null))
    .toBe(true)
})

test('a page that the browser has thrown away is kept again the next time it is opened', async () => {
  const name = 'Kopi After a Clean-up'
  const mei = await typedWithoutSignal(name)
  const isKept = () =>
    mei.evaluate(async () => {
      const cache = await caches.open('partner-workspace')
      return (await cache.match('/')) !== undefined
    })
  await mei.context().setOffline(false)
  expect(await isKept()).toBe(true)
  await mei.evaluate(async () => (await caches.open('partner-workspace')).delete('/'))
  await mei.goto(`${address}/`)
  await draftCalled(mei, name).waitFor()
  await expect.poll(isKept).toBe(true)
  await mei.context().setOffline(true)
  await mei.goto(`${address}/`)
  await draftCalled(mei, name).waitFor()
})
