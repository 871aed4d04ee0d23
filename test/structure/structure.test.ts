/** The structure of the project: each rule holds, fails where it is broken, and passes what the design allows. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { rules } from './broken.ts'
import { projectOf, readProject } from './project.ts'
import { handWrittenSteps } from './measure.ts'
import { fetchAddresses, missingEntries } from './rules/lockfile.ts'
import { passingQueries } from './rules/scope-examples.ts'
import { idleExceptions, queriesInScope } from './rules/scopes.ts'
import { idleSizes } from './rules/sizes.ts'

const project = await readProject()

/** A whole domain, to read and to copy from (see CONTRIBUTING.md). */
const exampleFolder = 'test/structure/example-domain/'

describe.each(rules)('$says', ({ rule, brokenBy }) => {
  test('holds', () => {
    expect(rule(project)).toEqual([])
  })

  test.each(brokenBy)('is broken by %j', (file) => {
    expect(rule(projectOf(file))).not.toEqual([])
  })
})

test.each(passingQueries)('a query inside the scope passes: %j', (files) => {
  expect(queriesInScope(projectOf(files))).toEqual([])
})

test('a status is set by a step of its machine only', () => {
  expect(handWrittenSteps(project)).toEqual([])
  const byHand = [
    "Tasks.updateOne({ _id, status: 'assigned' }, { $set: { status: 'started' } })",
    "updateRows(Tasks, { _id, status: 'assigned' }, { $set: { status: 'started' } })",
    'Tasks.bulkWrite([{ updateOne: { filter: { _id }, update: { $set: { status: to } } } }])',
    "const change = { status: 'started' }; Tasks.updateOne({ _id, status }, { $set: change })",
  ]
  for (const one of byHand) {
    expect(handWrittenSteps(projectOf({ 'service/inspections/actions.ts': one }))).toHaveLength(1)
  }
})

test('no exception is kept that nothing needs', () => {
  expect(idleExceptions(project)).toEqual([])
  expect(idleSizes(project)).toEqual([])
})

const example = [...project.values()].filter(({ path }) => path.startsWith(exampleFolder))

test('the example domain holds every rule of a domain', () => {
  const asDomain = example
    .filter(({ path }) => path.endsWith('.ts'))
    .map(({ path, text }) => {
      const name = path.slice(exampleFolder.length)
      const place = name === 'texts.ts' ? 'texts/en/badges.ts' : `statements/${name}`
      const inPlace = text
        .replaceAll('../../../service/', name === 'texts.ts' ? '../../' : '../')
        .replaceAll("'./texts.ts'", "'../texts/en/badges.ts'")
      return [`service/${place}`, inPlace]
    })
  const listed = project
    .get('service/domains.ts')!
    .text.replace('import ', "import { badges } from './statements/domain.ts'\nimport ")
    .replace('  testAccounts,\n]', '  testAccounts,\n  badges,\n]')
  const files = Object.fromEntries([...asDomain, ['service/domains.ts', listed]])
  const together = new Map([...project, ...projectOf(files)])
  for (const { rule } of rules) expect(rule(together)).toEqual([])
})

test('the example domain is small, and knows none of the tests', () => {
  // its texts would stand in the catalogues
  const code = example.filter(({ path }) => !path.endsWith('/texts.ts'))
  const lines = code.flatMap(({ text }) => text.trimEnd().split('\n'))
  expect(lines.length).toBeGreaterThan(100)
  expect(lines.length).toBeLessThanOrEqual(250)
  const foreign = example.flatMap(({ imports }) => imports.flatMap(({ file }) => file ?? []))
  expect(
    foreign.filter((file) => /^(test|scripts)\//.test(file) && !file.startsWith(exampleFolder)),
  ).toEqual([])
})

test('what the design allows passes every rule', () => {
  const allowed = projectOf({
    'service/app.ts': "/** The app. */ import { routes } from './staff/routes.ts'",
    'service/staff/routes.ts': "/** Routes. */ import { approve } from './actions/approve.ts'",
    'service/staff/actions/approve.ts':
      "/** Approving. */ import { now } from '../../clock.ts'; import { Member } from '../../team/model.ts'; new Date(now())",
    'service/migrations.ts': "/** All. */ import { staffMigrations } from './staff/migrations.ts'",
    'service/staff/migrations.ts':
      "/** Mending. */ import { digitsOf } from './rules.ts'; import { Products } from '../products/model.ts'; import { mendRows } from '../database/walk-rows.ts'",
    'service/staff/handlers.ts':
      "/** Reactions. */ import { createUser } from '../dingtalk/contacts.ts'",
    'service/staff/messages.ts':
      "/** Messages. */ import { message } from '../notifications/message.ts'; import { asOperator } from '../accounts/messages.ts'",
    'service/staff/contract.ts':
      "/** Shapes. */ import * as z from 'zod/mini'; import { language } from '../texts/contract.ts'",
    'miniapp/api/staff.ts':
      "/** Calls. */ import { addStaff } from '../../service/staff/contract.ts'",
    'scripts/dingtalk-simulator/settings.ts':
      "/** Settings. */ import { demoPeople } from '../demo/people.ts'; process.env['PORT']; Date.now()",
  })
  for (const { rule } of rules) expect(rule(allowed)).toEqual([])
})

test('the project is really looked at', () => {
  expect(project.size).toBeGreaterThan(100)
  expect([...project.values()].flatMap(({ imports }) => imports).length).toBeGreaterThan(300)
  const paths = new Set(project.keys())
  const lost = [...project.values()].flatMap(({ path, imports }) =>
    imports.flatMap(({ file }) =>
      file !== undefined && /\.tsx?$/.test(file) && !paths.has(file) ? [`${path}: ${file}`] : [],
    ),
  )
  expect(lost).toEqual([])
})

const lockfile = await readFile(join(import.meta.dirname, '../../package-lock.json'), 'utf8')

test('the lockfile tells no addresses to fetch packages from', () => {
  expect(fetchAddresses(lockfile)).toEqual([])
  expect(fetchAddresses('"resolved": "https://mirror.example/a.tgz"')).toHaveLength(1)
})

test('the lockfile is complete, so that npm ci works', () => {
  expect(missingEntries(lockfile)).toEqual([])
  const entries = {
    '': { dependencies: { parser: '1.0.0' } },
    'node_modules/parser': {
      optionalDependencies: { 'parser-linux': '1.0.0', 'parser-darwin': '1.0.0' },
    },
    'node_modules/parser/node_modules/parser-linux': {},
  }
  const halfPublished = JSON.stringify({ packages: entries })
  expect(missingEntries(halfPublished)).toEqual(['node_modules/parser: parser-darwin'])
})
