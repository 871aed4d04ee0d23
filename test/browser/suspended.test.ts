/** The platform suspends an ISO while its people are at work: each screen says so, and goes on when it is resumed. */
import { expect, test } from 'vitest'
import { haveSignedIn, openDevice, passLanguage, picture, signIn } from '../setup/people-at-work.ts'
import { demoWorld } from '../setup/world.ts'

const world = demoWorld()

/** Ravi does it for the platform; there is no page for it yet. */
async function harbourPay(verb: 'suspend' | 'resume'): Promise<void> {
  const listed = await fetch(world.onDevice('ravi', '/api/v1/isos'))
  const { items } = (await listed.json()) as { items: { id: string; name: string }[] }
  const iso = items.find(({ name }) => name === 'Harbour Pay')
  const path = `/api/v1/isos/${iso?.id}/${verb}`
  const answer = await fetch(world.onDevice('ravi', path), { method: 'POST' })
  expect(answer.status).toBe(200)
}

test('a staff member and an admin see it at once, and work on at once afterwards', async () => {
  await haveSignedIn(world, 'ravi')
  await haveSignedIn(world, 'olivia')
  const mei = await openDevice(world, 'mei')
  await passLanguage(mei, mei.getByRole('heading', { name: 'Products' }))
  const olivia = await openDevice(world, 'olivia', '/console/staff')
  await olivia.getByRole('row', { name: /Mei Chen/ }).waitFor()

  await harbourPay('suspend')
  await mei.getByRole('heading', { name: 'Harbour Pay is suspended' }).waitFor()
  await picture(mei, 'suspended-staff')
  await olivia.getByRole('heading', { name: 'Your workspace is suspended' }).waitFor()
  await picture(olivia, 'suspended-console')

  await harbourPay('resume')
  await mei
    .getByRole('heading', { name: 'Harbour Pay is suspended' })
    .waitFor({ state: 'detached' })
  await olivia.getByRole('row', { name: /Mei Chen/ }).waitFor()
})

test('signing in says that the workspace is suspended, not that the password is wrong', async () => {
  await haveSignedIn(world, 'ravi')
  await harbourPay('suspend')
  const page = await openDevice(world, 'nok')
  await signIn(page, 'olivia')
  await page.getByRole('alert').getByText('Your workspace is suspended').waitFor()
  await picture(page, 'suspended-sign-in')
  await harbourPay('resume')
})
