/** Every main screen in the oldest engines that the mini-app is for, as far as scripts can see them. */
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { olderEngine, type Engine } from '../../setup/older-engines.ts'
import { minimumVersions } from '../../../scripts/engines/minimum-versions.ts'
import { haveSignedIn, openDevice, passLanguage, picture } from '../../setup/people-at-work.ts'
import { demoWorld } from '../../setup/world.ts'
import {
  isoScreens,
  lendToMei,
  platformScreens,
  walk,
  workspaceScreens,
} from '../screens/screens.ts'
import { missingInStyles } from './features.ts'

const world = demoWorld()

const engines: Engine[] = ['chrome 87', 'safari 14']

/** An error that a page notices fails the test by itself. */
async function isWhole(page: Page, name: string): Promise<void> {
  await picture(page, `engine ${name}`)
  const stopped = page.getByRole('heading', { name: 'This page stopped' })
  expect.soft(await stopped.count(), name).toBe(0)
}

test.each(engines)('every screen of the workspace works in %s', async (engine) => {
  const before = olderEngine(engine)
  const mei = await openDevice(world, 'mei', undefined, { before })
  await passLanguage(mei, mei.getByRole('heading', { name: 'Products' }))
  const screens = await workspaceScreens(world, mei)
  await walk(world, mei, 'mei', screens, (name) => isWhole(mei, `${engine} ${name}`))
  if (engine === engines[0]) await lendToMei(world)
  await mei.goto(world.onDevice('mei', '/work/payment-verification'))
  await mei.getByRole('button', { name: 'Show passwords' }).click()
  await mei.getByRole('timer').waitFor()
  await isWhole(mei, `${engine} test account`)

  const aroon = await openDevice(world, 'aroon', undefined, { before })
  await aroon.getByRole('heading', { name: 'Join your ISO first' }).waitFor()
  const codes = (await world.phones.send('GET', '/tray/codes')) as { text: string }[]
  await aroon.goto(world.onDevice('aroon', new URL(codes[0]?.text ?? '').pathname))
  await aroon.getByRole('button', { name: 'Ask to join' }).click()
  await aroon.getByRole('alert').first().waitFor()
  await isWhole(aroon, `${engine} join`)
})

/** antd writes its styles while it runs, so no built file has them. */
async function notFitting(page: Page): Promise<string[]> {
  const written = await page.locator('style').allTextContents()
  return written.flatMap((text) => missingInStyles(text, minimumVersions.console)).filter(isSeen)
}

/** Without these a control only looks a little different: its corners, its ring, the cross that empties a field. */
const looks =
  /^(backdrop-filter|cursor|user-select|text-wrap|scrollbar|resize|outline|:focus-visible|appearance|border-(start|end)-(start|end)-radius)/
/** Rings of fields, corners of options that were chosen one below the other, and the second of two hints. */
const looksOfParts = /^:has in \S+\.ant-(select|input-borderless|checkbox|tooltip)/

const isSeen = (finding: string) => !looks.test(finding) && !looksOfParts.test(finding)

test.each(engines)(
  'every screen of the console works with what scripts of %s have',
  async (engine) => {
    const before = olderEngine(engine)
    for (const [id, screens] of [
      ['nok', () => isoScreens],
      ['ravi', (page: Page) => platformScreens(world, page)],
    ] as const) {
      await haveSignedIn(world, id)
      const page = await openDevice(world, id, undefined, { before })
      await walk(world, page, id, await screens(page), async (name) => {
        await isWhole(page, `${engine} ${name}`)
        expect.soft([...new Set(await notFitting(page))], name).toEqual([])
      })
    }
  },
)
