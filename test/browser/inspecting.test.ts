/** A verification task in people's hands: on the card, at the store, without signal, and back again. */
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { Tasks } from '../../service/inspections/model.ts'
import {
  openDevice,
  openStage,
  passLanguage,
  photograph,
  picture,
  signIn,
} from '../setup/people-at-work.ts'
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
  await mei
    .getByRole('button', { name: 'Open the photo from when it was put up, 1. Cashier counter' })
    .click()
  await mei.getByRole('dialog').getByRole('img').waitFor()
  await mei.getByRole('button', { name: 'Close' }).click()
  await mei.getByRole('button', { name: 'I am at the store: start' }).click()
  await becomes('started')

  await mei.getByRole('button', { name: 'Go to the last open spot' }).waitFor()
  await photograph(mei, 'Counter with a Marketing Code')
  await mei.getByRole('button', { name: 'Open the photo from today, 1. Cashier counter' }).waitFor()
  await mei.getByText('Missing', { exact: true }).click()
  await mei.getByText('Such as: the owner took it down.').waitFor()
  await mei.getByText('Damaged', { exact: true }).click()
  await mei.getByText('Such as: a corner is torn.').waitFor()
  await mei.getByRole('button', { name: 'Go to the last open spot' }).waitFor()
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

  // no signal, and closed and opened again: what was begun is there to go on with
  await mei.context().setOffline(true)
  await mei.goto(world.onDevice('mei', '/work/tasks'))
  await mei.getByRole('link', { name: store }).click()
  expect(await mei.getByLabel('What is wrong?').inputValue()).toBe('A corner is torn.')
  // it waits in the outbox, and goes by itself
  await mei.getByRole('button', { name: 'Submit 1 spot' }).click()
  await mei.getByRole('link', { name: 'On its way: open the outbox' }).click()
  await mei.getByText('Waiting for a connection.').waitFor()
  await picture(mei, 'task in the outbox')
  await mei.context().setOffline(false)
  await becomes('submitted')
  await mei.getByRole('heading', { name: 'Everything is sent' }).waitFor()
  expect((await taskOfMei()).answers).toMatchObject({
    spots: [{ finding: 'damaged', note: 'A corner is torn.' }],
    feedback: 'The owner is happy.',
  })
  await mei.goto(world.onDevice('mei', '/work/tasks'))
  await mei.getByText('Submitted').waitFor()
  await picture(mei, 'tasks')
  await mei.getByRole('link', { name: store }).click()
  await mei.getByText('In review by Alipay+. DingTalk tells you the result.').waitFor()
  await picture(mei, 'task sent in')
})

test('Ravi assigns a store; Mei starts on the card, is sent back once with a reason, mends it, and is accepted', async () => {
  const next = 'Kim Heng Noodle House'
  const ravi = await openDevice(world, 'ravi', '/console/inspections')
  await signIn(ravi, 'ravi')
  await ravi.getByRole('heading', { name: 'Spot Inspection', level: 1 }).waitFor()
  await ravi.getByRole('row').nth(1).waitFor()
  await picture(ravi, 'inspections list')

  // whose store, which one, who goes there
  await ravi.getByRole('button', { name: 'Assign a task' }).click()
  const dialog = ravi.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Assign this task' }).click()
  await dialog.getByText('Choose the ISO, the store, and the person to assign it to.').waitFor()
  await dialog.getByLabel('ISO').click()
  await ravi.getByTitle('Harbour Pay').last().click()
  await dialog.getByLabel('Store').fill('kim')
  await ravi.getByTitle(`${next} · 2 spots`).click()
  await dialog.getByLabel('Assign to').fill('mei')
  await ravi.getByTitle('Mei Chen').last().click()
  await picture(ravi, 'inspections assigning')
  await dialog.getByRole('button', { name: 'Assign this task' }).click()
  await dialog.waitFor({ state: 'detached' })

  // Mei's DingTalk has the card; Start acts, and the card changes in place
  const stage = await openStage(world, '#people=mei')
  const phone = stage.getByRole('region', { name: 'Phone of Mei Chen' })
  await phone.getByRole('button', { name: new RegExp(`Verification task: ${next}`) }).click()
  const card = phone.getByRole('article', { name: `Verification task: ${next}` })
  await card.getByText('12 Smith Street, Singapore 058924').waitFor()
  await picture(stage, 'task card')
  await card.getByRole('button', { name: 'Start' }).click()
  await card.getByText('Started').waitFor()
  await picture(stage, 'task card started')
  await ravi
    .getByRole('row', { name: new RegExp(next) })
    .first()
    .getByText('Started')
    .waitFor()
  await card.getByRole('button', { name: 'Open' }).click()
  const app = phone.frameLocator('iframe')
  await passLanguage(app, app.getByRole('heading', { name: next, level: 1 }))

  // two spots, both in place
  const take = async (spot: string) => {
    await app.getByLabel(`Take photo of ${spot}`, { exact: true }).locator('..').click()
    await app
      .getByRole('dialog')
      .getByRole('button', { name: 'Counter with a Marketing Code' })
      .click()
    await app.getByRole('button', { name: `Open the photo from today, ${spot}` }).waitFor()
    await app.locator('section', { hasText: spot }).getByText('In place', { exact: true }).click()
  }
  await take('1. Cashier counter')
  await take('2. Table')
  await picture(stage, 'task on the phone')
  await app.getByRole('button', { name: 'Submit 2 spots' }).click()

  // Ravi sees it without asking, and returns it with a reason
  const row = ravi.getByRole('row', { name: new RegExp(next) }).first()
  await row.getByText('Submitted').waitFor()
  await row.getByRole('link').click()
  const panel = ravi.getByRole('complementary', { name: next })
  await panel.getByRole('img', { name: 'Photo from today, 2. Table' }).waitFor()
  await picture(ravi, 'inspection to decide')
  await panel.getByRole('button', { name: 'Return' }).click()
  await dialog.getByRole('button', { name: 'Return to Mei Chen' }).click()
  await dialog.getByText('Write at least 5 characters').waitFor()
  await dialog.getByLabel('What is to be corrected?').fill('The second photo shows the counter.')
  await dialog.getByRole('button', { name: 'Return to Mei Chen' }).click()

  // the reason stands on top; what she said and showed stays, and she mends what must be
  await app.getByText('The second photo shows the counter.').waitFor()
  await app.getByRole('button', { name: 'Submit 2 spots' }).waitFor()
  await app.getByLabel('Take photo of 2. Table again', { exact: true }).locator('..').click()
  await app.getByRole('dialog').getByRole('button', { name: 'Table 1 with a code' }).click()
  await picture(stage, 'task returned')
  await app.getByRole('button', { name: 'Submit 2 spots' }).click()
  // returned once more, she stands by it and changes nothing
  await panel.getByRole('button', { name: 'Return' }).click()
  await dialog.getByLabel('What is to be corrected?').fill('Is it the same table?')
  await dialog.getByRole('button', { name: 'Return to Mei Chen' }).click()
  await app.getByText('Is it the same table?').waitFor()
  await app.getByRole('button', { name: 'Submit 2 spots' }).click()
  await app.getByText('In review by Alipay+.').waitFor()
  await panel.getByRole('button', { name: 'Accept' }).click()
  await panel.getByText('Done. The store can be verified again.').waitFor()
  await app.getByText('This task is complete.').waitFor()
  await phone.getByRole('button', { name: 'Close the app' }).click()
  await card.getByText('Accepted', { exact: true }).waitFor()
  await phone.getByRole('article', { name: `Accepted: ${next}` }).waitFor()
  await picture(stage, 'task card accepted')

  // what is done stays to be read
  const mei = await openDevice(world, 'mei', '/work/tasks')
  const done = mei.getByRole('list', { name: 'Done' })
  await passLanguage(mei, done)
  await picture(mei, 'tasks done')
  await done.getByRole('link', { name: next }).click()
  await mei.getByText('This task is complete.').waitFor()
  await mei.getByText('In place', { exact: true }).first().waitFor()
  expect(await mei.getByRole('button', { name: /^Submit/ }).count()).toBe(0)
  await picture(mei, 'task done')
})
