/** `npm run bench:shifts`: how much the home of a staff member moves while a slow phone opens it for the first time. */
import { chromium, type Browser } from 'playwright-core'
import { chromiumArguments, findChromium } from '../chromium.ts'
import { readCommandLine, wholeNumber } from '../command-line.ts'
import { demoPeople } from '../demo/people.ts'
import { emulateSlowPhone, noteShifts, shiftsOf, totalOf } from './layout-shifts.ts'

/** The most that a page may move. */
const goal = 0.02
/** Milliseconds after the last answer in which something might still move. */
const rest = 3_000

const mei = 3100 + 1 + demoPeople.findIndex(({ id }) => id === 'mei')
const meisPhone = `http://localhost:${mei}/?corpid=dingalipaypartners`

const help = `Usage: npm run bench:shifts -- [--url <address>] [--times <number>]

How much the home of a staff member moves while a slow phone (4× CPU, 1.6 Mbit/s, 150 ms) opens it for the first time.
It needs a running "npm start".

  --url <address>   another phone than Mei's (${meisPhone})
  --times <number>  how often to look; 3 when not given
  -h, --help        prints this

It ends with 0 when the page keeps to the goal of ${goal}, 1 when not, and 2 for a wrong command line.
`

const values = readCommandLine(help, {
  url: { type: 'string', default: meisPhone },
  times: { type: 'string', default: '3' },
})
const times = wholeNumber('times', values.times, [1, 100])

/** Opens the page as a phone does that has never seen it. @returns by how much it moved */
async function look(browser: Browser): Promise<number> {
  const context = await browser.newContext({
    viewport: { width: 360, height: 740 },
    hasTouch: true,
    isMobile: true,
  })
  const page = await context.newPage()
  await noteShifts(page)
  await emulateSlowPhone(page)
  await page.goto(values.url)
  const home = page.getByRole('heading', { name: 'Products' })
  const language = page.getByRole('button', { name: 'Continue' })
  await home.or(language).waitFor()
  if (await language.isVisible()) {
    // only once in the life of a person
    await language.click()
    await context.close()
    return look(browser)
  }
  await page.waitForTimeout(rest)
  const shifts = await shiftsOf(page)
  for (const { value, at, moved } of shifts) {
    console.log(`  ${value.toFixed(4)} after ${at} ms: ${moved.join('; ')}`)
  }
  await context.close()
  return totalOf(shifts)
}

const { path, env } = await findChromium(console.log)
const browser = await chromium.launch({
  executablePath: path,
  args: chromiumArguments,
  env: { ...process.env, ...env } as Record<string, string>,
})
try {
  for (let time = 0; time < times; time++) {
    const total = await look(browser)
    console.log(`layout shift  ${total.toFixed(4)} (goal ${goal})`)
    if (total > goal) process.exitCode = 1
  }
} finally {
  await browser.close()
}
