/** The ISO's QR code on paper, as a picture, and replaced. */
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import sharp, { type Sharp } from 'sharp'
import { expect, test } from 'vitest'
import { haveSignedIn, loadChineseFont, openDevice, picture } from '../setup/people-at-work.ts'
import { demoWorld } from '../setup/world.ts'

const world = demoWorld()

test('Olivia prints the poster: one sheet with the code, the steps in two languages and nothing else', async () => {
  await haveSignedIn(world, 'olivia')
  const page = await openDevice(world, 'olivia', '/console/join-code')
  const poster = page.getByRole('article', { name: 'Poster to print' })
  await poster.waitFor()
  await loadChineseFont(page)
  await picture(page, 'join-code')
  await page.emulateMedia({ media: 'print' })
  // A4 without its margins, at 96 dots an inch
  await page.setViewportSize({ width: 703, height: 1032 })
  await picture(page, 'join-code printed')
  const code = await poster.getByRole('img').boundingBox()
  expect(code?.width).toBeGreaterThan((120 / 25.4) * 96)
  expect(await poster.locator('dd').textContent()).toContain('@')
  expect(await page.getByRole('navigation').filter({ visible: true }).count()).toBe(0)
  expect(await page.getByRole('button').filter({ visible: true }).count()).toBe(0)
  const sheets = await page.pdf({ preferCSSPageSize: true, printBackground: true })
  const folder = process.env['SCREENSHOTS']
  if (folder) await writeFile(join(folder, 'join-code.pdf'), sheets)
  expect(sheets.toString('latin1').match(/\/Type\s*\/Page\b/g)).toHaveLength(1)
})

test('Olivia takes the code away as a picture', async () => {
  await haveSignedIn(world, 'olivia')
  const page = await openDevice(world, 'olivia', '/console/join-code')
  const take = async (ending: string) => {
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: ending }).click(),
    ])
    expect(download.suggestedFilename()).toMatch(/^QR code of Harbour Pay\.(png|svg)$/)
    return sharp(await readFile(await download.path()))
  }
  const png = await take('PNG')
  const { width = 0, height } = await png.metadata()
  expect([width, height]).toEqual([height, width])
  expect(width).toBeGreaterThan(1000)
  // both show the same cells, dark or light
  const cells = width / 32
  const look = async (one: Sharp): Promise<boolean[]> => {
    const size = { width: cells, height: cells, kernel: 'nearest' } as const
    const values = await one.flatten().greyscale().resize(size).raw().toBuffer()
    return [...values].map((value) => value < 128)
  }
  const dark = await look(png)
  expect(dark.filter(Boolean).length).toBeGreaterThan(300)
  expect(await look(await take('SVG'))).toEqual(dark)
})

test('Olivia replaces the code: the old one says so, the page says when and who did it', async () => {
  await haveSignedIn(world, 'olivia')
  const page = await openDevice(world, 'olivia', '/console/join-code')
  await page.getByText('It has never been replaced.').waitFor()
  const before = await page.getByRole('img', { name: /^QR code to join/ }).innerHTML()
  const codes = (await world.phones.send('GET', '/tray/codes')) as { text: string }[]
  const old = codes.map(({ text }) => text).find((text) => text.includes('/join/')) ?? ''
  await page.getByRole('button', { name: 'Replace the QR code' }).click()
  const dialog = page.getByRole('dialog', { name: 'Replace the QR code?' })
  await dialog.getByText('Posters, images and links').waitFor()
  await picture(page, 'join-code replace')
  await dialog.getByRole('button', { name: 'Replace the QR code' }).click()
  await page.getByText(/^Last replaced .* by Olivia Tan\.$/).waitFor()
  const after = await page.getByRole('img', { name: /^QR code to join/ }).innerHTML()
  expect(after).not.toBe(before)
  await picture(page, 'join-code replaced')
  const aroon = await openDevice(world, 'aroon', new URL(old).pathname)
  await aroon.getByText('This QR code has been replaced').waitFor()
  await picture(aroon, 'join-code old')
})
