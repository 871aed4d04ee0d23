/** Photos of a visit: from the album, from the camera in the page, too dark, and where they were taken. */
import type { Locator } from 'playwright-core'
import { expect, test } from 'vitest'
import { photograph, picture } from '../setup/people-at-work.ts'
import {
  asks,
  describeStore,
  go,
  moveTo,
  near,
  newestPhoto,
  openWork,
  photographStorefront,
  start,
  world,
} from './promoting.ts'

test('a picture from the album is known by what it says itself, however young its file, and tells its own place', async () => {
  const mei = await openWork()
  await start(mei)
  await describeStore(mei, 'Album Flowers')
  await photograph(mei, 'Storefront, from the album (last year)')
  await mei.getByRole('button', { name: 'Use this photo' }).waitFor()
  await expect.poll(newestPhoto).toMatchObject({
    source: 'album',
    takenAt: new Date('2025-09-14T04:21:09Z'),
    place: near({ latitude: 13.7466, longitude: 100.5347 }),
  })
})

test('a photo that is too dark makes taking it again the main thing, and a good one going on', async () => {
  const mei = await openWork()
  await start(mei)
  await describeStore(mei, 'Night Corner')
  const again = mei.locator('label', { hasText: 'Retake' })
  const use = mei.getByRole('button', { name: 'Use this photo' })
  const colour = (button: Locator) =>
    button.evaluate((element) => getComputedStyle(element).backgroundColor)
  await photograph(mei, 'Storefront, at night')
  await mei.getByText('Too dark').waitFor()
  const [main, other] = [await colour(again), await colour(use)]
  expect(main).not.toBe(other)
  await picture(mei, 'promoting-too-dark')

  await again.click()
  await mei.getByRole('dialog').getByRole('button', { name: 'Bakery storefront' }).click()
  await mei.getByText('Sharp and bright enough').waitFor()
  expect([await colour(use), await colour(again)]).toEqual([main, other])
  // what is poor may be used all the same: it may be an evening stall
  await again.click()
  await mei.getByRole('dialog').getByRole('button', { name: 'Storefront, at night' }).click()
  await mei.getByText('Too dark').waitFor()
  await use.click()
  await asks(mei, 'Where did you put up the codes?')
})

test('where the web view grants a camera it opens in the page: at once for the storefront, and again for each photo', async () => {
  await world.phones.send('PATCH', '/people/mei/device', { pageCamera: true })
  const mei = await openWork()
  const camera = mei.getByRole('dialog', { name: 'Camera' })
  const shoot = () => camera.getByRole('button', { name: 'Take photo' }).click()
  await start(mei)
  await describeStore(mei, 'Camera Corner')
  await camera.waitFor()
  await picture(mei, 'promoting-camera-in-page')
  const elsewhere = { latitude: 35.6812, longitude: 139.7671, accuracy: 20 }
  await moveTo(mei, elsewhere)
  await shoot()
  await camera.waitFor({ state: 'detached' })
  // a picture of the page says nothing itself: the phone does
  await expect.poll(newestPhoto).toMatchObject({ source: 'camera', place: near(elsewhere) })
  await mei.getByRole('button', { name: 'Retake' }).click()
  await camera.getByRole('button', { name: 'Close' }).click()
  await mei.getByRole('button', { name: 'Retake' }).click()
  await shoot()
  await go(mei, 'Use this photo')
  await mei.getByRole('button', { name: 'Add spot' }).click()
  await mei.getByText('Cashier counter', { exact: true }).click()
  await mei.getByRole('button', { name: 'Take photo' }).click()
  await shoot()
  await mei.getByRole('img', { name: 'Photo 1' }).waitFor()
  // the phone's own way stays, such as for a picture that a colleague sent
  await mei.getByRole('button', { name: 'Add another photo' }).click()
  await camera.locator('label', { hasText: 'Use the phone’s own camera or album' }).click()
  await mei.getByRole('dialog').getByRole('button', { name: 'Table 1 with a code' }).click()
  await mei.getByRole('img', { name: 'Photo 2' }).waitFor()
})

test('a photo carries where it was taken, not where the store is said to be', async () => {
  const mei = await openWork()
  await start(mei)
  await describeStore(mei, 'Faraway Flowers')
  const elsewhere = { latitude: 48.8566, longitude: 2.3522, accuracy: 20 }
  await moveTo(mei, elsewhere)
  await photographStorefront(mei)
  const newest = async () => (await newestPhoto())?.place
  await expect.poll(newest).toMatchObject(near(elsewhere))
})
