/** The example domain (test/structure/example-domain) on the console: its list and its panel, made from the kit. */
import { randomUUIDv7 } from 'node:crypto'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { beforeAll, test } from 'vitest'
import { build, type Rolldown } from 'vite'
import { openPlain, picture } from '../setup/people-at-work.ts'
import { buildOperator, buildStaff, type TestOperator } from '../setup/people.ts'
import { withBadges } from '../setup/with-badges.ts'
import { emptyWorld } from '../setup/world.ts'
import { orderBadge } from '../structure/example-domain/contract.ts'

const world = emptyWorld(withBadges)
let files: Record<string, { contentType: string; body: string }>

beforeAll(async () => {
  const built = await build({
    configFile: false,
    logLevel: 'error',
    // not the development build that tests would get: it writes warnings to the console
    oxc: { jsx: { runtime: 'automatic', development: false } },
    define: { 'process.env.NODE_ENV': '"production"' },
    build: {
      write: false,
      minify: false,
      lib: {
        entry: join(import.meta.dirname, '../setup/badges-console.tsx'),
        formats: ['iife'],
        name: 'badgesConsole',
        fileName: () => 'badges.js',
        cssFileName: 'badges',
      },
    },
  })
  const [{ output }] = built as [Rolldown.RolldownOutput]
  files = Object.fromEntries(
    output.map((file) =>
      file.type === 'chunk'
        ? [file.fileName, { contentType: 'text/javascript', body: file.code }]
        : [file.fileName, { contentType: 'text/css', body: String(file.source) }],
    ),
  )
})

const html = `<!doctype html><html lang="en"><head><meta charset="utf-8" /><title>Badges</title>
<link rel="stylesheet" href="/console/badges.css" /></head>
<body><div id="root"></div><script src="/console/badges.js"></script></body></html>`

/** The page of the example, at the address of the service, whose console does not have it. */
async function openBadges({ account, password }: TestOperator): Promise<Page> {
  const page = await openPlain(world, '/favicon.svg')
  await page.route('**/console/badges**', (route) => {
    const name = new URL(route.request().url()).pathname.split('/').pop() ?? ''
    return route.fulfill(files[name] ?? { contentType: 'text/html', body: html })
  })
  await page.goto(`${world.publicUrl}/console/badges`)
  await page.getByLabel('Email').fill(account.email)
  await page.getByLabel('Password', { exact: true }).fill(password)
  // what happens before the page listens is not told to it
  const listens = page.waitForResponse('**/api/v1/changes?*')
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await listens
  return page
}

test('a badge that is ordered appears on the open list; Send in its panel sends it', async () => {
  const admin = await buildOperator(world.publicUrl)
  const { member } = await buildStaff(world.publicUrl, admin.workspace._id)
  const page = await openBadges(admin)
  await page.getByText('No badges yet').waitFor()

  const body = { id: randomUUIDv7(), staff: member._id, number: 'B-1042' }
  await admin.call(orderBadge, { body })
  const row = page.getByRole('row', { name: 'B-1042' })
  await row.getByText('Ordered').waitFor()
  await row.getByRole('link', { name: 'B-1042' }).click()
  await page.waitForURL(`**/console/badges/${body.id}`)
  const panel = page.getByRole('complementary', { name: 'B-1042' })
  await panel.getByText('Ordered').waitFor()
  await picture(page, 'badges-ordered')
  await panel.getByRole('button', { name: 'Send' }).press('Enter')
  await panel.getByText('Sent').waitFor()
  await row.getByText('Sent').waitFor()
  await panel.getByRole('button', { name: 'Send' }).waitFor({ state: 'detached' })
  await picture(page, 'badges-sent')
})
