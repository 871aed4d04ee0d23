/** Every main screen as people with other eyes, other screens and another language find it. */
import { AxeBuilder } from '@axe-core/playwright'
import type { Locator, Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { loadTexts, type Part } from '../../miniapp/text/catalogues.ts'
import { StaffMembers } from '../../service/staff/model.ts'
import { TestAccounts } from '../../service/test-accounts/model.ts'
import {
  endSession,
  haveSignedIn,
  loadChineseFont,
  openDevice,
  openPlain,
  passLanguage,
  picture,
  sizes,
} from '../setup/people-at-work.ts'
import { demoWorld } from '../setup/world.ts'

const world = demoWorld()

/** What is wrong with the screen for people who use it otherwise than by looking at it. */
async function barriers(page: Page, dark = false): Promise<string[]> {
  const axe = new AxeBuilder({ page }).setLegacyMode()
  const { violations } = await (dark ? axe.withRules('color-contrast') : axe).analyze()
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id} at ${target.join(' ')}: ${failureSummary}`),
    )
}

/** Widths at which the page can be pushed sideways. */
async function tooWideAt(page: Page): Promise<number[]> {
  const size = page.viewportSize() ?? sizes.phone
  const found: number[] = []
  for (const { width, height } of [sizes.phone, sizes.tablet, sizes.desktop]) {
    await page.setViewportSize({ width, height })
    const excess = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    )
    if (excess > 0) found.push(width)
  }
  await page.setViewportSize(size)
  return found
}

/** Every word on the screen that stands in the English catalogue and is another one in Chinese. */
async function leftInEnglish(page: Page, part: Part): Promise<string[]> {
  const [english, chinese] = await Promise.all([loadTexts('en', part), loadTexts('zh-CN', part)])
  const words = new Set(
    Object.entries(english)
      // the poster is in both languages
      .filter(([key, text]) => text !== chinese[key] && !key.startsWith('poster.'))
      .map(([, text]) => text),
  )
  const shown = await page.locator('body').evaluate((body) => {
    const texts: string[] = []
    const walker = document.createTreeWalker(body, NodeFilter.SHOW_TEXT)
    while (walker.nextNode()) texts.push(walker.currentNode.textContent?.trim() ?? '')
    for (const element of body.querySelectorAll('[aria-label], [placeholder], [title], [alt]')) {
      for (const name of ['aria-label', 'placeholder', 'title', 'alt']) {
        texts.push(element.getAttribute(name)?.trim() ?? '')
      }
    }
    return texts
  })
  return [...new Set(shown)].filter((text) => words.has(text))
}

/** Nothing moves any more. */
async function settle(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await new Promise((next) => requestAnimationFrame(() => requestAnimationFrame(next)))
    const moving = document.getAnimations().filter((animation) => {
      const { iterations } = animation.effect?.getComputedTiming() ?? {}
      return iterations !== Infinity
    })
    await Promise.allSettled(moving.map(({ finished }) => finished))
  })
}

/** Words become as long as German ones would be: a third longer. @returns how they become what they were */
async function lengthenWords(page: Page): Promise<() => Promise<void>> {
  const undo = await page.locator('body').evaluateHandle((body) => {
    const longer = (text: string) =>
      text.replaceAll(/\p{L}{2,}/gu, (word) => word + 'ungen'.slice(0, Math.ceil(word.length / 3)))
    const walker = document.createTreeWalker(body, NodeFilter.SHOW_TEXT)
    const before = new Map<Node, string>()
    while (walker.nextNode()) {
      const { nodeValue, parentElement } = walker.currentNode
      if (!nodeValue || parentElement?.closest('script, style')) continue
      before.set(walker.currentNode, nodeValue)
      walker.currentNode.nodeValue = longer(nodeValue)
    }
    return () => {
      for (const [node, words] of before) node.nodeValue = words
    }
  })
  return () => undo.evaluate((putBack) => putBack())
}

/** Buttons and the like whose words do not fit in them. */
function cutOff(page: Page): Promise<string[]> {
  return page.locator('body').evaluate((body) =>
    [...body.querySelectorAll('button, a, label, h1, h2, h3, [role=tab], [role=status]')]
      .filter((element) => {
        const { overflowX, textOverflow } = getComputedStyle(element)
        const says = overflowX === 'hidden' && textOverflow !== 'ellipsis'
        // words for screen readers only take one pixel
        const seen = element.clientWidth > 1
        return says && seen && element.scrollWidth > element.clientWidth + 1
      })
      .map((element) => element.textContent?.trim() ?? ''),
  )
}

async function inspectWithLongWords(page: Page, name: string): Promise<void> {
  const putBack = await lengthenWords(page)
  await picture(page, `screen ${name} long`)
  expect.soft(await cutOff(page), `${name} with long words, cut off`).toEqual([])
  expect.soft(await tooWideAt(page), `${name} with long words, too wide at`).toEqual([])
  await putBack()
}

async function inspect(page: Page, name: string): Promise<void> {
  await settle(page)
  expect.soft(await barriers(page), `${name}, light`).toEqual([])
  await picture(page, `screen ${name}`)
  await page.emulateMedia({ colorScheme: 'dark' })
  await settle(page)
  expect.soft(await barriers(page, true), `${name}, dark`).toEqual([])
  await picture(page, `screen ${name} dark`)
  await page.emulateMedia({ colorScheme: 'light' })
  expect.soft(await tooWideAt(page), `${name}, too wide at`).toEqual([])
  await inspectWithLongWords(page, name)
}

async function inspectInChinese(page: Page, part: Part, name: string): Promise<void> {
  await loadChineseFont(page)
  await picture(page, `screen ${name} chinese`)
  expect.soft(await leftInEnglish(page, part), `${name}, left in English`).toEqual([])
  expect.soft(await tooWideAt(page), `${name} in Chinese, too wide at`).toEqual([])
}

/** An address, and something that is there once the screen is. */
interface Screen {
  name: string
  path: string
  there: (page: Page) => Locator
}

const words = (text: string) => (page: Page) => page.getByText(text).first()
const progress = (page: Page) => page.getByRole('progressbar')
const toggle = (page: Page) => page.getByRole('switch').first()
const choice = (page: Page) => page.getByRole('combobox').first()
const table = (page: Page) => page.getByRole('row').nth(1)

async function walk(
  page: Page,
  person: string,
  screens: Screen[],
  look: (name: string) => Promise<void>,
): Promise<void> {
  for (const { name, path, there } of screens) {
    await page.goto(world.onDevice(person, path))
    await there(page).waitFor()
    await look(name)
  }
}

/** Mei opens changes to what was rejected: a visit with something in every step. */
async function workspaceScreens(mei: Page): Promise<Screen[]> {
  await mei.goto(world.onDevice('mei', '/work/results?status=rejected'))
  await mei.getByRole('link', { name: /Golden Crust Bakery/ }).click()
  await mei.getByRole('button', { name: 'Modify' }).waitFor()
  const result = new URL(mei.url()).pathname
  await mei.getByRole('button', { name: 'Modify' }).click()
  await mei.getByRole('button', { name: 'Done' }).waitFor()
  const spot = new URL(mei.url()).pathname
  const visit = spot.split('/').slice(0, 4).join('/')
  return [
    { name: 'work', path: '/', there: words('Jade Garden Tea House') },
    { name: 'results', path: '/work/results', there: words('Golden Crust Bakery') },
    { name: 'result', path: result, there: words('Golden Crust Bakery') },
    { name: 'outbox', path: '/work/outbox', there: (page) => page.getByRole('heading').nth(1) },
    { name: 'me', path: '/work/me', there: words('Mei Chen') },
    { name: 'my-messages', path: '/work/me/messages', there: toggle },
    {
      name: 'payment-verification',
      path: '/work/payment-verification',
      there: (page) => page.getByRole('heading', { level: 2 }).nth(1),
    },
    { name: 'spot', path: spot, there: progress },
    ...['store', 'address', 'storefront', 'spots', 'supplement', 'check'].map((step) => ({
      name: step,
      path: `${visit}/${step}`,
      there: progress,
    })),
  ]
}

const isoScreens: Screen[] = [
  { name: 'dashboard', path: '/console', there: words('Nok Phromma') },
  { name: 'staff', path: '/console/staff', there: table },
  {
    name: 'add-staff',
    path: '/console/staff?add=1',
    there: (page) => page.getByRole('dialog'),
  },
  { name: 'requests', path: '/console/staff/requests', there: words('Malee Suk') },
  {
    name: 'add-many',
    path: '/console/staff/add-many',
    there: (page) => page.getByRole('link', { name: 'XLSX' }),
  },
  { name: 'join-code', path: '/console/join-code', there: (page) => page.getByRole('img') },
  { name: 'messages', path: '/console/messages', there: choice },
  { name: 'settings', path: '/console/settings', there: choice },
  { name: 'preferences', path: '/console/preferences', there: toggle },
  {
    name: 'account',
    path: '/console/account',
    there: (page) => page.locator('section li').first(),
  },
  { name: 'missing', path: '/console/nowhere', there: words('Nok Phromma') },
]

/** Olivia lends Mei an account. */
async function lendToMei(): Promise<void> {
  await haveSignedIn(world, 'olivia')
  const mei = await StaffMembers.findOne({ name: 'Mei Chen' }).orFail().lean()
  const { iso } = mei
  const free = await TestAccounts.findOne({ iso, status: 'available', seen: false }).orFail().lean()
  const address = world.onDevice('olivia', `/api/v1/staff/${mei._id}/test-account`)
  const answer = await fetch(address, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ account: free._id }),
  })
  expect(answer.status).toBe(200)
}

async function platformScreens(ravi: Page): Promise<Screen[]> {
  await ravi.goto(world.onDevice('ravi', '/console/reviews'))
  await ravi.getByRole('link', { name: /^Lucky Seven/ }).click()
  await ravi.waitForURL(/reviews\/./)
  const review = new URL(ravi.url()).pathname
  return [
    { name: 'queue', path: '/console/reviews', there: table },
    { name: 'decided', path: '/console/reviews/decided', there: table },
    {
      name: 'test-accounts',
      path: '/console/test-accounts',
      there: words('harbour.tester1@alipay.example'),
    },
    {
      name: 'failed-deliveries',
      path: '/console/failed-deliveries',
      there: words('Ravi Menon'),
    },
    { name: 'desk', path: review, there: words('Lucky Seven Mini-market') },
  ]
}

test('the workspace is for every eye and every width', { timeout: 180_000 }, async () => {
  const mei = await openDevice(world, 'mei', undefined, { touch: false })
  await mei.getByRole('heading', { name: 'Which language do you work in?' }).waitFor()
  await inspect(mei, 'language')
  await passLanguage(mei, mei.getByRole('heading', { name: 'Products' }))
  await walk(mei, 'mei', await workspaceScreens(mei), (name) => inspect(mei, name))

  await lendToMei()
  await mei.goto(world.onDevice('mei', '/work/payment-verification'))
  await mei.getByRole('button', { name: 'Show passwords' }).waitFor()
  await inspect(mei, 'test-account-masked')
  await mei.getByRole('button', { name: 'Show passwords' }).click()
  await mei.getByRole('timer').waitFor()
  await inspect(mei, 'test-account-shown')

  const aroon = await openDevice(world, 'aroon', undefined, { touch: false })
  await aroon.getByRole('heading', { name: 'Join your ISO first' }).waitFor()
  await inspect(aroon, 'standing')
  const codes = (await world.phones.send('GET', '/tray/codes')) as { text: string }[]
  const { pathname } = new URL(codes[0]?.text ?? '')
  await aroon.goto(world.onDevice('aroon', pathname))
  await aroon.getByRole('button', { name: 'Ask to join' }).click()
  await aroon.getByRole('alert').first().waitFor()
  await inspect(aroon, 'join')
})

test('the console is for every eye and every width', { timeout: 180_000 }, async () => {
  const nok = await openDevice(world, 'nok')
  await nok.getByRole('button', { name: 'Sign in', exact: true }).click()
  await nok.getByRole('alert').first().waitFor()
  await inspect(nok, 'sign-in')
  await haveSignedIn(world, 'nok')
  await walk(nok, 'nok', isoScreens, (name) => inspect(nok, name))
  await nok.goto(world.onDevice('nok', '/console/staff'))
  await nok.getByRole('link', { name: 'Somchai Dee' }).click()
  await nok.getByRole('complementary', { name: 'Somchai Dee' }).waitFor()
  await inspect(nok, 'staff-panel')
  await nok.getByRole('button', { name: 'Add Alipay Test Account' }).click()
  await nok.getByRole('dialog').waitFor()
  await inspect(nok, 'lend-account')
  await nok.goto(world.onDevice('nok', '/console/staff?sort=name'))
  await nok.getByRole('checkbox', { name: 'Select Malee Suk' }).check()
  await nok.getByRole('region', { name: 'Selected people' }).waitFor()
  await inspect(nok, 'staff-ticked')
  await nok.getByRole('button', { name: 'Reject 1' }).click()
  await nok.getByRole('dialog', { name: 'Reject 1 request?' }).waitFor()
  await inspect(nok, 'staff-reject-many')

  await haveSignedIn(world, 'ravi')
  const ravi = await openDevice(world, 'ravi')
  await walk(ravi, 'ravi', await platformScreens(ravi), (name) => inspect(ravi, name))
  await ravi.keyboard.press('?')
  await ravi.getByRole('dialog', { name: 'Keys' }).waitFor()
  await inspect(ravi, 'keys')
  await ravi.goto(world.onDevice('ravi', '/console/test-accounts'))
  await ravi.getByRole('button', { name: 'Add accounts' }).click()
  await ravi.getByRole('dialog').waitFor()
  await inspect(ravi, 'add-test-accounts')
})

test('signing in with DingTalk is for every eye and every width, in both languages', async () => {
  await endSession(world, 'nok', 'operator')
  const nok = await openDevice(world, 'nok')
  await nok.getByRole('button', { name: 'Sign in with DingTalk' }).click()
  await nok.getByRole('button', { name: 'Send code' }).click()
  await nok.getByRole('alert').waitFor()
  await inspect(nok, 'link')
  await nok.getByLabel('E-mail').fill('nobody@lotusmerchant.example')
  await nok.getByRole('button', { name: 'Send code' }).click()
  await nok.getByLabel('Code from the mail').fill('123456')
  await nok.getByRole('button', { name: 'Link and sign in' }).click()
  await nok.getByRole('alert').waitFor()
  await inspect(nok, 'link-code')
  await nok.getByRole('button', { name: '简体中文' }).click()
  await nok.getByRole('button', { name: '关联并登录' }).waitFor()
  await inspectInChinese(nok, 'console', 'link-code')
  await nok.getByRole('button', { name: '换一个邮箱' }).click()
  await inspectInChinese(nok, 'console', 'link')
  await nok.getByRole('button', { name: '改用密码' }).click()
  await inspectInChinese(nok, 'console', 'sign-in')

  const outside = await openPlain(world, '/console/dingtalk?error=access_denied&state=any')
  await outside.getByRole('heading', { name: 'You did not sign in' }).waitFor()
  await inspect(outside, 'not-signed-in')
  await outside.getByRole('button', { name: 'Go to the sign-in page' }).click()
  await outside.getByRole('button', { name: 'Sign in with DingTalk' }).click()
  await outside.getByRole('button', { name: 'Agree' }).waitFor()
  await inspect(outside, 'dingtalk-page')
})

test('in Chinese nothing is left in English in the workspace', { timeout: 180_000 }, async () => {
  const mei = await openDevice(world, 'mei', undefined, { touch: false })
  await passLanguage(mei, mei.getByRole('heading', { name: 'Products' }))
  const screens = await workspaceScreens(mei)
  await mei.goto(world.onDevice('mei', '/'))
  await mei.getByRole('button', { name: 'Language' }).click()
  await mei.getByRole('dialog').getByText('简体中文').click()
  await mei.getByRole('link', { name: '工作' }).waitFor()
  await walk(mei, 'mei', screens, (name) => inspectInChinese(mei, 'workspace', name))
  await mei.goto(world.onDevice('mei', '/work/payment-verification'))
  await mei.getByRole('button', { name: '显示密码' }).click()
  await mei.getByRole('timer').waitFor()
  await inspectInChinese(mei, 'workspace', 'test-account-shown')
})

test('in Chinese nothing is left in English in the console', { timeout: 180_000 }, async () => {
  for (const [id, name, screens] of [
    ['nok', 'Nok Phromma', () => isoScreens],
    ['ravi', 'Ravi Menon', platformScreens],
  ] as const) {
    await haveSignedIn(world, id)
    const page = await openDevice(world, id)
    await page.getByRole('button', { name: new RegExp(`^${name}`) }).click()
    await page.getByRole('menuitem', { name: '简体中文' }).click()
    await page.locator('html[lang=zh-CN]').waitFor()
    await walk(page, id, await screens(page), (screen) => inspectInChinese(page, 'console', screen))
    if (id !== 'nok') continue
    await page.goto(world.onDevice(id, '/console/staff'))
    await page.getByRole('link', { name: 'Somchai Dee' }).click()
    await page.getByRole('button', { name: '添加支付宝测试账号' }).click()
    await page.getByRole('dialog').waitFor()
    await inspectInChinese(page, 'console', 'lend-account')
  }
})
