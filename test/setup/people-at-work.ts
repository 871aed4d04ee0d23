/** Opens people's devices in the real Chromium, and fails a test in which a page erred. */
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Browser, BrowserContext, FrameLocator, Locator, Page, Request } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect } from 'vitest'
import { demoPeople } from '../../scripts/demo/people.ts'
import { openBrowser } from './open-browser.ts'
import type { World } from './world.ts'

/** Set to a folder, it receives pictures of what people saw. */
const pictures = process.env['SCREENSHOTS']

/** As wide and high as the screens of issue and design are made for. */
export const sizes = {
  phone: { width: 360, height: 740 },
  tablet: { width: 768, height: 1024 },
  desktop: { width: 1280, height: 800 },
  /** So wide that a console beside a phone is not drawn smaller. */
  stage: { width: 1800, height: 1000 },
}

let browser: Browser
const open = new Set<BrowserContext>()
const troubles: string[] = []
/** The service is meant to be away: its failing answers are no troubles. */
let outage = false
/** What was asked while it was away may be answered when it is back. */
const askedDuringOutage = new WeakSet<Request>()

beforeAll(async () => {
  browser = await openBrowser()
})

afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await showWhatWasSeen(task.name)
  await Promise.all([...open].map((context) => context.close()))
  open.clear()
  expect(troubles.splice(0)).toEqual([])
})

afterAll(() => browser.close())

/** Everything that no page should do; what the service refuses is for the screens to say. */
function watch(page: Page): void {
  const note = (words: string) => troubles.push(`${page.url()}: ${words}`)
  page.on('pageerror', (error) => note(error.stack ?? error.message))
  page.on('crash', () => note('the page crashed'))
  page.on('console', (message) => {
    // the browser's own word on answers and lost connections: looked at below, where the status is known
    if (message.text().startsWith('Failed to load resource')) return
    if (message.type() === 'error') note(message.text())
  })
  page.on('request', (request) => {
    if (outage) askedDuringOutage.add(request)
  })
  page.on('response', (answer) => {
    if (askedDuringOutage.has(answer.request())) return
    const isRefusal = new URL(answer.url()).pathname.startsWith('/api/') && answer.status() < 500
    if (answer.status() >= 400 && !isRefusal && !outage)
      note(`${answer.status()} from ${answer.url()}`)
  })
}

const noto = join(
  import.meta.dirname,
  '../../node_modules/@fontsource/noto-sans-sc/files/noto-sans-sc-chinese-simplified-400-normal.woff2',
)

const withNoto = new WeakSet<Page>()

/** Chromium comes without Chinese glyphs, and boxes in their place are narrower. */
export async function loadChineseFont(page: Page): Promise<void> {
  const address = '/noto-sans-sc.woff2'
  if (!withNoto.has(page)) {
    await page.route(`**${address}`, (route) => route.fulfill({ path: noto }))
    withNoto.add(page)
  }
  await page.evaluate(async (url) => {
    document.fonts.add(await new FontFace('Noto Sans SC', `url(${url})`).load())
  }, address)
}

/** While `work` runs, pages may find that the service does not answer. */
export async function duringOutage(work: () => Promise<void>): Promise<void> {
  outage = true
  try {
    await work()
  } finally {
    outage = false
  }
}

/** Takes a picture for people to look at; only when asked for. */
export async function picture(page: Page, name: string): Promise<void> {
  if (!pictures) return
  await mkdir(pictures, { recursive: true })
  await page.screenshot({ path: join(pictures, `${name}.png`) })
}

export const isFocused = (place: Locator) => place.evaluate((one) => one === document.activeElement)

/** A failure elsewhere, where no pictures are taken, must tell what was on the screens. */
async function showWhatWasSeen(test: string): Promise<void> {
  const pages = [...open].flatMap((context) => context.pages())
  for (const [number, page] of pages.entries()) {
    await picture(page, `failed ${test.replaceAll(/\W+/g, ' ')} ${number + 1}`)
    // what is in its frames first: a long report is cut at its beginning
    for (const frame of page.frames().toReversed()) {
      const words = await frame.locator('body').ariaSnapshot()
      console.error(`On screen ${number + 1}, ${frame.url()}:\n${words}`)
    }
  }
}

interface Look {
  size?: { width: number; height: number }
  /** A phone's own ways: touch, and a page that is never wider than it says. */
  touch?: boolean
  /** Runs in the page before its own scripts. */
  before?: string
}

export async function openPage(url: string, { size = sizes.desktop, touch = false, before }: Look) {
  const context = await browser.newContext({
    viewport: size,
    hasTouch: touch,
    isMobile: touch,
    reducedMotion: 'reduce',
  })
  open.add(context)
  context.setDefaultTimeout(30_000)
  if (before) await context.addInitScript(before)
  const page = await context.newPage()
  watch(page)
  await page.goto(url)
  return page
}

/**
 * A second tab beside an open page, with the same storage and session.
 * @param before runs in it before its own scripts
 */
export async function openTab(beside: Page, path?: string, before?: string): Promise<Page> {
  const page = await beside.context().newPage()
  if (before) await page.addInitScript(before)
  watch(page)
  await page.goto(new URL(path ?? '', beside.url()).href)
  return page
}

/** The page of phones. */
export function openStage(world: World, hash = ''): Promise<Page> {
  return openPage(world.page + hash, { size: sizes.stage })
}

/** A page of the service on a person's own device; by default the one that the app's icon opens. */
export function openDevice(
  world: World,
  id: string,
  path?: string,
  look: Look = {},
): Promise<Page> {
  const isPhone = demoPeople.find((person) => person.id === id)?.device === 'phone'
  const home = isPhone ? '/?corpid=dingalipaypartners' : '/console'
  const size = isPhone ? sizes.phone : sizes.desktop
  return openPage(world.onDevice(id, path ?? home), { size, touch: isPhone, ...look })
}

/** A page of the service in a browser of its own, outside DingTalk and its devices. */
export function openPlain(world: World, path: string, look: Look = {}): Promise<Page> {
  return openPage(world.publicUrl + path, look)
}

function demoSignIn(id: string): { email: string; password: string } {
  const { email, password } = demoPeople.find((person) => person.id === id) ?? {}
  if (!email || !password) throw new Error(`${id} has no console account`)
  return { email, password }
}

/** Signs an operator in to the console, on their own device or on the page of phones. */
export async function signIn(page: Page | FrameLocator, id: string): Promise<void> {
  const { email, password } = demoSignIn(id)
  await page.getByLabel('Email').fill(email)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
}

/** For a journey that begins later: the operator's desktop is signed in already. */
export async function haveSignedIn(world: World, id: string): Promise<void> {
  const answer = await fetch(world.onDevice(id, '/api/v1/sessions/operator'), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(demoSignIn(id)),
  })
  if (!answer.ok) throw new Error(`${id} could not sign in: ${answer.status}`)
}

/** The session on a person's device ends, as it does when its time is up. */
export async function endSession(
  world: World,
  id: string,
  kind: 'staff' | 'operator',
): Promise<void> {
  const answer = await fetch(world.onDevice(id, '/api/v1/sessions/sign-out'), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ kind }),
  })
  if (!answer.ok) throw new Error(`the session did not end: ${answer.status}`)
}

/** Goes past the question for the language, which the app asks on its first day, to what is wanted. */
export async function passLanguage(app: Page | FrameLocator, wanted: Locator): Promise<void> {
  const question = app.getByRole('heading', { name: 'Which language do you work in?' })
  await question.or(wanted).waitFor()
  // by key: a tap at the same place right after a tap would count as the second of two
  if (await question.isVisible()) await app.getByRole('button', { name: 'Continue' }).press('Enter')
  await wanted.waitFor()
}

/** The reviewer looks: the first photo of this item is there in full. */
export function lookAtPhoto(desk: Page, item: string): Promise<void> {
  return desk
    .getByRole('group', { name: 'Photos' })
    .getByRole('button', { name: `${item}, photo 1`, exact: true })
    .waitFor()
}

/** Takes a photo; the simulated camera asks what it sees. */
export async function photograph(app: Page | FrameLocator, what: string): Promise<void> {
  await app.getByText('Take photo', { exact: true }).click()
  await app.getByRole('dialog').getByRole('button', { name: what }).click()
}
