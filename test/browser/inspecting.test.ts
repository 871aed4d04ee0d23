/** A verification task in people's hands: on the card, at the store, without signal, and back again. */
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { Tasks } from '../../service/inspections/model.ts'
import { openDevice, passLanguage, photograph, picture } from '../setup/people-at-work.ts'
import { demoWorld } from '../setup/world.ts'

const world = demoWorld()
const store = 'Golden Crust Bakery'

async function openTask(): Promise<Page> {
  const mei = await openDevice(world, 'mei')
  await passLanguage(mei, mei.getByRole('heading', { name: 'Products' }))
  await mei.getByRole('link', { name: 'Verification Tasks' }).click()
  await mei.getByRole('link', { name: store }).click()
  await mei.getByRole('heading', { name: store, level: 1 }).waitFor()
  return mei
}

const taskOfMei = () => Tasks.findOne({ 'store.name': store }).orFail().lean()
const becomes = (status: string) => expect.poll(async () => (await taskOfMei()).status).toBe(status)

test('Mei inspects a store: nothing is lost when the app is closed, and all is sent when there is signal', async () => {
  const mei = await openTask()
  await picture(mei, 'task new')
  await mei.getByRole('button', { name: 'Open the photo from then, 1. Cashier counter' }).click()
  await mei.getByRole('dialog').getByRole('img').waitFor()
  await mei.getByRole('button', { name: 'Close' }).click()
  await mei.getByRole('button', { name: 'Start at the store' }).click()
  await becomes('started')

  await mei.getByRole('button', { name: 'Show the spot that is left' }).waitFor()
  await photograph(mei, 'Counter with a Marketing Code')
  await mei.getByRole('button', { name: 'Open the photo from now, 1. Cashier counter' }).waitFor()
  await mei.getByText('Damaged', { exact: true }).click()
  await mei.getByRole('button', { name: 'Show the spot that is left' }).waitFor()
  await mei.getByLabel('What is wrong?').fill('A corner is torn.')
  await mei.getByLabel('Anything else?').fill('The owner is happy.')
  await mei.getByRole('button', { name: 'Submit 1 spot' }).waitFor()
  await picture(mei, 'task filled in')

  // closed, and opened again
  await mei.goto(world.onDevice('mei', '/'))
  await mei.getByRole('link', { name: 'Verification Tasks' }).click()
  await mei.getByRole('link', { name: store }).click()
  expect(await mei.getByLabel('What is wrong?').inputValue()).toBe('A corner is torn.')
  expect(await mei.getByLabel('Anything else?').inputValue()).toBe('The owner is happy.')

  // no signal: it waits in the outbox, and goes by itself
  await mei.context().setOffline(true)
  await mei.getByRole('button', { name: 'Submit 1 spot' }).click()
  await mei.getByRole('link', { name: 'On its way: open the outbox' }).click()
  await mei.getByText('Waits for a connection.').waitFor()
  await picture(mei, 'task in the outbox')
  await mei.context().setOffline(false)
  await becomes('submitted')
  await mei.getByRole('heading', { name: 'Everything is sent' }).waitFor()
  expect((await taskOfMei()).answers).toMatchObject({
    spots: [{ finding: 'damaged', note: 'A corner is torn.' }],
    feedback: 'The owner is happy.',
  })
  await mei.goto(world.onDevice('mei', '/work/tasks'))
  await mei.getByText('Sent in').waitFor()
  await picture(mei, 'tasks')
  await mei.getByRole('link', { name: store }).click()
  await mei.getByText('Alipay+ looks at it. DingTalk tells you the result.').waitFor()
  await picture(mei, 'task sent in')
})
