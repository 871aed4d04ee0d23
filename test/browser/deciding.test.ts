/** Decisions at the desk that hold: no held key decides, no unseen photo counts, and ten seconds to take one back. */
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { haveSignedIn, lookAtPhoto, openDevice, picture } from '../setup/people-at-work.ts'
import { demoWorld } from '../setup/world.ts'

const world = demoWorld()

async function openDesk(store: RegExp): Promise<Page> {
  await haveSignedIn(world, 'ravi')
  const page = await openDevice(world, 'ravi')
  await page.getByRole('row', { name: store }).click()
  await page.getByRole('heading', { name: store, level: 1 }).waitFor()
  return page
}

/** As a keyboard does while a finger rests on it. */
async function hold(page: Page, key: string): Promise<void> {
  for (let n = 0; n < 12; n++) await page.keyboard.down(key)
  await page.keyboard.up(key)
}

const statusOf = (page: Page) =>
  page.evaluate(async () => {
    const id = location.pathname.split('/').pop()
    return (await (await fetch(`/api/v1/reviews/${id}`)).json()).submission.status as string
  })

const photos = (page: Page) => page.getByRole('group', { name: 'Photos' })

const unseen = (page: Page) =>
  photos(page).getByRole('button', { name: /photo \d+, not viewed yet/ })

/** The first photo is there and was seen: the next load of the page begins without that, and nothing writes it again. */
async function forgetSeen(page: Page): Promise<void> {
  await expect.poll(() => unseen(page).count(), { timeout: 15_000 }).toBe(3)
  await page.evaluate(() => sessionStorage.clear())
}

test('a held key decides one item, and confirms nothing, while no photo has come', async () => {
  const page = await openDesk(/^Harbour View Café/)
  await forgetSeen(page)
  const arrived = Promise.withResolvers<void>()
  await page.route('**/full?*', async (route) => {
    await arrived.promise
    await route.continue()
  })
  await page.reload()
  await page.getByRole('button', { name: '0 of 4 reviewed' }).waitFor()
  await hold(page, 'a')
  await page.getByRole('button', { name: '1 of 4 reviewed' }).waitFor()
  await hold(page, 'Enter')
  await page.getByText('Spot 1 is not reviewed yet.').waitFor()

  // nor does a button that has the focus press itself again
  await page.getByRole('button', { name: 'Approve Spot 1' }).focus()
  await hold(page, 'Enter')
  await page.getByRole('button', { name: '2 of 4 reviewed' }).waitFor()
  await page.getByRole('heading', { name: /^Harbour View Café/, level: 1 }).click()
  await page.keyboard.press('a')
  await page.keyboard.press('a')
  await page.getByRole('button', { name: 'Send 4 decisions' }).waitFor()
  await hold(page, 'Enter')
  await page.getByText('4 photos were not viewed yet').waitFor()
  await picture(page, 'deciding-unseen')
  expect(await statusOf(page)).toBe('in_review')
  expect(await unseen(page).count()).toBe(4)
  arrived.resolve()
  await lookAtPhoto(page, 'Store')
})

test('a photo that is passed by a held arrow, or that failed, was not looked at', async () => {
  const page = await openDesk(/^Harbour View Café/)
  await page.clock.install()
  await page.reload()
  await lookAtPhoto(page, 'Store')
  // with the pictures at hand each one appears at once, and no time passes before them
  for (const name of ['Spot 1', 'Spot 2', 'Spot 3']) {
    await page.keyboard.press('ArrowDown')
    await page.getByRole('img', { name: `${name}, photo 1 of 1` }).waitFor()
  }
  await page.evaluate(() => sessionStorage.clear())
  await page.reload()
  await lookAtPhoto(page, 'Store')
  await page.clock.pauseAt(new Date(Date.now() + 60_000))
  for (const name of ['Spot 1', 'Spot 2', 'Spot 3']) {
    await page.keyboard.down('ArrowDown')
    await page.getByRole('img', { name: `${name}, photo 1 of 1` }).waitFor()
    await expect
      .poll(() =>
        page
          .getByRole('img', { name: `${name}, photo 1 of 1` })
          .evaluate((image) => (image as HTMLImageElement).complete),
      )
      .toBe(true)
  }
  await page.keyboard.up('ArrowDown')
  await expect
    .poll(async () => {
      await page.clock.runFor(1_000)
      return unseen(page).count()
    })
    .toBe(2)
  await lookAtPhoto(page, 'Spot 3')
})

test('a picture that does not load was not looked at; once it is there it was', async () => {
  const page = await openDesk(/^Harbour View Café/)
  await forgetSeen(page)
  await page.route('**/full?*', (route) => route.abort())
  await page.reload()
  await page.getByText('This photo did not load. Try again; do not reject for it.').waitFor()
  expect(await unseen(page).count()).toBe(4)
  await page.unroute('**/full?*')
  await page.getByRole('button', { name: 'Try again' }).click()
  await lookAtPhoto(page, 'Store')
  expect(await unseen(page).count()).toBe(3)
})

test('a decision is taken back at the next submission, with its choices, and after a reload too', async () => {
  const page = await openDesk(/^Chao Phraya Gifts/)
  const approveAll = async () => {
    const open = page.getByRole('button', { name: /^Approve / })
    await open.waitFor()
    while (!(await page.getByRole('button', { name: /^Send / }).isVisible())) {
      await page.keyboard.press('a')
    }
  }
  const address = page.url()
  await approveAll()
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Send anyway' }).click()
  const said = page.getByRole('status').getByText('Decision on Chao Phraya Gifts sent.')
  await said.waitFor()
  await expect.poll(() => page.url()).not.toBe(address)
  await picture(page, 'deciding-sent')

  // without an answer there is another try
  await page.route('**/undo', (route) => route.abort(), { times: 1 })
  await page.keyboard.press('u')
  await page.getByText('No answer: the decision may still count.').waitFor()
  await page.keyboard.press('u')
  await page.getByText('Decision on Chao Phraya Gifts undone.').waitFor()
  expect(page.url()).toBe(address)
  await page.getByRole('button', { name: /^Send / }).waitFor()
  expect(await statusOf(page)).toBe('in_review')
  await picture(page, 'deciding-undone')

  await page.keyboard.press('Enter')
  const anyway = page.getByRole('button', { name: 'Send anyway' })
  await anyway.or(said).waitFor()
  if (await anyway.isVisible()) await anyway.click()
  await said.waitFor()
  await page.goto(address)
  await page.getByRole('button', { name: 'Undo the decision' }).click()
  await page.getByText('Decision on Chao Phraya Gifts undone.').waitFor()
  await page.getByRole('button', { name: /^Approve / }).waitFor()
  expect(await statusOf(page)).toBe('in_review')
})
