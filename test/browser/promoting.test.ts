/** A staff member at the counter of a store: one whole promotion, and everything that comes between. */
import { expect, test } from 'vitest'
import { openDevice, passLanguage, photograph, picture } from '../setup/people-at-work.ts'
import {
  addSpot,
  asks,
  closeScanner,
  describeStore,
  go,
  openWork,
  photographStorefront,
  scan,
  start,
  tellThatStoreAgreed,
  world,
} from './promoting.ts'

test('Mei opens the app without a password and submits a store with two spots', async () => {
  const mei = await openWork()
  await picture(mei, 'promoting-work')
  const sent: string[] = []
  mei.on('request', (request) => {
    const { pathname } = new URL(request.url())
    if (request.method() === 'PUT' && pathname.startsWith('/api/v1/submissions/'))
      sent.push(pathname)
  })
  await start(mei)
  await describeStore(mei, 'Pandan Leaf Bakery')
  await picture(mei, 'promoting-storefront')
  await photograph(mei, 'A PDF called .jpg')
  await mei.getByRole('alert').getByText('This photo cannot be read').waitFor()
  await picture(mei, 'promoting-not-a-photo')
  await photographStorefront(mei)

  await addSpot(mei, 'Cashier counter', 'Counter with a Marketing Code')
  await picture(mei, 'promoting-spot')
  await scan(mei, /stands in a store/)
  await mei.getByRole('alert').getByText('This code is already used elsewhere.').waitFor()
  await picture(mei, 'promoting-taken-code')
  await scan(mei, /\(of Lotus\)/)
  await mei.getByRole('alert').getByText('This code is not on the list of your ISO.').waitFor()
  await scan(mei, /^QR code of/)
  await mei
    .getByRole('alert')
    .getByText('This is not a Marketing Code. Scan the code on the POSM.')
    .waitFor()
  await scan(mei, /stands in a store/)
  await mei.getByRole('alert').getByText('This code is already used elsewhere.').waitFor()
  await scan(mei, /^A code of something else/)
  await mei
    .getByRole('alert')
    .getByText('This is not a Marketing Code. Scan the code on the POSM.')
    .waitFor()
  await scan(mei, /^Marketing Code APMC-HP-0001/)
  await closeScanner(mei)
  const codes = mei.getByRole('list', { name: 'Marketing Codes' })
  await codes
    .getByRole('listitem')
    .filter({ hasText: 'APMC-HP-0001' })
    .getByText('Ready to use')
    .waitFor()
  expect(await codes.getByRole('listitem').count()).toBe(1)
  await picture(mei, 'promoting-spot-done')
  await go(mei, 'Done')

  await addSpot(mei, 'Table', 'Table 1 with a code')
  await go(mei, 'Done')
  await picture(mei, 'promoting-spots')
  await go(mei, 'Continue with 2 spots')
  await tellThatStoreAgreed(mei)
  await asks(mei, 'One thing is missing')
  await picture(mei, 'promoting-check-list')
  const missing = mei.getByRole('list', { name: 'What is missing' })
  await missing.getByRole('link', { name: 'Scan a code at spot 2' }).click()
  await scan(mei, /^Marketing Code APMC-HP-0002/)
  const scanner = mei.getByRole('dialog')
  await scanner.getByRole('button', { name: /^Marketing Code APMC-HP-0004/ }).click()
  // the same once more: the scanner closes, and what is wrong stands there
  await scanner.getByRole('button', { name: /^Marketing Code APMC-HP-0002/ }).click()
  await mei.getByRole('alert').getByText('This code is already in the list.').waitFor()
  expect(await mei.getByText('Ready to use').count()).toBe(2)
  await go(mei, 'Done')
  await go(mei, 'Continue with 2 spots')
  await tellThatStoreAgreed(mei)
  await asks(mei, 'Ready to submit?')
  await picture(mei, 'promoting-ready')

  await mei.getByRole('button', { name: 'Submit 2 spots' }).dblclick()
  await asks(mei, 'Pandan Leaf Bakery is submitted')
  await picture(mei, 'promoting-submitted')
  expect(sent).toHaveLength(1)
  await mei.getByRole('link', { name: 'Back to Work' }).click()
  await mei.getByRole('link', { name: 'Results' }).click()
  const row = mei.getByRole('link', { name: /Pandan Leaf Bakery/ })
  await row.getByText('In review', { exact: true }).waitFor()
  expect(await row.count()).toBe(1)
  await picture(mei, 'promoting-results')
  await mei.getByRole('searchbox', { name: 'Search by store name' }).fill('golden')
  await mei.getByRole('link', { name: /Golden Crust/ }).waitFor()
  await row.waitFor({ state: 'detached' })
  await mei.reload()
  await mei.getByRole('link', { name: /Golden Crust/ }).waitFor()
  expect(await row.count()).toBe(0)
  await mei.getByRole('searchbox').fill('nobody knows')
  await mei.getByText('No store called “nobody knows”').waitFor()
  await mei.getByRole('button', { name: 'Clear the search' }).click()
  await row.waitFor()
})

test('a part of the app that does not come says so, and opens by itself once it can', async () => {
  const mei = await openDevice(world, 'mei', '/favicon.svg')
  // a web view that keeps no files, and signal that is lost right after the first screen
  await mei.addInitScript(() => Reflect.deleteProperty(Navigator.prototype, 'serviceWorker'))
  await mei.route('**/assets/promotion-*', (route) => route.abort('internetdisconnected'))
  await mei.goto(world.onDevice('mei', '/?corpid=dingalipaypartners'))
  await passLanguage(mei, mei.getByRole('heading', { name: 'Products' }))
  await start(mei)
  await mei.getByRole('heading', { name: 'No connection' }).waitFor()
  await picture(mei, 'promoting-part-missing')
  await mei.unroute('**/assets/promotion-*')
  await asks(mei, 'Which store is it?')
})

test('closing the app in the middle of a visit loses neither text nor photos nor the place in it', async () => {
  const mei = await openWork()
  await start(mei)
  await describeStore(mei, 'Lime Tree Kiosk')
  await photographStorefront(mei)
  await addSpot(mei, 'Entrance or door', 'Counter, second till')
  await mei.getByLabel('Note').fill('Left of the door')
  await mei.getByText(/^Saved/).waitFor()

  await mei.reload()
  await asks(mei, '1. Entrance or door')
  expect(await mei.getByLabel('Note').inputValue()).toBe('Left of the door')
  await mei.getByRole('img', { name: 'Photo 1' }).waitFor()

  await mei.goto(world.onDevice('mei', '/'))
  const unfinished = mei.getByRole('link', { name: /Lime Tree Kiosk/ })
  await unfinished.getByText('Spots · 1 spot').waitFor()
  await picture(mei, 'promoting-continue')
  await unfinished.click()
  await asks(mei, 'Where did you put up the codes?')
  await mei.getByRole('link', { name: /1\. Entrance or door 1 photo/ }).waitFor()
  for (const question of ['Photograph the storefront', 'Where is the store?']) {
    await mei.getByRole('link', { name: 'Back' }).click()
    await asks(mei, question)
  }
  expect(await mei.getByLabel('Address').inputValue()).toBe('9 Harbour Road, Singapore 098632')
})

test('what is submitted without signal is kept, and goes by itself when the signal is back', async () => {
  const mei = await openWork()
  await start(mei)
  await describeStore(mei, 'Tunnel Snacks')
  await photographStorefront(mei)
  const signal = (online: boolean) => world.phones.send('PATCH', '/people/mei/device', { online })
  await signal(false)
  await mei.getByText('You are offline. Everything is kept here and sent later.').waitFor()

  await addSpot(mei, 'Cashier counter', 'Counter with a Marketing Code')
  await scan(mei, /^Marketing Code APMC-HP-0003/)
  await closeScanner(mei)
  await mei.getByText('Checked once you are online').waitFor()
  await picture(mei, 'promoting-offline-spot')
  await go(mei, 'Done')
  await go(mei, 'Continue with 1 spot')
  await tellThatStoreAgreed(mei)
  await go(mei, 'Submit 1 spot')
  await asks(mei, 'Tunnel Snacks is on its way')
  await mei.getByText('Sent automatically once you are online. Nothing is lost.').waitFor()
  await picture(mei, 'promoting-offline-sent')
  await mei.getByRole('link', { name: 'Open the outbox' }).click()
  await mei.getByText('Waiting for a connection.').waitFor()
  await mei.getByRole('link', { name: /^1 waiting/ }).waitFor()
  await picture(mei, 'promoting-outbox')

  const answered = Promise.withResolvers<void>()
  await mei.route('**/api/v1/submissions/*', async (route) => {
    if (route.request().method() === 'PUT') await answered.promise
    await route.continue()
  })
  await signal(true)
  // what is on its way may be in review before it is removed here
  await mei.getByText(/Being sent right now. Wait until it has finished/).waitFor()
  expect(await mei.getByRole('button', { name: 'Remove' }).isDisabled()).toBe(true)
  await picture(mei, 'promoting-being-sent')
  answered.resolve()
  await mei.getByText('Everything is sent').waitFor()
  await mei.getByRole('link', { name: 'Results' }).click()
  await mei.getByRole('link', { name: /Tunnel Snacks/ }).click()
  await mei.getByText('APMC-HP-0003').waitFor()
  await picture(mei, 'promoting-arrived')
})

test('a code that turns out to stand elsewhere is named in the outbox, replaced at its spot, and the visit goes', async () => {
  const mei = await openWork()
  await start(mei)
  await describeStore(mei, 'Quay Street Kiosk')
  await photographStorefront(mei)
  const signal = (online: boolean) => world.phones.send('PATCH', '/people/mei/device', { online })
  await signal(false)
  await mei.getByText('You are offline. Everything is kept here and sent later.').waitFor()
  await addSpot(mei, 'Cashier counter', 'Counter with a Marketing Code')
  await scan(mei, /stands in a store/)
  await closeScanner(mei)
  const codes = mei.getByRole('list', { name: 'Marketing Codes' })
  const taken = (await codes.getByRole('listitem').innerText()).split('\n')[0] ?? ''
  expect(taken).toMatch(/^APMC-/)
  await go(mei, 'Done')
  await go(mei, 'Continue with 1 spot')
  await tellThatStoreAgreed(mei)
  await go(mei, 'Submit 1 spot')
  await mei.getByRole('link', { name: 'Open the outbox' }).click()

  await signal(true)
  const item = mei.getByRole('alert').filter({ hasText: taken })
  await item.getByText('Already used elsewhere. Remove it.').waitFor()
  await picture(mei, 'promoting-refused-code')
  await go(mei, 'Change')
  await asks(mei, 'Where did you put up the codes?')
  await mei.getByText('Complete', { exact: true }).waitFor({ state: 'detached' })
  await mei.getByRole('link', { name: /Cashier counter/ }).click()
  await codes.getByText('Already used elsewhere. Remove it.').waitFor()
  await picture(mei, 'promoting-replace-code')
  await mei.getByRole('button', { name: `Remove code ${taken}` }).click()
  await scan(mei, /^Marketing Code APMC-HP-0005/)
  await closeScanner(mei)
  await codes.getByText('Ready to use').waitFor()
  await go(mei, 'Done')
  await go(mei, 'Continue with 1 spot')
  await go(mei, 'Continue')
  await go(mei, 'Submit 1 spot')
  await mei.getByText('Everything has arrived').waitFor()
})
