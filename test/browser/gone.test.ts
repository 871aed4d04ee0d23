/** A person is removed: their app says who did it and what to do next, and the ISO frees the codes that they left behind. */
import { expect, test } from 'vitest'
import { MarketingCodes } from '../../service/marketing-codes/model.ts'
import { haveSignedIn, openDevice, passLanguage, picture } from '../setup/people-at-work.ts'
import { demoWorld } from '../setup/world.ts'

const world = demoWorld()

test('Olivia removes Mei, whose phone says so, and frees the code of her rejected spot', async () => {
  const mei = await openDevice(world, 'mei')
  await passLanguage(mei, mei.getByRole('heading', { name: 'Products' }))

  await haveSignedIn(world, 'olivia')
  const olivia = await openDevice(world, 'olivia', '/console/staff?search=mei')
  await olivia.getByRole('link', { name: 'Mei Chen' }).click()
  const panel = olivia.getByRole('complementary', { name: 'Mei Chen' })
  await panel.getByRole('button', { name: 'Add Alipay Test Account' }).waitFor()
  await panel.getByRole('button', { name: 'Remove', exact: true }).click()
  const removing = olivia.getByRole('dialog')
  await removing.getByLabel('Type Mei Chen to confirm').fill('Mei Chen')
  await removing.getByRole('button', { name: 'Remove Mei Chen' }).click()
  await panel.getByText('Removed').first().waitFor()
  // an account can be lent to those only who work for the ISO
  await panel.getByText('No test account assigned.').waitFor()
  await panel
    .getByRole('button', { name: 'Add Alipay Test Account' })
    .waitFor({ state: 'detached' })

  await mei.getByRole('heading', { name: 'Harbour Pay ended your access' }).waitFor()
  await mei.getByText('If this is a mistake, ask your admin at Harbour Pay.').waitFor()
  await mei.getByText('Scan the QR code of your ISO').waitFor()
  await picture(mei, 'gone-phone')

  await panel.getByText('Related').click()
  await panel.getByRole('link', { name: 'Golden Crust Bakery' }).first().click()
  const spot = olivia.getByRole('region', { name: 'Spot 2' })
  await spot.getByText('and Mei Chen is no longer with you.').waitFor()
  await picture(olivia, 'gone-stuck')
  await spot.getByRole('button', { name: 'Free the code' }).click()
  const dialog = olivia.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Free the code' }).click()
  await dialog.getByText('Write at least 5 characters.').waitFor()
  await dialog.getByLabel('Why?').fill('Mei works elsewhere now.')
  await picture(olivia, 'gone-dialog')
  await dialog.getByRole('button', { name: 'Free the code' }).click()
  await spot.getByText(/freed by Olivia Tan.*Mei works elsewhere now\./).waitFor()
  await picture(olivia, 'gone-freed')
  const code = (await spot.locator('code').first().textContent()) ?? ''
  expect(await MarketingCodes.findById(code).lean()).toMatchObject({
    status: 'issued',
    submission: null,
  })
})
