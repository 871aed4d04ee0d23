/** The platform suspends an ISO while its people are at work: each screen says so, and goes on when it is resumed. */
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { haveSignedIn, openDevice, passLanguage, picture, signIn } from '../setup/people-at-work.ts'
import { demoWorld } from '../setup/world.ts'

const world = demoWorld()

const reason = 'The agreement was not renewed.'

/** Ravi finds Harbour Pay on his list of ISOs and opens it. */
async function openHarbourPay(): Promise<Page> {
  await haveSignedIn(world, 'ravi')
  const ravi = await openDevice(world, 'ravi')
  await ravi.getByRole('link', { name: 'ISOs' }).click()
  await ravi.getByRole('link', { name: 'Harbour Pay' }).click()
  await ravi.getByRole('complementary', { name: 'Harbour Pay' }).waitFor()
  return ravi
}

async function suspendHarbourPay(ravi: Page): Promise<void> {
  await ravi.getByRole('button', { name: 'Suspend', exact: true }).click()
  const dialog = ravi.getByRole('dialog', { name: 'Suspend Harbour Pay?' })
  await dialog.getByLabel('Reason').fill(reason)
  await dialog.getByRole('button', { name: 'Suspend Harbour Pay' }).click()
  await dialog.waitFor({ state: 'detached' })
}

async function resumeHarbourPay(ravi: Page): Promise<void> {
  await ravi.getByRole('button', { name: 'Resume' }).click()
  await ravi.getByRole('button', { name: 'Suspend', exact: true }).waitFor()
}

test('a staff member and an admin see it at once, and work on at once afterwards', async () => {
  await haveSignedIn(world, 'olivia')
  const mei = await openDevice(world, 'mei')
  await passLanguage(mei, mei.getByRole('heading', { name: 'Products' }))
  const olivia = await openDevice(world, 'olivia', '/console/staff')
  await olivia.getByRole('row', { name: /Mei Chen/ }).waitFor()

  const ravi = await openHarbourPay()
  await suspendHarbourPay(ravi)
  await mei.getByRole('heading', { name: 'Harbour Pay is suspended' }).waitFor()
  expect(await mei.getByText(reason).count()).toBe(0)
  await picture(mei, 'suspended-staff')
  await olivia.getByRole('heading', { name: 'Your ISO is suspended' }).waitFor()
  await olivia.getByText(reason).waitFor()
  await picture(olivia, 'suspended-console')

  await resumeHarbourPay(ravi)
  await mei
    .getByRole('heading', { name: 'Harbour Pay is suspended' })
    .waitFor({ state: 'detached' })
  await olivia.getByRole('row', { name: /Mei Chen/ }).waitFor()
})

test('nothing is suspended without a reason, and the list says who did what and why', async () => {
  const ravi = await openHarbourPay()
  const colleague = await openDevice(world, 'ravi', '/console/isos?status=suspended')
  await colleague.getByText('No matching ISOs').waitFor()
  await ravi.getByRole('button', { name: 'Suspend', exact: true }).click()
  const dialog = ravi.getByRole('dialog', { name: 'Suspend Harbour Pay?' })
  await dialog.getByRole('button', { name: 'Suspend Harbour Pay' }).click()
  await dialog.getByText('Write why, so that the admins know what to do.').waitFor()
  await picture(ravi, 'isos-suspend')
  await dialog.getByRole('button', { name: 'Cancel' }).click()

  await suspendHarbourPay(ravi)
  await picture(ravi, 'isos-suspended')
  await colleague.getByRole('row', { name: /Harbour Pay.*Suspended/ }).waitFor()
  await colleague.getByRole('button', { name: 'Suspended 1' }).waitFor()

  await resumeHarbourPay(ravi)
  await colleague.getByText('No matching ISOs').waitFor()
  const panel = ravi.getByRole('complementary', { name: 'Harbour Pay' })
  await panel.getByText('Timeline').click()
  const [last, before] = await panel.getByRole('listitem').allTextContents()
  expect(last).toMatch(/^Resumed.*Ravi Menon$/)
  expect(before).toMatch(/^SuspendedThe agreement was not renewed\..*Ravi Menon$/)
  await panel.getByText('Details').click()
})

test('signing in says that the workspace is suspended, and why, not that the password is wrong', async () => {
  const ravi = await openHarbourPay()
  await suspendHarbourPay(ravi)
  const page = await openDevice(world, 'nok')
  await signIn(page, 'olivia')
  const alert = page.getByRole('alert')
  await alert.getByText('Your ISO is suspended').waitFor()
  await alert.getByText(reason).waitFor()
  await picture(page, 'suspended-sign-in')
  await resumeHarbourPay(ravi)
})
