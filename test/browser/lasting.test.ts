/** What outlives its moment: everything after a restart, and a piece of work after a session has ended. */
import { afterEach, expect, test } from 'vitest'
import { clock } from '../../service/clock.ts'
import { reconcileMembers } from '../../service/staff/actions/reconcile.ts'
import {
  duringOutage,
  endSession,
  haveSignedIn,
  openDevice,
  passLanguage,
  picture,
} from '../setup/people-at-work.ts'
import { demoWorld } from '../setup/world.ts'

const world = demoWorld()
afterEach(() => clock.arrange())

test('after Ctrl-C and a new start everything is as it was, and open pages go on', async () => {
  await haveSignedIn(world, 'olivia')
  const olivia = await openDevice(world, 'olivia', '/console/staff?add=1')
  const dialog = olivia.getByRole('dialog', { name: 'Add Staff' })
  await dialog.getByLabel('Name').fill('Lin Wei')
  await dialog.getByLabel('Phone number').fill('+6581230002')
  await dialog.getByRole('button', { name: 'Add and invite' }).click()
  const lin = olivia.getByRole('row', { name: /Lin Wei/ })
  await lin.getByText('Invited').waitFor()
  const mei = await openDevice(world, 'mei')
  await passLanguage(mei, mei.getByRole('heading', { name: 'Products' }))
  await mei.getByRole('link', { name: /Jade Garden Tea House/ }).click()
  await mei.getByLabel('Address').fill('3 Temple Street, Singapore 058556')
  await mei.getByText('Saved', { exact: true }).waitFor()
  await world.phones.invitation('lin')

  await duringOutage(() => world.restart())

  await mei.getByLabel('Address').fill('5 Temple Street, Singapore 058556')
  await mei.getByText('Saved', { exact: true }).waitFor()
  await mei.reload()
  await mei.getByRole('heading', { name: 'Where is the store?' }).waitFor()
  expect(await mei.getByLabel('Address').inputValue()).toBe('5 Temple Street, Singapore 058556')

  await world.phones.agree('lin')
  await lin.getByText('Associated').waitFor()
  await olivia.reload()
  await lin.getByText('Associated').waitFor()
  await olivia.getByRole('button', { name: /^Olivia Tan/ }).waitFor()
})

test('a staff member whose session has ended is signed in again without noticing', async () => {
  const mei = await openDevice(world, 'mei')
  await passLanguage(mei, mei.getByRole('heading', { name: 'Products' }))
  await endSession(world, 'mei', 'staff')
  await mei.getByRole('link', { name: 'Results' }).click()
  await mei.getByRole('link', { name: /Golden Crust Bakery/ }).click()
  await mei.getByRole('region', { name: 'Why 2. Table was rejected' }).waitFor()
})

test('the daily comparison with DingTalk finds nothing to mend in the demonstration', async () => {
  expect(await reconcileMembers()).toMatchObject({ left: [], joined: [], heldBack: 0 })
})

test('a link into another ISO says that there is nothing, for every caller', async () => {
  await haveSignedIn(world, 'olivia')
  await haveSignedIn(world, 'nok')
  const olivia = await openDevice(world, 'olivia', '/console/staff')
  await olivia.getByRole('link', { name: 'Daniel Koh' }).click()
  await olivia.getByRole('complementary', { name: 'Daniel Koh' }).waitFor()
  const { pathname } = new URL(olivia.url())

  const nok = await openDevice(world, 'nok', pathname)
  await nok.getByText('Not found').waitFor()
  expect(await nok.getByText('Daniel Koh').count()).toBe(0)
  await nok.getByRole('row', { name: /Somchai Dee/ }).waitFor()
  await picture(nok, 'lasting-other-iso')
})

test('an answer to a refresh that is lost stops no work: what was pressed is done', async () => {
  await haveSignedIn(world, 'olivia')
  const olivia = await openDevice(world, 'olivia', '/console/staff?add=1')
  const dialog = olivia.getByRole('dialog', { name: 'Add Staff' })
  await dialog.getByLabel('Name').fill('Vera Ong')
  await dialog.getByLabel('Phone number').fill('+6581230077')
  let asked = 0
  await olivia.route('**/api/v1/sessions/refresh', async (route) => {
    if (++asked > 1) return route.continue()
    await route.fetch()
    return route.abort()
  })
  clock.arrange(() => new Date(Date.now() + 601_000))
  await dialog.getByRole('button', { name: 'Add and invite' }).click()
  await olivia.getByRole('row', { name: /Vera Ong/ }).waitFor()
  expect(asked).toBeGreaterThan(1)
})
