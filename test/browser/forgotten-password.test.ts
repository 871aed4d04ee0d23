/** A forgotten password: from the sign-in page by a code in the mail to a new one. */
import { expect, test } from 'vitest'
import { demoPeople } from '../../scripts/demo/people.ts'
import { openPlain, picture } from '../setup/people-at-work.ts'
import { demoWorld } from '../setup/world.ts'

const world = demoWorld()
const { email = '' } = demoPeople.find(({ id }) => id === 'olivia') ?? {}
const next = 'seven green kettles sing'

async function mailedCode(): Promise<string> {
  const find = async () => {
    const mails = (await world.phones.send('GET', '/mails')) as { to: string; subject: string }[]
    const subjects = mails.filter(({ to }) => to.includes(email)).map(({ subject }) => subject)
    return subjects.flatMap(
      (subject) => /^(\d{6}) is your verification code/.exec(subject)?.[1] ?? [],
    )[0]
  }
  await expect.poll(find).toBeDefined()
  return (await find()) ?? ''
}

test('Olivia has forgotten the password, sets another one with the code from her mail, and signs in', async () => {
  const page = await openPlain(world, '/console')
  await page.getByLabel('Email').fill(email)
  await page.getByRole('button', { name: 'Forgot password?' }).click()
  // what was typed is not asked for again
  expect(await page.getByLabel('Email').inputValue()).toBe(email)
  await picture(page, 'forgotten-email')
  await page.getByRole('button', { name: 'Send code' }).click()

  await page.getByText(`If ${email} has an account`).waitFor()
  const code = await mailedCode()
  await page.getByLabel('Code from the email').fill(code)
  await page.getByLabel('New password').fill('short')
  await page.getByRole('button', { name: 'Set password' }).click()
  await page.getByText('Use at least 15 characters.').waitFor()
  await picture(page, 'forgotten-code')

  const wrong = String((Number(code) + 1) % 1_000_000).padStart(6, '0')
  await page.getByLabel('New password').fill(next)
  await page.getByLabel('Code from the email').fill(wrong)
  await page.getByRole('button', { name: 'Set password' }).click()
  await page.getByRole('alert').waitFor()
  expect(await page.getByLabel('New password').inputValue()).toBe(next)
  await page.getByLabel('Code from the email').fill(code)
  await page.getByRole('button', { name: 'Set password' }).click()

  await page.getByRole('heading', { name: 'Your password is set' }).waitFor()
  await page.getByRole('button', { name: 'Go to the sign-in page' }).click()
  expect(await page.getByLabel('Email').inputValue()).toBe(email)
  await page.getByLabel('Password', { exact: true }).fill(next)
  // by key: a tap at the same place right after a tap would count as the second of two
  await page.getByLabel('Password', { exact: true }).press('Enter')
  await page.getByRole('navigation').first().waitFor()
})

test('people who remember the password after all come back to the sign-in page with what was typed', async () => {
  const page = await openPlain(world, '/console')
  await page.getByLabel('Email').fill('somebody@iso.example')
  await page.getByRole('button', { name: 'Forgot password?' }).click()
  await page.getByRole('button', { name: 'Back to sign-in' }).click()
  expect(await page.getByLabel('Email').inputValue()).toBe('somebody@iso.example')
})
