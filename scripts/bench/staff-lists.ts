/** `npm run bench:lists`: lists of staff and of reviews, for a small ISO and for a large one in the same collection. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import mongoose from 'mongoose'
import { configure } from '../../service/config.ts'
import { connectDatabase } from '../../service/database/connection.ts'
import { ensureIndexes } from '../../service/database/indexes.ts'
import { Submissions } from '../../service/promotions/model.ts'
import { scopeOfIso, scopeOfPlatform } from '../../service/http/scope.ts'
import { countReviews } from '../../service/reviews/actions/find.ts'
import { exportStaff } from '../../service/staff/actions/export/export.ts'
import { csvOf } from '../../service/spreadsheets/csv.ts'
import { xlsxOf } from '../../service/spreadsheets/xlsx.ts'
import { countStaff, pageOfStaff } from '../../service/staff/actions/find.ts'
import { StaffMembers } from '../../service/staff/model.ts'
import { readCommandLine } from '../command-line.ts'
import { findMongod } from '../mongod/find.ts'
import { startMongod } from '../mongod/run.ts'
import { benchEnvironment } from './environment.ts'
import { staffOf, waitingVisits } from './bulk-rows.ts'

const help = `Usage: npm run bench:lists -- [--quick]

Lists of staff and of reviews, for an ISO with 1,000 people and for one with 1,000,000 in the same collection.

  --quick     only shows that it works, with 100 and 2,000 people
  -h, --help  prints this

It ends with 0 when it is done, and 2 for a wrong command line.
`

const options = readCommandLine(help, { quick: { type: 'boolean', default: false } })
const size = options.quick
  ? { few: 100, many: 2_000, times: 2 }
  : { few: 1_000, many: 1_000_000, times: 15 }
const [few, many] = ['iso-of-few', 'iso-of-many']
const batch = 10_000

async function insert(model: mongoose.Model<never>, rows: Iterable<object>): Promise<void> {
  let some: object[] = []
  const flush = async () => {
    if (some.length) await model.collection.insertMany(some as never, { ordered: false })
    some = []
  }
  for (const row of rows) if (some.push(row) === batch) await flush()
  await flush()
}

type Query = Omit<Parameters<typeof pageOfStaff>[1], 'limit'>

/** A page as the console asks for it: the first one, or one far behind. */
const page = (query: Query) => (iso: string, after?: string) =>
  pageOfStaff(scopeOfIso(iso), { ...query, limit: 50, after })

/** Follows a list so many pages deep, to begin there. */
async function deep(iso: string, query: Query, pages: number): Promise<string | undefined> {
  let after: string | undefined
  for (let n = 0; n < pages; n++) {
    const { next } = await page(query)(iso, after)
    if (!next) break
    after = next
  }
  return after
}

const lists: Record<string, Query> = {
  all: {},
  'all, by name': { sort: 'name' },
  'all, by change': { sort: '-since' },
  'one state': { status: 'associated' },
  'a rare state, by name': { status: 'invitation_failed', sort: 'name' },
  'seven states by request, by change': {
    status: 'approved,invited,associated,invitation_failed,rejected,removed,left',
    via: 'request',
    sort: '-since',
  },
  'search "z" (a tenth)': { search: 'z' },
  'search "wei" (1 %)': { search: 'wei' },
  'search "+6581" (half)': { search: '+6581' },
  'search "zhang" in a rare state': { search: 'zhang', status: 'invitation_failed' },
  'search for one number': { search: '+65 8100 0500' },
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const begun = performance.now()
  await work()
  return performance.now() - begun
}

async function measure(work: () => Promise<unknown>): Promise<string> {
  await work()
  const times: number[] = []
  for (let n = 0; n < size.times; n++) times.push(await timed(work))
  times.sort((a, b) => a - b)
  const at = (share: number) => times[Math.ceil(times.length * share) - 1] ?? 0
  return `${at(0.5).toFixed(1).padStart(7)} ${at(0.95).toFixed(1).padStart(7)}`
}

async function run(): Promise<void> {
  console.log(`Making ${size.many.toLocaleString('en')} staff and as many waiting submissions …`)
  await insert(StaffMembers as never, staffOf(few, size.few))
  await insert(StaffMembers as never, staffOf(many, size.many))
  await insert(Submissions as never, waitingVisits(many, size.many))
  await ensureIndexes()

  const say = (name: string, ...cells: string[]) =>
    console.log(`${name.padEnd(44)} ${cells.join('  |')}`)
  say('milliseconds, median and 95th of a hundred', `  ${size.few} rows`, `  ${size.many} rows`)
  for (const [name, query] of Object.entries(lists)) {
    say(name, await measure(() => page(query)(few)), await measure(() => page(query)(many)))
    const after = await deep(many, query, options.quick ? 3 : 100)
    say('  100 pages further', ' '.repeat(15), await measure(() => page(query)(many, after)))
  }
  for (const [name, filter] of Object.entries({
    counts: {},
    'counts of a search "z"': { search: 'z' },
    'counts of requests': { via: 'request' as const },
  })) {
    say(
      name,
      await measure(() => countStaff(scopeOfIso(few), filter)),
      await measure(() => countStaff(scopeOfIso(many), filter)),
    )
  }
  for (const format of ['csv', 'xlsx'] as const) {
    say(
      `export as ${format}`,
      ` ${await exported(few, format)}`,
      ` ${await exported(many, format)}`,
    )
  }
  const reviewer = { id: 'reviewer', scope: scopeOfPlatform('platform') } as never
  say('counts of reviews', ' '.repeat(15), await measure(() => countReviews(reviewer)))
}

/** Rows a second, and by how much the memory grew while they went by. */
async function exported(iso: string, format: 'csv' | 'xlsx'): Promise<string> {
  const workspace = { id: iso, name: 'ISO', kind: 'iso' }
  const permissions = new Set(['staff.add'])
  const me = { kind: 'operator', id: 'boss', language: 'en', workspace, permissions }
  const sheet = await exportStaff({ ...me, scope: scopeOfIso(iso) } as never, {}, format)
  const before = process.memoryUsage().rss
  const begun = performance.now()
  let most = before
  let bytes = 0
  for await (const chunk of format === 'csv' ? csvOf(sheet) : xlsxOf(sheet)) {
    bytes += chunk.length
    most = Math.max(most, process.memoryUsage().rss)
  }
  const seconds = (performance.now() - begun) / 1000
  const megabytes = (count: number) => `${(count / 2 ** 20).toFixed(0)} MB`
  return `${seconds.toFixed(1)} s, file ${megabytes(bytes)}, memory grew by ${megabytes(most - before)}`
}

const folder = await mkdtemp(join(tmpdir(), 'partner-workspace-lists-'))
const mongod = await startMongod({
  binary: await findMongod(console.log),
  dbPath: join(folder, 'mongodb'),
})
try {
  const { mongodbUri } = configure(benchEnvironment(mongod.uri('bench')))
  await connectDatabase(mongodbUri)
  await run()
} finally {
  await mongoose.disconnect()
  await mongod.kill()
  await rm(folder, { recursive: true, force: true })
}
