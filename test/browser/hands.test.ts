/** One phone and several hands: another account in DingTalk, two tabs, a visit that is under way. */
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { Drafts } from '../../service/drafts/model.ts'
import { openDevice, openTab, passLanguage, photograph, picture } from '../setup/people-at-work.ts'
import { storageFaults } from '../setup/storage-faults.ts'
import { demoWorld } from '../setup/world.ts'

const world = demoWorld()

const account = (person: string) =>
  world.phones.send('PATCH', '/people/mei/device', { account: person })

async function openWork(): Promise<Page> {
  const mei = await openDevice(world, 'mei')
  await passLanguage(mei, mei.getByRole('heading', { name: 'Products' }))
  return mei
}

async function startVisit(mei: Page, name: string): Promise<string> {
  await mei.getByRole('button', { name: 'Start Promotion: Alipay+ Marketing Code' }).click()
  await mei.getByRole('heading', { name: 'Which store is it?', level: 1 }).waitFor()
  await mei.getByLabel('Name on the signboard').fill(name)
  await mei.getByText('Saved', { exact: true }).waitFor()
  return new URL(mei.url()).pathname.replace(/\/store$/, '')
}

test('the second tap of a double tap does not open what has come into the place of the first', async () => {
  const mei = await openDevice(world, 'mei')
  await mei.getByRole('heading', { name: 'Which language do you work in?' }).waitFor()
  await mei.getByRole('button', { name: 'Continue' }).dblclick()
  await mei.getByRole('heading', { name: 'Products' }).waitFor()
  expect(await mei.getByRole('dialog').count()).toBe(0)
  expect(await mei.evaluate(() => getSelection()?.toString())).toBe('')
  // a tap of its own does
  await mei.getByRole('button', { name: 'Language' }).click()
  await mei.getByRole('dialog').waitFor()
})

test('each person DingTalk is switched to works as themselves, and finds nothing of the one before', async () => {
  const mei = await openWork()
  await startVisit(mei, 'Only Mei knows this store')
  await mei.getByRole('link', { name: 'Back' }).click()
  await mei.getByRole('link', { name: /Only Mei knows this store/ }).waitFor()

  await account('danielkoh11')
  await mei.reload()
  await mei.getByRole('link', { name: /Only Mei knows/ }).waitFor({ state: 'detached' })
  await picture(mei, 'hands-another-account')
  expect(await mei.getByText('Only Mei knows').count()).toBe(0)

  await account('mei')
  await mei.reload()
  await mei.getByRole('link', { name: /Only Mei knows this store/ }).waitFor()
})

test('two tabs at the same visit keep what was written in either', async () => {
  const one = await openWork()
  const visit = await startVisit(one, 'Two Tabs Diner')
  await one.getByLabel('Category').selectOption('Café, tea or bakery')
  await one.getByRole('button', { name: 'Continue' }).click()
  await one.getByRole('heading', { name: 'Where is the store?' }).waitFor()
  await one.getByText('Location found').waitFor()
  const other = await openTab(one)
  await other.getByLabel('Address').waitFor()
  await other.getByRole('link', { name: 'Back' }).click()
  await other.getByLabel('Name on the signboard').waitFor()

  await Promise.all([
    one.getByLabel('Address').pressSequentially('12 Canal Street, Singapore'),
    other
      .getByLabel('Name on the signboard')
      .press('End')
      .then(() => other.getByLabel('Name on the signboard').pressSequentially(' and Bar')),
  ])
  await one.getByText('Saved', { exact: true }).waitFor()
  await other.getByText('Saved', { exact: true }).waitFor()

  for (const tab of [one, other]) await tab.goto(new URL(`${visit}/store`, tab.url()).href)
  for (const tab of [one, other]) {
    const name = tab.getByLabel('Name on the signboard')
    await name.waitFor()
    expect(await name.inputValue()).toBe('Two Tabs Diner and Bar')
    await tab.getByRole('button', { name: 'Continue' }).click()
    await tab.getByLabel('Address').waitFor()
    expect(await tab.getByLabel('Address').inputValue()).toBe('12 Canal Street, Singapore')
  }
})

test('what is begun while the service is still asked for drafts stays on the phone', async () => {
  const mei = await openWork()
  const { promise: held, resolve: release } = Promise.withResolvers<void>()
  await mei.route('**/api/v1/drafts', async (route) => {
    const response = await route.fetch()
    await held
    await route.fulfill({ response })
  })
  const asked = mei.waitForRequest('**/api/v1/drafts')
  await mei.reload()
  await asked
  const name = 'Begun Meanwhile'
  await startVisit(mei, name)
  await expect.poll(() => Drafts.countDocuments({ 'content.store.name': name })).toBe(1)

  const answered = mei.waitForResponse('**/api/v1/drafts')
  release()
  await (await answered).finished()
  await mei.getByLabel('Name on the signboard').fill(`${name} Too`)
  await expect.poll(() => Drafts.countDocuments({ 'content.store.name': `${name} Too` })).toBe(1)
  expect(await mei.getByLabel('Name on the signboard').inputValue()).toBe(`${name} Too`)
})

test('what another tab has sent does not come back from a tab whose database was away', async () => {
  const one = await openWork()
  await one.goto(world.onDevice('mei', '/work/results?status=rejected'))
  await one.getByRole('link', { name: /Golden Crust Bakery/ }).click()
  await one.getByRole('button', { name: 'Modify' }).click()
  await one.getByRole('button', { name: 'Remove photo 1' }).click()
  await photograph(one, 'Table 3 with a code')
  await one.getByText('Sharp and bright enough').waitFor()
  await one.getByText('Saved', { exact: true }).waitFor()

  const other = await openTab(one, '/', storageFaults.databaseNeverOpens)
  await other.getByRole('button', { name: 'Go on without it' }).click()
  const draft = other.getByRole('link', { name: /Golden Crust Bakery Editing/ })
  await draft.waitFor()
  const unkept = other.getByRole('alert').filter({ hasText: 'Not saved on this phone' })
  await unkept.waitFor()

  await one.getByRole('button', { name: 'Done' }).click()
  await one.getByRole('button', { name: /^Continue with/ }).click()
  await one.getByRole('button', { name: 'Continue', exact: true }).click()
  await one.getByRole('button', { name: /^Submit .* again$/ }).click()
  await one.getByRole('heading', { name: 'Golden Crust Bakery is submitted' }).waitFor()

  await draft.waitFor({ state: 'detached' })
  await other.evaluate('release()')
  await unkept.getByRole('button', { name: 'Try again' }).click()
  await unkept.waitFor({ state: 'detached' })
  expect(await draft.count()).toBe(0)
  await one.goto(world.onDevice('mei', '/'))
  await one.getByRole('heading', { name: 'Products' }).waitFor()
  expect(await one.getByRole('link', { name: /Golden Crust Bakery Editing/ }).count()).toBe(0)
})
