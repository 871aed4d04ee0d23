/** Screens that stay open longer than the links to their pictures are good for: the pictures come all the same. */
import type { Page } from 'playwright-core'
import { afterEach, expect, test } from 'vitest'
import { clock } from '../../service/clock.ts'
import { haveSignedIn, lookAtPhoto, openDevice, passLanguage } from '../setup/people-at-work.ts'
import { demoWorld } from '../setup/world.ts'

const world = demoWorld()
afterEach(() => clock.arrange())

/** Lets the links end between the answer that holds them and the first picture. @returns how pictures are answered */
async function endLinksBefore(page: Page, size: 'thumbnail' | 'full'): Promise<number[]> {
  const answered: number[] = []
  const isPicture = (url: string) => new URL(url).pathname.endsWith(`/${size}`)
  page.on('response', (response) => {
    if (isPicture(response.url())) answered.push(response.status())
  })
  let isFirst = true
  await page.route(
    (url) => isPicture(url.href),
    async (route) => {
      if (isFirst) clock.arrange(() => new Date(Date.now() + 11 * 60_000))
      isFirst = false
      await route.continue()
    },
  )
  return answered
}

test('results on the phone of Mei', async () => {
  const mei = await openDevice(world, 'mei')
  await passLanguage(mei, mei.getByRole('heading', { name: 'Products' }))
  const answered = await endLinksBefore(mei, 'thumbnail')
  await mei.goto(world.onDevice('mei', '/work/results'))
  const first = mei.locator('img[src*="/thumbnail?"]').first()
  await expect
    .poll(() => first.evaluate((image: HTMLImageElement) => image.naturalWidth))
    .toBeGreaterThan(0)
  expect(answered).toContain(403)
  expect(answered).toContain(200)
})

test('a photo on the review desk of Ravi', async () => {
  await haveSignedIn(world, 'ravi')
  const ravi = await openDevice(world, 'ravi')
  const answered = await endLinksBefore(ravi, 'full')
  const queue = ravi.getByRole('table', { name: 'Review Queue' })
  await queue.getByRole('link', { name: /^Harbour View Café/ }).click()
  await lookAtPhoto(ravi, 'Store')
  expect(answered).toContain(403)
  expect(answered).toContain(200)
})
