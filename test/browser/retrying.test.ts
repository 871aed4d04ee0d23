/** An answer that is lost, and a page that is loaded again: what was typed is still there, and it is done once. */
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { haveSignedIn, openDevice, picture } from '../setup/people-at-work.ts'
import { demoWorld } from '../setup/world.ts'

const world = demoWorld()

interface Sent {
  key: string | undefined
  status: number
  replayed: string | undefined
}

/** Writes down what is posted to an address; the answers to the first `lost` of them never reach the page. */
async function listen(page: Page, path: string, lost: number): Promise<Sent[]> {
  const sent: Sent[] = []
  await page.route(`**${path}`, async (route) => {
    const request = route.request()
    if (request.method() !== 'POST') return route.continue()
    const answer = await route.fetch()
    sent.push({
      key: request.headers()['idempotency-key'],
      status: answer.status(),
      replayed: answer.headers()['idempotency-replayed'],
    })
    return sent.length <= lost ? route.abort() : route.fulfill({ response: answer })
  })
  return sent
}

test('Olivia adds a person, hears nothing, loads the page again, and presses again: one person, one key', async () => {
  await haveSignedIn(world, 'olivia')
  const page = await openDevice(world, 'olivia', '/console/staff')
  const sent = await listen(page, '/api/v1/staff', 1)
  const open = async () => {
    await page.getByRole('button', { name: 'Add Staff' }).click()
    return page.getByRole('dialog', { name: 'Add Staff' })
  }
  const before = await open()
  await before.getByLabel('Name').fill('Nora Quek')
  await before.getByLabel('Phone number').fill('+65 8123 0077')
  await before.getByRole('button', { name: 'Add and invite' }).click()
  await before.getByRole('alert').filter({ hasText: /\w/ }).first().waitFor()
  await page.reload()
  // the address says that the dialog is open
  const after = page.getByRole('dialog', { name: 'Add Staff' })
  await after.waitFor()
  expect(await after.getByLabel('Name').inputValue()).toBe('Nora Quek')
  await picture(page, 'retrying-after-reload')
  await after.getByRole('button', { name: 'Add and invite' }).click()
  await after.waitFor({ state: 'detached' })
  await page.getByRole('row', { name: /Nora Quek/ }).waitFor()
  expect(sent).toEqual([
    { key: expect.any(String), status: 201, replayed: undefined },
    { key: sent[0]?.key, status: 201, replayed: 'true' },
  ])

  // what is typed next is another person, under a key of their own
  const next = await open()
  expect(await next.getByLabel('Name').inputValue()).toBe('')
  await next.getByLabel('Name').fill('Otto Lau')
  await next.getByLabel('Phone number').fill('+65 8123 0078')
  await next.getByRole('button', { name: 'Add and invite' }).click()
  await next.waitFor({ state: 'detached' })
  expect(sent).toHaveLength(3)
  expect(sent[2]?.key).not.toBe(sent[0]?.key)
})

test('a QR code that is replaced twice on purpose is replaced twice; after a lost answer, once', async () => {
  await haveSignedIn(world, 'olivia')
  const page = await openDevice(world, 'olivia', '/console/join-code')
  const sent = await listen(page, '/api/v1/workspace/join-code/replace', 1)
  const press = async () => {
    const dialog = page.getByRole('dialog', { name: 'Replace the QR code?' })
    await page.getByRole('button', { name: 'Replace the QR code' }).click()
    await dialog.getByRole('button', { name: 'Replace the QR code' }).click()
    await expect.poll(() => sent.length).toBeGreaterThan(0)
    return dialog
  }
  await press()
  await page.reload()
  await (await press()).waitFor({ state: 'detached' })
  await (await press()).waitFor({ state: 'detached' })
  const [lost, again, another] = sent
  expect([lost?.replayed, again?.replayed, another?.replayed]).toEqual([
    undefined,
    'true',
    undefined,
  ])
  expect(again?.key).toBe(lost?.key)
  expect(another?.key).not.toBe(lost?.key)
})

test('an ISO without a name cannot be saved, and the field says why', async () => {
  await haveSignedIn(world, 'olivia')
  const page = await openDevice(world, 'olivia', '/console/settings')
  await page.getByLabel('Name of the ISO').fill(' ')
  await page.getByText('Write the name that staff know.').waitFor()
  expect(await page.getByRole('button', { name: 'Save' }).isDisabled()).toBe(true)
})

test('the reason of a rejection is still there after the page was loaded again, and gone once given up', async () => {
  await haveSignedIn(world, 'olivia')
  const page = await openDevice(world, 'olivia', '/console/staff/requests')
  const open = async () => {
    await page
      .getByRole('button', { name: /^Reject / })
      .first()
      .click()
    return page.getByRole('dialog', { name: /^Reject / })
  }
  const words = (await open()).getByRole('textbox')
  await words.fill('Call the office first.')
  await page.reload()
  const dialog = await open()
  expect(await dialog.getByRole('textbox').inputValue()).toBe('Call the office first.')
  await dialog.getByRole('button', { name: 'Cancel' }).click()
  expect(await (await open()).getByRole('textbox').inputValue()).toBe('')
})
