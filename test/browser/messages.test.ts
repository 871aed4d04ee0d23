/** What the bot has sent, what people want to hear from it, and the hour of the digest. */
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { haveSignedIn, openDevice, passLanguage, picture, sizes } from '../setup/people-at-work.ts'
import { demoWorld } from '../setup/world.ts'

const world = demoWorld()

/** Whether the bot listens yet. */
async function connections(): Promise<number> {
  const state = (await world.phones.send('GET', '/state')) as { streamConnections: number }
  return state.streamConnections
}

/** Does something and waits until the service has kept it. */
async function kept(page: Page, act: () => Promise<unknown>): Promise<void> {
  const answer = page.waitForResponse((response) => response.request().method() === 'PATCH')
  await act()
  expect((await answer).status()).toBe(200)
}

test('Olivia asks the bot, sees its answer in Messages, and filters them in an address she can send on', async () => {
  await expect.poll(connections, { timeout: 15_000 }).toBeGreaterThan(0)
  await world.phones.send('POST', '/people/olivia/messages', { text: 'pending' })
  await haveSignedIn(world, 'olivia')
  const page = await openDevice(world, 'olivia')
  await page.getByRole('link', { name: 'Messages' }).click()
  const list = page.getByRole('table', { name: 'Messages' })
  const answer = list.getByRole('row').filter({ hasText: 'Answer of the bot' })
  await answer.first().waitFor()
  expect(await answer.first().textContent()).toContain('Olivia Tan')
  await picture(page, 'messages')
  await answer.first().getByRole('link').click()
  const opened = page.getByRole('complementary', { name: 'Answer of the bot' })
  await opened.getByRole('region', { name: 'Ways tried' }).getByRole('listitem').first().waitFor()
  await picture(page, 'message open')
  await page.reload()
  await opened.getByText('Olivia Tan').waitFor()
  const { pathname } = new URL(page.url())
  await page.goto(world.onDevice('olivia', `${pathname}?status=suspended`))
  await page.getByRole('complementary', { name: 'Message not found' }).waitFor()
  await page.getByRole('button', { name: 'Not sent: ISO suspended', pressed: true }).waitFor()
  await picture(page, 'message not listed')
  await page.getByRole('link', { name: 'Show all' }).click()
  await opened.getByText('Olivia Tan').waitFor()
  await page.getByLabel('About').click()
  await page.getByTitle('Review result').click()
  await expect.poll(() => answer.count()).toBe(0)
  await opened.getByText('Olivia Tan').waitFor()
  await page.keyboard.press('Escape')
  await opened.waitFor({ state: 'detached' })
  await page.getByRole('button', { name: 'Sent', exact: true }).click()
  const { search } = new URL(page.url())
  expect(new URLSearchParams(search)).toEqual(
    new URLSearchParams({ about: 'results', status: 'sent' }),
  )
  await page.reload()
  await page.getByRole('button', { name: 'Sent', exact: true, pressed: true }).waitFor()
  await page.setViewportSize(sizes.phone)
  await picture(page, 'messages narrow')
})

test('Olivia does without requests, wants mail and a quiet night, and it stays so', async () => {
  await haveSignedIn(world, 'olivia')
  const page = await openDevice(world, 'olivia')
  await page.getByRole('button', { name: /^Olivia Tan/ }).click()
  await page.getByRole('menuitem', { name: 'Messages and quiet hours' }).click()
  const requests = page.getByRole('switch', { name: 'Association requests' })
  await kept(page, () => requests.click())
  await kept(page, () => page.getByText('Email', { exact: true }).click())
  await kept(page, () => page.getByRole('switch', { name: 'Quiet hours' }).click())
  await kept(page, () => page.getByLabel('From').selectOption('23:30'))
  await picture(page, 'preferences')
  await page.reload()
  await page.getByLabel('From').waitFor()
  expect(await page.getByLabel('From').inputValue()).toBe('23:30')
  expect(await page.getByLabel('To').inputValue()).toBe('07:00')
  expect(await requests.isChecked()).toBe(false)
  expect(await page.getByRole('radio', { name: 'Email' }).isChecked()).toBe(true)
})

test('Olivia chooses the hour of the digest of her ISO', async () => {
  await haveSignedIn(world, 'olivia')
  const page = await openDevice(world, 'olivia')
  await page.getByRole('link', { name: 'General' }).click()
  await kept(page, () => page.getByLabel('Time of the digest').selectOption('09:00'))
  await page.getByText('Saved', { exact: true }).waitFor()
  await picture(page, 'settings')
  await page.reload()
  await page.getByLabel('Time of the digest').waitFor()
  expect(await page.getByLabel('Time of the digest').inputValue()).toBe('9')
})

test('Mei chooses on her phone what the bot tells her', async () => {
  const page = await openDevice(world, 'mei')
  await passLanguage(page, page.getByRole('heading', { name: 'Products' }))
  await page.getByRole('link', { name: 'Me', exact: true }).click()
  await page.getByRole('link', { name: 'Choose' }).click()
  const digest = page.getByRole('switch', { name: 'Daily digest' })
  await kept(page, () => digest.click())
  await kept(page, () => page.getByRole('switch', { name: 'Quiet hours' }).click())
  await kept(page, () => page.getByLabel('To').selectOption('06:30'))
  await picture(page, 'my-messages')
  await page.reload()
  await page.getByLabel('To').waitFor()
  expect(await page.getByLabel('To').inputValue()).toBe('06:30')
  expect(await digest.isChecked()).toBe(false)
  expect(await page.getByRole('switch', { name: 'Review results' }).isChecked()).toBe(true)
})
