/** Every main screen of the console as people with other eyes and other screens find it. */
import { expect, test } from 'vitest'
import { haveSignedIn, openDevice, picture, sizes } from '../../setup/people-at-work.ts'
import { demoWorld } from '../../setup/world.ts'
import { inspect } from './inspecting.ts'
import { isoScreens, platformScreens, walk } from './screens.ts'

const world = demoWorld()

test('the console of an ISO is for every eye and every width', { timeout: 180_000 }, async () => {
  const nok = await openDevice(world, 'nok')
  await nok.getByRole('button', { name: 'Sign in', exact: true }).click()
  await nok.getByRole('alert').first().waitFor()
  await inspect(nok, 'sign-in')
  await haveSignedIn(world, 'nok')
  await walk(world, nok, 'nok', isoScreens, (name) => inspect(nok, name))
  await nok.goto(world.onDevice('nok', '/console/staff'))
  await nok.getByRole('link', { name: 'Somchai Dee' }).click()
  await nok.getByRole('complementary', { name: 'Somchai Dee' }).waitFor()
  await inspect(nok, 'staff-panel')
  await nok.getByText('Related').click()
  await nok.getByRole('list', { name: 'Submissions' }).waitFor()
  await inspect(nok, 'staff-related')
  await nok.getByRole('list', { name: 'Submissions' }).getByRole('link').first().click()
  await nok.getByRole('region', { name: 'Store' }).waitFor()
  await inspect(nok, 'submission')
  await nok.goto(world.onDevice('nok', '/console/staff'))
  await nok.getByRole('link', { name: 'Somchai Dee' }).click()
  await nok.getByText('Details', { exact: true }).click()
  await nok.getByRole('button', { name: 'Add Alipay Test Account' }).click()
  await nok.getByRole('dialog').waitFor()
  await inspect(nok, 'lend-account')
  await nok.goto(world.onDevice('nok', '/console/staff?sort=name'))
  await nok.getByRole('checkbox', { name: 'Select Malee Suk' }).check()
  await nok.getByRole('region', { name: 'Selected people' }).waitFor()
  await inspect(nok, 'staff-ticked')
  await nok.getByRole('button', { name: 'Reject 1' }).click()
  await nok.getByRole('dialog', { name: 'Reject 1 request?' }).waitFor()
  await inspect(nok, 'staff-reject-many')
})

test('the console of Alipay+ is for every eye and every width', { timeout: 180_000 }, async () => {
  await haveSignedIn(world, 'ravi')
  const ravi = await openDevice(world, 'ravi')
  await walk(world, ravi, 'ravi', await platformScreens(world, ravi), (name) => inspect(ravi, name))
  await ravi.setViewportSize({ width: 1024, height: 768 })
  for (const key of ['a', 'ArrowRight', 'a', 'ArrowRight', 'a']) await ravi.keyboard.press(key)
  await ravi.getByRole('button', { name: /^Send/ }).waitFor()
  await picture(ravi, 'screen desk 1024')
  const lines = await ravi.locator('footer button').evaluateAll((buttons) => {
    const middles = buttons.map((button) => {
      const { top, bottom } = button.getBoundingClientRect()
      return Math.round((top + bottom) / 2)
    })
    return new Set(middles).size
  })
  expect(lines, 'lines of buttons at the desk').toBe(1)
  await ravi.setViewportSize(sizes.desktop)
  await ravi.keyboard.press('?')
  await ravi.getByRole('dialog', { name: 'Keys' }).waitFor()
  await inspect(ravi, 'keys')
  await ravi.goto(world.onDevice('ravi', '/console/test-accounts'))
  await ravi.getByRole('button', { name: 'Add accounts' }).click()
  await ravi.getByRole('dialog').waitFor()
  await inspect(ravi, 'add-test-accounts')
  await ravi.goto(world.onDevice('ravi', '/console/isos'))
  await ravi.getByRole('link', { name: 'Harbour Pay' }).click()
  await ravi.getByRole('complementary', { name: 'Harbour Pay' }).getByText('Associated').waitFor()
  await inspect(ravi, 'iso-panel')
  await ravi.getByRole('button', { name: 'Suspend', exact: true }).click()
  await ravi.getByRole('dialog', { name: 'Suspend Harbour Pay?' }).waitFor()
  await inspect(ravi, 'iso-suspend')
})
