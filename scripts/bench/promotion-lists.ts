/** `npm run bench:promotions`: the ISO's list of submissions and the review queue, with few rows and with many. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import mongoose from 'mongoose'
import { configure } from '../../service/config.ts'
import { connectDatabase } from '../../service/database/connection.ts'
import { ensureIndexes } from '../../service/database/indexes.ts'
import { runMigrations } from '../../service/database/migrations.ts'
import { scopeOfIso, scopeOfPlatform, type Scope } from '../../service/http/scope.ts'
import { migrations } from '../../service/migrations.ts'
import { countIso, pageOfIso } from '../../service/promotions/actions/iso-list/find.ts'
import { Submissions } from '../../service/promotions/model.ts'
import { countReviews, pageOfReviews } from '../../service/reviews/actions/find.ts'
import { readCommandLine } from '../command-line.ts'
import { findMongod } from '../mongod/find.ts'
import { startMongod } from '../mongod/run.ts'
import { benchEnvironment } from './environment.ts'
import { submissionsOf } from './promotion-rows.ts'

const help = `Usage: npm run bench:promotions -- [--rows COUNT]

The list Promotions of an ISO with 1,000 submissions and of one with many in the same collection, by each filter; and the
review queue while there are 1,000 submissions and while there are many.

  --rows COUNT  of the large ISO, 1000000 unless it is said
  -h, --help    prints this

Pages of both have as many rows. Shown without being judged: counts, which end at 10,000, and a search in a region that few
submissions are in, which looks at every key that the search finds.

It ends with 0 when every median with many submissions is at most 1.5 times that with few, 1 when one is not, and 2 for a
wrong command line.
`

const options = readCommandLine(help, { rows: { type: 'string', default: '1000000' } })
const few = { iso: 'iso-of-few', rows: 1_000 }
const many = { iso: 'iso-of-many', rows: Number(options.rows) }
const times = 101
const batch = 10_000
const goal = 1.5

async function insert(rows: Iterable<object>): Promise<void> {
  let some: object[] = []
  const flush = async () => {
    if (some.length) await Submissions.collection.insertMany(some as never, { ordered: false })
    some = []
  }
  for (const row of rows) if (some.push(row) === batch) await flush()
  await flush()
}

/** Median in milliseconds. */
async function measure(work: () => Promise<unknown>): Promise<number> {
  for (let n = 0; n < 3; n++) await work()
  const taken: number[] = []
  for (let n = 0; n < times; n++) {
    const begun = performance.now()
    await work()
    taken.push(performance.now() - begun)
  }
  return taken.toSorted((a, b) => a - b)[Math.floor(times / 2)] ?? 0
}

const rareSearch = 'operator of a region, search'

type Query = Omit<Parameters<typeof pageOfIso>[1], 'limit'>

const lists: Record<string, Query> = {
  all: {},
  'in review': { status: 'in_review' },
  rejected: { status: 'rejected' },
  'one product': { product: 'primary_posm' },
  'one product, rejected': { product: 'primary_posm', status: 'rejected' },
  'one person': { staff: 'staff-3' },
  'one person, rejected': { staff: 'staff-3', status: 'rejected' },
  'a large region': { region: 'SG' },
  'a small region': { region: 'TH-50' },
  'a country of 77 areas': { region: 'TH' },
  'a small region, rejected': { region: 'TH-50', status: 'rejected' },
  'a month': { from: '2026-01-01', to: '2026-01-31' },
  'a month, a region': { region: 'SG', from: '2026-01-01', to: '2026-01-31' },
  'search "golden" (5 %)': { search: 'golden' },
  'search "golden", rejected': { search: 'golden', status: 'rejected' },
  'search "golden" in a region': { search: 'golden', region: 'SG' },
  'search for one store': { search: 'number 500 ' },
}

const inRegions = (scope: Scope, regions: string[]): Scope => ({ ...scope, regions })

const scopes: Record<string, (scope: Scope) => Scope> = {
  'operator of a region': (scope) => inRegions(scope, ['TH-50']),
  'operator of a country': (scope) => inRegions(scope, ['TH']),
  'operator of two countries': (scope) => inRegions(scope, ['SG', 'MY']),
}

/** A page of so many rows, or counts. */
type Work = [name: string, work: (limit: number) => Promise<unknown>]

function isoWork(iso: string): Work[] {
  const page = (scope: Scope, query: Query) => (limit: number) =>
    pageOfIso(scope, { ...query, limit })
  const whole = scopeOfIso(iso)
  return [
    ...Object.entries(lists).map(([name, query]): Work => [name, page(whole, query)]),
    ...Object.entries(scopes).flatMap(([name, of]): Work[] => [
      [name, page(of(whole), {})],
      [`${name}, rejected`, page(of(whole), { status: 'rejected' })],
      [`${name}, search`, page(of(whole), { search: 'golden' })],
    ]),
  ]
}

function reviewWork(): Work[] {
  const platform = scopeOfPlatform('platform')
  const ofIso: Scope = { ...platform, isos: [few.iso] }
  const all = { 'every ISO': platform, 'one ISO': ofIso }
  const narrowed = Object.entries(scopes).map(([name, of]) => [name, of(platform)] as const)
  return [...Object.entries(all), ...narrowed].flatMap(([name, scope]) =>
    (['waiting', 'decided'] as const).map((state): Work => [
      `reviews, ${state}: ${name}`,
      (limit) => pageOfReviews(scope, { state, limit }),
    ]),
  )
}

function countWork(iso: string): Work[] {
  const whole = scopeOfIso(iso)
  const reviewer = { id: 'reviewer', scope: scopeOfPlatform('platform') } as never
  return [
    ['counts', () => countIso(whole)],
    ['counts of a search', () => countIso(whole, { search: 'golden' })],
    ['counts of a country', () => countIso(inRegions(whole, ['TH']))],
    ['counts of reviews', () => countReviews(reviewer)],
  ]
}

/** Keys and rows that MongoDB looks at for it; unlike time, what else the machine does changes nothing about it. */
async function lookedAt(work: () => Promise<unknown>): Promise<number> {
  const { db } = mongoose.connection
  if (!db) throw new Error('no connection')
  await db.command({ profile: 2 })
  await work()
  await db.command({ profile: 0 })
  const of = {
    ns: `${db.databaseName}.${Submissions.collection.name}`,
    op: { $in: ['query', 'command', 'getmore'] },
  }
  const queries = await db.collection('system.profile').find(of).toArray()
  await db.dropCollection('system.profile')
  if (!queries.length) throw new Error('the profiler of MongoDB has noted no query')
  const sum = (field: string) =>
    queries.reduce((total, query) => total + Number(query[field] ?? 0), 0)
  return sum('keysExamined') + sum('docsExamined')
}

interface Found {
  median: number
  looks: number
  /** Rows of the page. */
  rows: number
}

const page = 50

/** @param before whose pages have as many rows: a filter that finds few among few would look fast otherwise */
async function measureAll(work: Work[], before?: Map<string, Found>): Promise<Map<string, Found>> {
  const found = new Map<string, Found>()
  for (const [name, one] of work) {
    // what is rare in a search has to be looked for, however few rows there are
    const rows = name === rareSearch ? page : before?.get(name)?.rows
    const limit = Math.max(1, rows ?? page)
    const answer = (await one(limit)) as { items?: unknown[] }
    found.set(name, {
      median: await measure(() => one(limit)),
      looks: await lookedAt(() => one(limit)),
      rows: answer.items?.length ?? page,
    })
  }
  return found
}

/** @returns whether all that is judged is as fast as it should be */
async function run(): Promise<boolean> {
  await runMigrations(migrations)
  await insert(submissionsOf(few.iso, few.rows))
  await ensureIndexes()
  const small = await measureAll([...isoWork(few.iso), ...reviewWork(), ...countWork(few.iso)])
  console.log(`Making ${many.rows.toLocaleString('en')} submissions …`)
  // to build an index over what is there is faster than to keep it
  await Submissions.collection.dropIndexes()
  await insert(submissionsOf(many.iso, many.rows))
  await ensureIndexes()
  const shown = new Set([...countWork(many.iso).map(([name]) => name), rareSearch])
  const large = await measureAll(
    [...isoWork(many.iso), ...reviewWork(), ...countWork(many.iso)],
    small,
  )
  const line = (name: string, ...cells: (string | number)[]) =>
    console.log(name.padEnd(40) + cells.map((cell) => String(cell).padStart(11)).join(''))
  line('median ms; keys and rows looked at', 1_000, many.rows, 'ratio', 1_000, many.rows)
  let isFast = true
  for (const [name, before] of small) {
    const after = large.get(name)
    if (!after) continue
    const ratio = after.median / before.median
    const fits = shown.has(name) || ratio <= goal
    isFast &&= fits
    const times = [before.median, after.median, ratio].map((one) => one.toFixed(2))
    line(name, ...times, before.looks, after.looks, fits ? '' : 'slow')
  }
  return isFast
}

const folder = await mkdtemp(join(tmpdir(), 'partner-workspace-promotions-'))
const mongod = await startMongod({
  binary: await findMongod(console.log),
  dbPath: join(folder, 'mongodb'),
})
try {
  const { mongodbUri } = configure(benchEnvironment(mongod.uri('bench')))
  await connectDatabase(mongodbUri)
  process.exitCode = (await run()) ? 0 : 1
} finally {
  await mongoose.disconnect()
  await mongod.kill()
  await rm(folder, { recursive: true, force: true })
}
