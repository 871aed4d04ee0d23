/** Review at the desk, the result on the phone, and the way back: reject, modify, approve. */
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import {
  haveSignedIn,
  lookAtPhoto,
  openDevice,
  openStage,
  passLanguage,
  photograph,
  picture,
} from '../setup/people-at-work.ts'
import {
  addSpot,
  asks,
  describeStore,
  go,
  openWork,
  tellThatStoreAgreed,
  world,
} from './promoting.ts'

const openFromQueue = (ravi: Page, store: RegExp) =>
  ravi.getByRole('table', { name: 'Review Queue' }).getByRole('link', { name: store }).click()

test('Ravi decides by keyboard, Mei mends what was rejected, and Ravi approves the revision', async () => {
  await haveSignedIn(world, 'ravi')
  const ravi = await openDevice(world, 'ravi')
  await ravi.getByRole('heading', { name: 'Review Queue' }).waitFor()
  await picture(ravi, 'reviewing-queue')
  await openFromQueue(ravi, /^Harbour View Café/)
  await lookAtPhoto(ravi, 'Store')
  await picture(ravi, 'reviewing-desk')

  await ravi.keyboard.press('a')
  await lookAtPhoto(ravi, 'Spot 1')
  await ravi.keyboard.press('a')
  await lookAtPhoto(ravi, 'Spot 2')
  await ravi.keyboard.press('r')
  await ravi.getByRole('group', { name: 'Why is Spot 2 rejected?' }).waitFor()
  await ravi.keyboard.press('Enter')
  await ravi.getByText('Spot 3 is not reviewed yet. Approve or reject it first.').waitFor()
  await lookAtPhoto(ravi, 'Spot 3')
  await ravi.keyboard.press('a')
  await ravi.keyboard.press('Enter')
  await ravi.getByText('Spot 2 is rejected without a reason.').waitFor()
  await ravi.keyboard.press('1')
  await ravi.getByLabel('Note on Spot 2').fill('The code on the table cannot be read.')
  await picture(ravi, 'reviewing-reasons')
  await ravi.keyboard.press('Escape')
  await ravi.keyboard.press('Enter')
  await ravi.getByText('Decision on Harbour View Café sent.').waitFor()
  await picture(ravi, 'reviewing-next')

  const stage = await openStage(world, '#people=mei')
  const phone = stage.getByRole('region', { name: 'Phone of Mei Chen' })
  await phone.getByRole('button', { name: /Rejected: Harbour View Café/ }).click()
  const card = phone.getByRole('article', { name: 'Rejected: Harbour View Café' })
  await card.getByText('1 of 4 rejected. Open it to see why and what to do.').waitFor()
  await card.getByText('2. Table').waitFor()
  await card.getByText('Photo is blurred · The code on the table cannot be read.').waitFor()
  await picture(stage, 'reviewing-result-card')
  await card.getByRole('button', { name: 'See why and fix it' }).click()
  const app = phone.frameLocator('iframe')
  const reason = app.getByRole('region', { name: 'Why 2. Table was rejected' })
  await passLanguage(app, reason)
  await reason.getByText('Photo is blurred').waitFor()
  await reason.locator('img').waitFor()
  // what was rejected stands before what passed
  const first = app.getByRole('heading', { level: 2 }).filter({ hasText: /^(Store|\d+\. [^:]*)$/ })
  expect(await first.first().textContent()).toBe('2. Table')
  await reason.getByText('The code on the table cannot be read.').waitFor()
  await picture(stage, 'reviewing-result')

  await app.getByRole('button', { name: 'Modify' }).click()
  await app.getByRole('heading', { name: '2. Table', level: 1 }).waitFor()
  await reason.getByText('Photo is blurred').waitFor()
  await app.getByRole('button', { name: 'Remove photo 1' }).click()
  await photograph(app, 'Table 3 with a code')
  await app.getByText('Sharp and bright enough').waitFor()
  await picture(stage, 'reviewing-modify')
  await app.getByRole('button', { name: 'Done' }).click()
  await app.getByRole('button', { name: 'Continue with 3 spots' }).click()
  await app.getByRole('button', { name: 'Continue', exact: true }).click()
  await app.getByRole('button', { name: 'Submit 3 spots again' }).click()
  await app.getByRole('heading', { name: 'Harbour View Café is submitted' }).waitFor()

  await ravi.goto(world.onDevice('ravi', '/console/reviews'))
  await openFromQueue(ravi, /^Harbour View Café/)
  await ravi.getByText('Revision 2 · modified').waitFor()
  const spot = ravi.getByRole('region', { name: 'Spot 2' })
  await spot.getByText('Rejected before').waitFor()
  await spot.getByText('Photos in revision 1').waitFor()
  await lookAtPhoto(ravi, 'Spot 2')
  await picture(ravi, 'reviewing-revision')
  await ravi.keyboard.press('a')
  await ravi.keyboard.press('Enter')
  await ravi.getByText('Decision on Harbour View Café sent.').waitFor()

  await app.getByRole('link', { name: 'Back to Work' }).click()
  await app.getByRole('link', { name: 'Results' }).click()
  const row = app.getByRole('link', { name: /Harbour View Café/ })
  await row.getByText('Approved', { exact: true }).waitFor()
  await row.getByText('revision 2').waitFor()
  await picture(stage, 'reviewing-approved')
  await phone.getByRole('button', { name: 'Close the app' }).click()
  const approved = phone.getByRole('article', { name: 'Approved: Harbour View Café' })
  await approved.getByText('Everything is approved.').waitFor()
})

test('Primary POSM: Mei says which and how many, Ravi rejects the poster only, and Mei takes it away', async () => {
  const mei = await openWork()
  await mei.getByRole('button', { name: 'Start Promotion: Primary POSMs' }).click()
  await describeStore(mei, 'Pandan Leaf Bakery')
  await photograph(mei, 'Bakery storefront')
  await go(mei, 'Use this photo')
  await addSpot(mei, 'Cashier counter', 'Counter without a code')
  await picture(mei, 'posm-choices')
  await mei.getByRole('button', { name: 'Sticker', exact: true }).click()
  const more = mei.getByRole('button', { name: 'Sticker: one more' })
  for (let clicks = 0; clicks < 3; clicks++) await more.click()
  await mei.getByRole('alert').getByText('Sticker: at most 3 at a spot of this store.').waitFor()
  await picture(mei, 'posm-too-many')
  await mei.getByRole('button', { name: 'Sticker: one fewer' }).click()
  await mei.getByRole('button', { name: 'Poster', exact: true }).click()
  await picture(mei, 'posm-chosen')
  await go(mei, 'Done')
  await mei.getByText('1 photo · Sticker × 3 · Poster × 1').waitFor()
  await go(mei, 'Continue with 1 spot')
  await tellThatStoreAgreed(mei)
  await picture(mei, 'posm-check')
  await go(mei, 'Submit 1 spot')
  await asks(mei, 'Pandan Leaf Bakery is submitted')

  await haveSignedIn(world, 'ravi')
  const ravi = await openDevice(world, 'ravi')
  await openFromQueue(ravi, /^Pandan Leaf Bakery/)
  await lookAtPhoto(ravi, 'Store')
  await ravi.keyboard.press('a')
  await lookAtPhoto(ravi, 'Spot 1')
  // one key for the spot and its POSM
  await ravi.keyboard.press('a')
  await ravi.getByRole('button', { name: /^Send 4 decisions/ }).waitFor()
  await ravi.getByText('Sticker × 3 and Poster × 1').waitFor()
  await picture(ravi, 'posm-desk')
  await ravi.keyboard.press('ArrowRight')
  await ravi.keyboard.press('ArrowRight')
  await ravi.keyboard.press('r')
  await ravi.getByRole('group', { name: 'Why is Spot 1 · Poster rejected?' }).waitFor()
  await ravi.keyboard.press('1')
  await picture(ravi, 'posm-desk-rejected')
  await ravi.keyboard.press('Enter')
  await ravi.getByText('Decision on Pandan Leaf Bakery sent.').waitFor()

  await mei.getByRole('link', { name: 'Back to Work' }).click()
  await mei.getByRole('link', { name: 'Results' }).click()
  const row = mei.getByRole('link', { name: /Pandan Leaf Bakery/ })
  await row.getByText('1. Cashier counter · Poster: Photo is blurred').waitFor()
  await picture(mei, 'posm-results')
  await row.click()
  const why = mei.getByRole('region', { name: 'Why 1. Cashier counter · Poster was rejected' })
  await why.waitFor()
  await picture(mei, 'posm-result')
  await go(mei, 'Modify')
  await why.waitFor()
  await mei.getByRole('button', { name: 'Poster: one fewer' }).click()
  await picture(mei, 'posm-modify')
  await go(mei, 'Done')
  await go(mei, 'Continue with 1 spot')
  await go(mei, 'Continue')
  await go(mei, 'Submit 1 spot again')
  await asks(mei, 'Pandan Leaf Bakery is submitted')
  await mei.getByRole('link', { name: 'Back to Work' }).click()
  await mei.getByRole('link', { name: 'Results' }).click()
  await row.getByText('Approved', { exact: true }).waitFor()
})
