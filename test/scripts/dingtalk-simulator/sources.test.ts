/** `docs/simulator-sources.md` names the source of everything that the simulated DingTalk serves and says. */
import { glob, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { endpoints } from '../../../scripts/dingtalk-simulator/platform/endpoints.ts'

const root = join(import.meta.dirname, '../../..')
const platform = 'scripts/dingtalk-simulator/platform'

/** Sections that must be there; one that comes to them is held to the code as soon as it stands in the page. */
const sections = ['Old API', 'OAuth and JSAPI', 'Contacts of the new API']

/** Served beside the API: a page for people, not an endpoint, by both of its addresses. */
const pages = ['/oauth2/auth', '/oauth2/challenge.htm']

/** Where a path belongs. */
function sectionOf(path: string): string {
  if (path === '/get_jsapi_ticket' || path.startsWith('/v1.0/oauth2/')) return 'OAuth and JSAPI'
  if (path.startsWith('/v1.0/contact/')) return 'Contacts of the new API'
  if (path.startsWith('/v1.0/gateway/')) return 'Stream and events'
  return /^\/v\d/.test(path) ? 'New API' : 'Old API'
}

type Row = { path: string; cells: string[] }

/** The rows of each section, without the head of its table. */
async function readSections(): Promise<Map<string, Row[]>> {
  const text = await readFile(join(root, 'docs/simulator-sources.md'), 'utf8')
  const found = new Map<string, Row[]>()
  for (const part of text.split(/^## /m).slice(1)) {
    const [title = '', ...lines] = part.split('\n')
    const rows = lines
      .filter((line) => line.startsWith('|'))
      .slice(2)
      .map((line) =>
        line
          .split('|')
          .slice(1, -1)
          .map((cell) => cell.trim()),
      )
      .map((cells) => ({ path: /^`(\/.*)`$/.exec(cells[0] ?? '')?.[1] ?? '', cells }))
    found.set(title.trim(), rows)
  }
  return found
}

/** Every code that a file of the platform can answer, with the files that answer it. */
async function codesOf(files: string, pattern: RegExp): Promise<string[]> {
  const codes = new Set<string>()
  for await (const file of glob(`${platform}/${files}`, { cwd: root }))
    for (const [, code] of (await readFile(join(root, file), 'utf8')).matchAll(pattern))
      if (code) codes.add(code.replaceAll('_', ''))
  return [...codes]
}

test('every path that is served stands in its section, and no other does', async () => {
  const found = await readSections()
  expect([...found.keys()]).toEqual(expect.arrayContaining(sections))
  const served = new Set(endpoints.map(({ path }) => path))
  const missing = [...served].filter((path) => {
    const rows = found.get(sectionOf(path))
    return rows && !rows.some((row) => row.path === path)
  })
  expect(missing).toEqual([])
  const stale = sections
    .flatMap((section) => found.get(section) ?? [])
    .filter(({ path }) => path && !served.has(path) && !pages.includes(path))
  expect(stale.map(({ path }) => path)).toEqual([])
})

test('every row says what is answered, and where that is known from', async () => {
  const rows = [...(await readSections()).values()].flat()
  expect(rows.length).toBeGreaterThan(80)
  expect(rows.filter(({ cells }) => cells.length !== 4 || cells.includes(''))).toEqual([])
})

test('every code of the old API stands in its section', async () => {
  const thrown = await codesOf('*.ts', /new OldError\(\s*(\d[\d_]*)/g)
  const worded = await codesOf('failures.ts', /^ {2}(\d[\d_]*): '/gm)
  expect(thrown.length).toBeGreaterThan(50)
  const said = JSON.stringify((await readSections()).get('Old API'))
  const missing = [...thrown, ...worded].filter((code) => !new RegExp(`\\b${code}\\b`).test(said))
  expect(missing).toEqual([])
})

test('every code of sign-in and search stands in a section', async () => {
  const codes = await codesOf('{oauth,tokens,search}.ts', /new NewError\(\s*\d+,\s*'([\w.]+)'/g)
  expect(codes.length).toBeGreaterThan(5)
  const said = JSON.stringify([...(await readSections()).values()])
  // those of the gateway stand with the Stream
  const own = codes.filter((code) => !code.startsWith('param.'))
  expect(own.filter((code) => !said.includes(`\`${code}\``))).toEqual([])
})
