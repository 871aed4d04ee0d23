/** What the repository says about itself is what the code does. */
import { existsSync } from 'node:fs'
import { glob, readdir, readFile } from 'node:fs/promises'
import { join, posix } from 'node:path'
import mongoose from 'mongoose'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import * as z from 'zod'
import { writeDiagrams } from '../../scripts/diagrams.ts'
import { readConfig } from '../../service/config.ts'
import { readEvent } from '../../service/dingtalk/payloads.ts'
import { testEnvironment } from '../setup/environment.ts'
import { mostInDocuments, perThousand, wordingOfDocuments } from '../structure/rules/words.ts'

const root = join(import.meta.dirname, '../..')
const read = (path: string) => readFile(join(root, path), 'utf8')

test('the diagrams in the READMEs of the domains are those of the state tables', async () => {
  expect(await writeDiagrams({ onlyLook: true })).toEqual([])
})

test('each state machine has its diagram in the README of its domain', async () => {
  for await (const rules of glob('service/**/rules{.ts,/**/*.ts}', { cwd: root })) {
    const [, domain = ''] = rules.split('/')
    for (const [, name = ''] of (await read(rules)).matchAll(/const (\w+) = machine\(/g)) {
      const readme = await read(`service/${domain}/README.md`)
      expect(readme, rules).toContain(`<!-- states: ${name} in `)
      expect(readme, rules).toContain('```mermaid')
    }
  }
})

test('dingtalk.config.json fits its schema, and something else does not', async () => {
  const schema = z.fromJSONSchema(JSON.parse(await read('docs/dingtalk.config.schema.json')))
  const setUp = JSON.parse(await read('dingtalk.config.json'))
  expect(schema.safeParse(setUp).error?.issues).toBeUndefined()
  for (const broken of [
    { homeUrls: {} },
    { scopes: [...setUp.scopes, 'qyapi_get_members'] },
    { redirectUrls: ['https://elsewhere.example/'] },
    { egressIps: ['everywhere'] },
    { inClientLoginUrls: undefined },
  ])
    expect(schema.safeParse({ ...setUp, ...broken }).success, Object.keys(broken)[0]).toBe(false)
  expect(JSON.stringify(setUp)).not.toMatch(/clientSecret|aesKey|token/i)
})

test('dingtalk.config.json names the events that the service takes and the variables of its cards', async () => {
  const { events, cards } = JSON.parse(await read('dingtalk.config.json'))
  for (const eventType of events.subscriptions)
    expect(readEvent({}, { type: eventType }).isKnown, eventType).toBe(true)
  const { variables } = JSON.parse(await read(cards.variables))
  expect(variables.length).toBeGreaterThan(0)
})

test('.env.example and docs/operations.md name every setting that the service reads, the former nothing else', async () => {
  const named = [...(await read('.env.example')).matchAll(/^([A-Z_]+)=/gm)].map(([, name]) => name)
  const source = await read('service/config.ts')
  const known = [...source.matchAll(/^ {2}([A-Z][A-Z_]+):/gm)].map(([, name]) => name)
  expect(named.toSorted()).toEqual(known.toSorted())
  const operations = await read('docs/operations.md')
  expect(known.filter((name) => !operations.includes(`\`${name}\``))).toEqual([])
  expect(() => readConfig({})).toThrow()
})

/** All documents: in the root, on GitHub, in docs, and the READMEs of the domains. */
const pages: string[] = []
for await (const path of glob(['*.md', '.github/*.md', 'docs/**/*.md', 'service/**/README.md'], {
  cwd: root,
}))
  pages.push(path.replaceAll('\\', '/'))

/** Anchors of a page, as GitHub makes them of its headings. */
async function anchorsOf(page: string): Promise<string[]> {
  return [...(await read(page)).matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
      .replaceAll(' ', '-'),
  )
}

test.each(pages)('every link of %s leads to something', async (page) => {
  const links = [...(await read(page)).matchAll(/\]\(([^)\s]+)\)/g)].map(([, link = '']) => link)
  const broken: string[] = []
  for (const link of links.filter((one) => !/^https?:/.test(one))) {
    const [path = '', anchor] = link.split('#')
    const target = path ? posix.join(posix.dirname(page), path) : page
    const isThere = existsSync(join(root, target))
    if (!isThere || (anchor && !(await anchorsOf(target)).includes(anchor))) broken.push(link)
  }
  expect(broken).toEqual([])
})

test('commands in the documents are those of package.json, and each of those is explained', async () => {
  const { scripts } = JSON.parse(await read('package.json')) as { scripts: Record<string, string> }
  const texts = (await Promise.all(pages.map(read))).join('\n')
  const named = new Set(
    [...texts.matchAll(/npm run (?:--\w+ )*([\w:]+)/g)].map(([, name = '']) => name),
  )
  expect([...named].filter((name) => !(name in scripts))).toEqual([])
  // what npm itself has a word for
  const own = ['start', 'test']
  const unexplained = Object.keys(scripts).filter((name) => !named.has(name) && !own.includes(name))
  expect(unexplained).toEqual([])
})

test('every file and folder that a document names is there', async () => {
  const top = '(?:service|miniapp|scripts|test|docs)/'
  const missing: string[] = []
  let found = 0
  // the page of sources names files of other repositories
  for (const page of pages.filter((one) => one !== 'docs/simulator-sources.md')) {
    const text = await read(page)
    const named = [
      ...text.matchAll(new RegExp(`(?<![\\w./-])(${top}[\\w./-]*\\w)`, 'g')),
      // from the folder of the document, such as `actions/reveal.ts` in the README of a domain
      ...(page.startsWith('service/') ? text.matchAll(/`([\w./-]+\.\w+)`/g) : []),
    ].map(([, path = '']) => path)
    found += named.length
    const from = posix.dirname(page)
    for (const path of named)
      if (!existsSync(join(root, path)) && !existsSync(join(root, from, path)))
        missing.push(`${page}: ${path}`)
  }
  expect(found).toBeGreaterThan(100)
  expect(missing).toEqual([])
})

test('every decision that a document refers to by its number is there', async () => {
  const numbers = (await readdir(join(root, 'docs/decisions'))).map((name) => name.slice(0, 3))
  for (const page of pages) {
    const text = await read(page)
    const named = [...text.matchAll(/\bdecisions? (\d{3})\b/gi)].map(([, number]) => number)
    expect(numbers, page).toEqual(expect.arrayContaining(named))
  }
})

test('documents are in plain English', async () => {
  const wording = wordingOfDocuments(
    new Map(await Promise.all(pages.map(async (page) => [page, await read(page)] as const))),
  )
  expect(perThousand(wording) > mostInDocuments ? wording.odd : []).toEqual([])
  const broken = new Map([['docs/users.md', 'Whoever asks is told.\nStaff work on the phone.']])
  expect(wordingOfDocuments(broken)).toEqual({
    lines: 2,
    odd: ['docs/users.md:1 Whoever asks is told.'],
  })
})

test('continuous integration runs the commands of the README, on the Node that comes along', async () => {
  const [readme, ci, nvmrc, manifest] = await Promise.all(
    ['README.md', '.ci/run', '.nvmrc', 'package.json'].map(read),
  )
  const [, commands = ''] = /^## Test it\n\n```sh\n([^`]+)^```/m.exec(readme ?? '') ?? []
  expect(ci?.trim().split('\n').at(-1)).toBe(commands.trim().split('\n').join(' && '))
  const { jobs } = parse(await read('.github/workflows/test.yml')) as {
    jobs: Record<string, { steps: { run?: string }[] }>
  }
  const runs = Object.values(jobs).flatMap(({ steps }) => steps.flatMap(({ run }) => run ?? []))
  expect(runs).toEqual(['.ci/run'])
  const { optionalDependencies } = JSON.parse(manifest ?? '') as {
    optionalDependencies: Record<string, string>
  }
  expect(new Set(Object.values(optionalDependencies))).toEqual(new Set([nvmrc?.trim()]))
})

test('the forms for issues are as GitHub reads them', async () => {
  const folder = '.github/ISSUE_TEMPLATE'
  const field = z.object({
    type: z.enum(['textarea', 'input']),
    id: z.string().regex(/^[\w-]+$/),
    attributes: z.object({ label: z.string(), description: z.string().optional() }).loose(),
    validations: z.strictObject({ required: z.boolean() }).optional(),
  })
  const words = z.object({
    type: z.literal('markdown'),
    attributes: z.object({ value: z.string() }),
  })
  const form = z.strictObject({
    name: z.string(),
    description: z.string(),
    labels: z.array(z.string()),
    body: z.array(z.union([field, words])),
  })
  const files = await readdir(join(root, folder))
  expect(files.length).toBe(2)
  for (const file of files) {
    const { body } = form.parse(parse(await read(`${folder}/${file}`)), { error: () => file })
    const ids = body.flatMap((part) => ('id' in part ? part.id : []))
    expect(ids.length, file).toBeGreaterThan(1)
    expect(new Set(ids).size, file).toBe(ids.length)
  }
})

test('the Chinese README has the commands and the documents of the English one', async () => {
  const [english, chinese] = await Promise.all(['README.md', 'README.zh-CN.md'].map(read))
  const commands = (text = '') =>
    [...text.matchAll(/^```sh\n([^`]+)^```/gm)].map(([, lines]) => lines)
  expect(commands(chinese)).toEqual(commands(english))
  const documents = (text = '') => [...new Set(text.match(/\(docs\/[\w./-]+/g))].toSorted()
  expect(documents(chinese)).toEqual(documents(english))
  // what does not exist is said in both
  const missing = (text = '', heading: string) =>
    text.slice(text.indexOf(heading)).split(/^## /m)[1]?.match(/^- /gm)?.length
  expect(missing(chinese, '## 尚未提供')).toBe(missing(english, '## What does not exist yet'))
})

test('docs/operations.md says what to do about each alert, in words that the log has', async () => {
  const { groups } = parse(await read('docs/alerts.yaml')) as {
    groups: { rules: { alert: string; annotations: { description: string } }[] }[]
  }
  const rules = groups.flatMap((group) => group.rules)
  const operations = await read('docs/operations.md')
  for (const { alert } of rules)
    expect(operations).toMatch(new RegExp(`^\\| \`${alert}\` +\\| \\w`, 'm'))
  for (const [words, file] of [
    ['request failed', 'service/http/problem-answers.ts'],
    ['DingTalk Stream connection failed', 'service/dingtalk/stream/stream.ts'],
    ['migration done', 'service/database/migrations.ts'],
  ] as const) {
    expect(operations).toContain(`\`${words}\``)
    expect(await read(file)).toContain(`'${words}'`)
  }
})

test('docs/privacy.md names every collection, and the days of every setting as they are', async () => {
  const text = await read('docs/privacy.md')
  // models register themselves
  await import('../../service/app.ts')
  await import('../../service/worker.ts')
  const collections = Object.values(mongoose.models).map(({ collection }) => collection.name)
  expect(collections.length).toBeGreaterThan(30)
  expect(collections.filter((name) => !text.includes(`\`${name}\``))).toEqual([])
  const { retention } = readConfig(testEnvironment())
  const written = [...text.matchAll(/`(RETENTION_[A-Z_]+_DAYS)` \(([\d,]+)\)/g)].map(
    ([, , days = '']) => Number(days.replace(',', '')),
  )
  expect(written.toSorted()).toEqual(Object.values(retention).toSorted())
})
