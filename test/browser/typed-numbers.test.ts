/** Phone numbers as they are pasted and typed: into Add Staff at a desk, and into the join form on a phone. */
import { expect, test } from 'vitest'
import { haveSignedIn, openDevice, picture, sizes } from '../setup/people-at-work.ts'
import { demoWorld } from '../setup/world.ts'

const world = demoWorld()

async function joinPath(): Promise<string> {
  const codes = (await world.phones.send('GET', '/tray/codes')) as { label: string; text: string }[]
  const code = codes.find(({ label }) => label === 'QR code of Harbour Pay')
  return new URL(code?.text ?? '').pathname
}

test('Olivia pastes numbers into Add Staff: each is read as bulk add reads it, and the country stays hers', async () => {
  await haveSignedIn(world, 'olivia')
  const page = await openDevice(world, 'olivia', '/console/staff')
  await page.getByRole('button', { name: 'Add Staff' }).click()
  const dialog = page.getByRole('dialog', { name: 'Add Staff' })
  await dialog.getByLabel('Name').fill('Mei Lin')
  const number = dialog.getByLabel('Phone number')
  const chosen = dialog.getByText('SG +65', { exact: true })
  await chosen.waitFor()
  for (const [text, right] of [
    ['0081 90 1234 5678', 'Recognized as +81 90 1234 5678, Japan'],
    ['0065 8123 9450', 'Recognized as +65 8123 9450, Singapore'],
    ['0060 12 345 6789', 'Recognized as +60 12 345 6789, Malaysia'],
    ['+65 (0)8123 9455', 'Recognized as +65 8123 9455, Singapore'],
    ['８１２３９４５１', 'Recognized as +65 8123 9451, Singapore'],
    ['Mobile: 8123-9452', 'Recognized as +65 8123 9452, Singapore'],
    ['+52 1 55 1234 5678', 'Recognized as +52 55 1234 5678, Mexico'],
  ] as const) {
    await number.fill(text)
    await dialog.getByText(right).waitFor()
    expect([text, await chosen.count()]).toEqual([text, 1])
  }
  const doubt = dialog.getByText(
    'May be a landline: in this country or region the digits do not tell.',
  )
  await doubt.waitFor()
  await picture(page, 'typed-number-doubt')
  await number.blur()
  await expect.poll(() => number.inputValue()).toBe('+52 55 1234 5678')
  await number.fill('0065 8123 9450')
  await number.blur()
  await expect.poll(() => number.inputValue()).toBe('8123 9450')
  expect(await doubt.count()).toBe(0)
  await picture(page, 'typed-number')
  await page.setViewportSize(sizes.phone)
  await picture(page, 'typed-number-phone')
  await page.setViewportSize(sizes.desktop)

  const wrong = (description: string) =>
    dialog.getByRole('textbox', { name: 'Phone number', description })
  await number.fill('81239456 ext 3')
  await dialog.getByRole('button', { name: 'Add and invite' }).click()
  await wrong('A mobile number has no extension. Enter the number alone.').waitFor()
  await picture(page, 'typed-number-extension')
  await number.fill('138 1234 5678')
  await wrong(
    'Looks like a mainland Chinese number. Start with +86 if it is one, otherwise with + and its country code.',
  ).waitFor()
  await number.fill('81239456 / 81239457')
  await wrong('More than one number. Enter only one.').waitFor()
  // only the service knows that it is a landline
  await number.fill('6123 9450')
  await dialog.getByText('Recognized as +65 6123 9450, Singapore').waitFor()
  await dialog.getByRole('button', { name: 'Add and invite' }).click()
  await wrong('Not a mobile number. Enter the mobile number used in DingTalk.').waitFor()
  expect(await chosen.count()).toBe(1)
  await number.fill('8123 9458')
  await dialog.getByRole('button', { name: 'Add and invite' }).click()
  await dialog.waitFor({ state: 'detached' })
  await page
    .getByRole('row', { name: /Mei Lin/ })
    .getByText('Invited')
    .waitFor()
})

test('a person who asks to join may write their number in any way, and is told what is wrong with it', async () => {
  const page = await openDevice(world, 'aroon', await joinPath())
  await page.setViewportSize(sizes.phone)
  await page.getByLabel('ISO email').fill('olivia@harbourpay.example')
  await page.getByLabel('Your name').fill('Somchai')
  const number = page.getByLabel('Phone number')
  const problem = (text: string) => page.getByText(text)
  await number.fill('8123 9460 ext 2')
  await page.getByRole('button', { name: 'Ask to join' }).click()
  await problem('A mobile number has no extension. Enter the number alone.').waitFor()
  await picture(page, 'join-number')
  await number.fill('6123 9460')
  await page.getByRole('button', { name: 'Ask to join' }).click()
  await problem('Not a mobile number. Enter the mobile number used in DingTalk.').waitFor()
  await number.fill('0066 (0)81-234-0099')
  await page.getByText('Recognized as +66 81 234 0099, Thailand').waitFor()
  await picture(page, 'join-number-read')
  await page.getByRole('button', { name: 'Ask to join' }).click()
  await page.getByRole('heading', { name: 'Your request is with the ISO' }).waitFor()
})
