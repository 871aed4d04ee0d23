/** `npm run bench:codes`: the list of Marketing Codes, for a small ISO and for a large one in the same collection. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import mongoose from 'mongoose'
import { configure } from '../../service/config.ts'
import { connectDatabase } from '../../service/database/connection.ts'
import { ensureIndexes } from '../../service/database/indexes.ts'
import { scopeOfIso, type Scope } from '../../service/http/scope.ts'
import {
  countCodes,
  pageOfCodes,
  type CodeFilter,
} from '../../service/marketing-codes/actions/find.ts'
import { MarketingCodes } from '../../service/marketing-codes/model.ts'
import { readCommandLine } from '../command-line.ts'
import { findMongod } from '../mongod/find.ts'
import { startMongod } from '../mongod/run.ts'
import { codesOf } from './bulk-rows.ts'
import { benchEnvironment } from './environment.ts'

const help = `Usage: npm run bench:codes -- [--quick] [--many <count>]

The list of Marketing Codes, for an ISO with 1,000 and for one with 1,000,000 in the same collection.

  --quick         only shows that it works, with 100 and 2,000 codes
  --many <count>  codes of the large ISO
  -h, --help      prints this

It ends with 0 when it is done, and 2 for a wrong command line.
`

const options = readCommandLine(help, {
  quick: { type: 'boolean', default: false },
  many: { type: 'string' },
})
const size = options.quick
  ? { few: 100, many: 2_000, times: 2 }
  : { few: 1_000, many: Number(options.many ?? 1_000_000), times: 31 }
const [few, many] = ['iso-of-few', 'iso-of-many']
const batch = 10_000

async function insert(rows: Iterable<object>): Promise<void> {
  let some: object[] = []
  const flush = async () => {
    if (some.length) await MarketingCodes.collection.insertMany(some as never, { ordered: false })
    some = []
  }
  for (const row of rows) if (some.push(row) === batch) await flush()
  await flush()
}

/** Who asks: for all, for a country, for one area. */
type Who = (iso: string) => Scope
const restricted =
  (...regions: string[]): Who =>
  (iso) => ({ ...scopeOfIso(iso), regions })

const lists: Record<string, [Who, CodeFilter]> = {
  all: [scopeOfIso, {}],
  issued: [scopeOfIso, { status: 'issued' }],
  bound: [scopeOfIso, { status: 'bound' }],
  active: [scopeOfIso, { status: 'active' }],
  'retired (1 %)': [scopeOfIso, { status: 'retired' }],
  'search "apmc" (all)': [scopeOfIso, { search: 'apmc' }],
  'search "APMC-7" retired': [scopeOfIso, { search: 'APMC-7', status: 'retired' }],
  'search for one code': [scopeOfIso, { search: 'APMC-0000-0042' }],
  'a country': [restricted('TH'), {}],
  'a country, active': [restricted('TH'), { status: 'active' }],
  'one rare region': [restricted('MY-01'), {}],
  'one rare region, search "apmc"': [restricted('MY-01'), { search: 'apmc' }],
}

const page = ([who, filter]: [Who, CodeFilter], iso: string, after?: string) =>
  pageOfCodes(who(iso), { ...filter, limit: 50, after })

/** Follows a list so many pages deep, to begin there. */
async function deep(iso: string, list: [Who, CodeFilter], pages: number) {
  let after: string | undefined
  for (let n = 0; n < pages; n++) {
    const { next } = await page(list, iso, after)
    if (!next) break
    after = next
  }
  return after
}

async function median(work: () => Promise<unknown>): Promise<number> {
  await work()
  const times: number[] = []
  for (let n = 0; n < size.times; n++) {
    const begun = performance.now()
    await work()
    times.push(performance.now() - begun)
  }
  times.sort((a, b) => a - b)
  return times[Math.floor(times.length / 2)] ?? 0
}

const cell = (milliseconds: number) => milliseconds.toFixed(2).padStart(9)

async function compare(name: string, work: (iso: string) => Promise<unknown>): Promise<void> {
  const [small, large] = [await median(() => work(few)), await median(() => work(many))]
  const ratio = (large / small).toFixed(1).padStart(7)
  console.log(`${name.padEnd(36)} ${cell(small)} ${cell(large)} ${ratio}`)
}

async function run(): Promise<void> {
  console.log(`Making ${size.many.toLocaleString('en')} codes …`)
  await ensureIndexes()
  await insert(codesOf(few, 'F', size.few))
  await insert(codesOf(many, '', size.many))
  const titles = [`${size.few}`, `${size.many}`].map((title) => title.padStart(9))
  console.log(`${'milliseconds, median'.padEnd(36)} ${titles.join(' ')}   ratio`)
  for (const [name, list] of Object.entries(lists)) {
    await compare(name, (iso) => page(list, iso))
    const after = await deep(many, list, options.quick ? 3 : 100)
    const further = await median(() => page(list, many, after))
    console.log(`${'  100 pages further'.padEnd(36)} ${' '.repeat(9)} ${cell(further)}`)
  }
  await compare('counts', (iso) => countCodes(scopeOfIso(iso)))
  await compare('counts of a search "apmc"', (iso) => countCodes(scopeOfIso(iso), 'apmc'))
  await compare('counts of a country', (iso) => countCodes(restricted('TH')(iso)))
}

const folder = await mkdtemp(join(tmpdir(), 'partner-workspace-codes-'))
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
