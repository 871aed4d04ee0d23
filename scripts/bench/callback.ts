/** `npm run bench:callback`: a burst of signed events posted to the callback as DingTalk posts them. */
import { mkdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import mongoose from 'mongoose'
import { configure, type Config } from '../../service/config.ts'
import { connectDatabase } from '../../service/database/connection.ts'
import { ensureIndexes } from '../../service/database/indexes.ts'
import { Events, type EventRow } from '../../service/outbox/model.ts'
import { readCommandLine, wholeNumber } from '../command-line.ts'
import { findMongod } from '../mongod/find.ts'
import { claimFolder, stopLeftover } from '../mongod/leftover.ts'
import { startMongod, type RunningMongod } from '../mongod/run.ts'
import { postEvents, type Posted } from './callback/post.ts'
import { benchEnvironment } from './environment.ts'
import { MeasuredServer } from './server.ts'

const help = `Usage: npm run bench:callback -- [--events <number>] [--connections <number>]

Posts a burst of signed events to the callback of a service of its own, as DingTalk posts them. Prints how long the slow
ones took beside what is allowed, and whether every event is in the database.

  --events <number>       how many; 1000 when not given
  --connections <number>  over how many connections at once; 50 when not given
  -h, --help              prints this

It ends with 0 when every event took effect once, 1 when one was lost, taken twice or answered wrongly, and 2 for a wrong
command line.
`

const options = readCommandLine(help, {
  events: { type: 'string', default: '1000' },
  connections: { type: 'string', default: '50' },
})
const count = wholeNumber('events', options.events, [1, 1_000_000])
const connections = wholeNumber('connections', options.connections, [1, 1_000])

/** Milliseconds: what we allow ourselves, and what DingTalk allows. */
const ours = 300
const dingtalks = 1_500

const folder = join(tmpdir(), 'partner-workspace-bench-callback')
let mongod: RunningMongod | undefined
let server: MeasuredServer | undefined

async function open(): Promise<{ url: URL; dingtalk: Config['dingtalk'] }> {
  const binary = await findMongod((line) => console.log(line))
  await claimFolder(folder)
  const dbPath = join(folder, 'mongodb')
  await stopLeftover(dbPath)
  await rm(dbPath, { recursive: true, force: true })
  await mkdir(folder, { recursive: true })
  mongod = await startMongod({ binary, dbPath })
  const environment = benchEnvironment(mongod.uri('bench'))
  const { mongodbUri, dingtalk } = configure(environment)
  await connectDatabase(mongodbUri)
  await ensureIndexes()
  server = await MeasuredServer.start(
    'service',
    'service.ts',
    environment,
    join(folder, 'service.log'),
  )
  return { url: server.url, dingtalk }
}

async function close(): Promise<void> {
  await server?.stop()
  await mongoose.disconnect()
  await mongod?.kill()
  await rm(folder, { recursive: true, force: true })
}

/** Userids whose event has taken effect, each as often as it has. */
async function effects(): Promise<string[]> {
  const rows = await Events.find({ type: 'dingtalk.user_add_org' }).lean<EventRow[]>()
  return rows.map(({ subject }) => subject.id).filter((id) => id.startsWith('burst'))
}

/**
 * @param cost processor time of the service for the burst, microseconds
 * @returns whether every event was answered and took effect once
 */
function report({ took, seconds, refused }: Posted, taken: string[], cost: number): boolean {
  const sorted = took.toSorted((one, other) => one - other)
  const at = (part: number) =>
    sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * part) - 1)] ?? 0
  const [half, p99, longest] = [at(0.5), at(0.99), at(1)]
  const once = new Set(taken).size
  const lost = count - once
  const doubled = taken.length - once
  console.log(`\n${count} events over ${connections} connections: ${Math.round(count / seconds)}/s`)
  console.log(
    `answered in: half ${half.toFixed(0)} ms, p99 ${p99.toFixed(0)} ms, longest ${longest.toFixed(0)} ms`,
  )
  console.log(`processor time of the service: ${Math.round(cost / count)} µs an event`)
  console.log(`p99 / ours of ${ours} ms: ${(p99 / ours).toFixed(2)}`)
  console.log(`p99 / DingTalk's of ${dingtalks} ms: ${(p99 / dingtalks).toFixed(2)}`)
  console.log(
    `not answered with an encrypted success: ${refused}; lost: ${lost}; twice: ${doubled}`,
  )
  return refused === 0 && lost === 0 && doubled === 0
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => void close().then(() => process.exit(1)))
}

try {
  const { url, dingtalk } = await open()
  console.log('Posting some events first, so that all is loaded …')
  await postEvents({ url, dingtalk, count: 100, connections, prefix: 'warm' })
  console.log(`Posting ${count} events …`)
  const before = (await server?.cost()) ?? 0
  const posted = await postEvents({ url, dingtalk, count, connections, prefix: 'burst' })
  const cost = ((await server?.cost()) ?? 0) - before
  if (!report(posted, await effects(), cost)) process.exitCode = 1
} finally {
  await close()
}
