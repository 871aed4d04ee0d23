/** The form of a QR code: every empty field says so, a wrong email is told at once, and what was typed stays. */
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { loadChineseFont, openDevice, openPage, picture, sizes } from '../setup/people-at-work.ts'
import { demoWorld } from '../setup/world.ts'

const world = demoWorld()

async function openForm(language: 'en' | 'zh-CN'): Promise<Page> {
  const codes = (await world.phones.send('GET', '/tray/codes')) as { label: string; text: string }[]
  const { text = '' } = codes.find(({ label }) => label === 'QR code of Harbour Pay') ?? {}
  const page = await openPage(new URL(new URL(text).pathname, world.publicUrl).href, {
    size: sizes.phone,
    touch: true,
  })
  await page.evaluate((tag) => localStorage.setItem('partner-workspace.language', tag), language)
  await page.reload()
  await page.getByRole('textbox').first().waitFor()
  if (language === 'zh-CN') await loadChineseFont(page)
  return page
}

const typed = (page: Page) =>
  Promise.all(
    ['ISO email', 'Your name', 'Phone number'].map((label) => page.getByLabel(label).inputValue()),
  )

test('an empty field says what is missing, in both languages', async () => {
  const page = await openForm('en')
  await page.getByRole('button', { name: 'Ask to join' }).click()
  for (const words of [
    'Enter the email of the ISO.',
    'Write your name as your ISO knows it.',
    'Write your phone number.',
  ]) {
    await page.getByText(words).waitFor()
  }
  await picture(page, 'join-form-empty-en')
  const chinese = await openForm('zh-CN')
  await chinese.getByRole('button', { name: '申请加入' }).click()
  for (const words of ['请填写 ISO 的邮箱。', '请填写您的手机号。']) {
    await chinese.getByText(words).waitFor()
  }
  await picture(chinese, 'join-form-empty-zh')
})

test('a QR code that leads nowhere says so and has a way on', async () => {
  const aroon = await openDevice(world, 'aroon', '/join/nowhere-at-all')
  await aroon.getByText('This QR code is not valid').waitFor()
  await picture(aroon, 'join-code-unknown')
  await aroon.getByRole('link', { name: 'Open Partner Workspace' }).click()
  await aroon.getByRole('button', { name: 'Scan QR code' }).waitFor()
})

test('a wrong email is told at its field; Review my details keeps everything, and is the same request', async () => {
  const page = await openForm('en')
  const given = ['olivia@harborpay.example', 'Jun Park', '+65 8123 0055']
  await page.getByLabel('ISO email').fill(given[0]!)
  await page.getByLabel('Your name').fill(given[1]!)
  await page.getByLabel('Phone number').fill(given[2]!)
  await page.getByRole('button', { name: 'Ask to join' }).click()
  await page.getByText('This is not the email of Harbour Pay.').waitFor()
  await picture(page, 'join-form-wrong-email-en')
  expect(await typed(page)).toEqual(given)
  await page.reload()
  await page.getByRole('button', { name: 'Ask to join' }).waitFor()
  expect(await typed(page)).toEqual(given)

  await page.getByLabel('ISO email').fill('olivia@harbourpay.example')
  const ids: string[] = []
  page.on('request', (request) => {
    if (request.method() === 'POST' && request.url().endsWith('/requests')) {
      ids.push(request.postDataJSON().id)
    }
  })
  await page.getByRole('button', { name: 'Ask to join' }).click()
  await page.getByRole('button', { name: 'Review my details' }).click()
  expect(await typed(page)).toEqual(['olivia@harbourpay.example', ...given.slice(1)])
  await picture(page, 'join-form-check-details-en')
  await page.getByRole('button', { name: 'Ask to join' }).click()
  await page.getByRole('heading', { name: 'Your request is with the ISO' }).waitFor()
  await picture(page, 'join-form-requested-en')
  expect(ids).toEqual([ids[0], ids[0]])
})

test('in Chinese it is told just so', async () => {
  const page = await openForm('zh-CN')
  await page.getByLabel('ISO 的邮箱').fill('nobody@else.example')
  await page.getByLabel('您的姓名').fill('陈美')
  await page.getByLabel('手机号').fill('+65 8123 0056')
  await page.getByRole('button', { name: '申请加入' }).click()
  await page.getByText('这不是 Harbour Pay 的邮箱。').waitFor()
  await picture(page, 'join-form-wrong-email-zh')
  await page.getByLabel('ISO 的邮箱').fill('olivia@harbourpay.example')
  await page.getByRole('button', { name: '申请加入' }).click()
  await page.getByRole('heading', { name: 'ISO 正在审核您的申请' }).waitFor()
  await picture(page, 'join-form-requested-zh')
})
