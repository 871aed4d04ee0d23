/** Where a person can go on at once: the first field of a dialog, the chip that is chosen, what was rejected. */
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import {
  haveSignedIn,
  isFocused,
  openDevice,
  passLanguage,
  picture,
  sizes,
} from '../setup/people-at-work.ts'
import { demoWorld } from '../setup/world.ts'

const world = demoWorld()

/** The label of what has the focus. */
const focused = (page: Page) =>
  page.evaluate(() => {
    const at = document.activeElement as HTMLInputElement | null
    return at?.labels?.[0]?.textContent?.trim() ?? at?.tagName
  })

test('dialogs of the console put the focus into their first field', async () => {
  await haveSignedIn(world, 'olivia')
  const olivia = await openDevice(world, 'olivia', '/console/staff/requests')
  await olivia.getByRole('button', { name: 'Reject Jun Hao Lim' }).click()
  await olivia.getByRole('dialog').getByRole('radio').first().waitFor()
  await expect.poll(() => focused(olivia)).toMatch(/./)
  expect(await olivia.evaluate(() => document.activeElement?.getAttribute('type'))).toBe('radio')

  // after a refusal the keys go on through the reasons, also past one that needs a note
  const reasons = olivia.getByRole('dialog').getByRole('radio')
  await olivia.route('**/reject', (route) => route.abort(), { times: 1 })
  await reasons.first().check()
  await reasons.first().press('Enter')
  await olivia.getByText('No connection').waitFor()
  await reasons.first().press('ArrowUp')
  await olivia.getByText('Enter a reason.').waitFor()
  await expect.poll(() => isFocused(reasons.last())).toBe(true)
  await olivia.keyboard.press('ArrowUp')
  await expect.poll(() => isFocused(reasons.nth(-2))).toBe(true)
  await olivia.getByRole('button', { name: 'Cancel' }).click()
  await olivia.goto(world.onDevice('olivia', '/console/staff?add=1'))
  await expect.poll(() => focused(olivia)).toMatch(/^Name/)

  await haveSignedIn(world, 'ravi')
  const ravi = await openDevice(world, 'ravi', '/console/inspections')
  await ravi.getByRole('button', { name: 'Assign a task' }).click()
  await expect.poll(() => focused(ravi)).toMatch(/^ISO/)
})

test('a sheet of the phone puts the focus where it is filled in', async () => {
  const mei = await openDevice(world, 'mei')
  await passLanguage(mei, mei.getByRole('heading', { name: 'Products' }))
  await mei.getByRole('button', { name: 'Language' }).click()
  await expect.poll(() => focused(mei)).toMatch(/^English/)
  await mei.keyboard.press('Escape')
  await mei.goto(world.onDevice('mei', '/work/results?status=rejected'))
  await mei.getByRole('link', { name: /Golden Crust Bakery/ }).click()
  await mei.getByRole('button', { name: 'Appeal' }).click()
  await expect.poll(() => mei.evaluate(() => document.activeElement?.tagName)).toBe('TEXTAREA')
})

test('the chip that is chosen is in view, and a row says what was rejected and why', async () => {
  const mei = await openDevice(world, 'mei', '/work/results?status=rejected')
  const chosen = mei.getByRole('link', { name: /^Rejected/ })
  await passLanguage(mei, chosen)
  const isInView = () =>
    chosen.evaluate((chip) => {
      const { left, right } = chip.getBoundingClientRect()
      return left >= 0 && right <= window.innerWidth
    })
  await expect.poll(isInView).toBe(true)
  await mei.getByRole('link', { name: /Golden Crust Bakery.*\d\. .*: / }).waitFor()
  await picture(mei, 'results rejected')

  await haveSignedIn(world, 'olivia')
  const olivia = await openDevice(world, 'olivia', '/console/staff?status=left', {
    size: sizes.phone,
  })
  const chip = olivia.locator('[aria-pressed=true]')
  await chip.waitFor()
  await expect
    .poll(() =>
      chip.evaluate((one) => {
        const { left, right } = one.getBoundingClientRect()
        return left >= 0 && right <= window.innerWidth
      }),
    )
    .toBe(true)
  await picture(olivia, 'chips on a phone')
})
