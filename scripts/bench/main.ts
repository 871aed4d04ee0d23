/** `npm run bench`: how fast the service is beside a bare `node:http` and driver server that does the same. */
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { findMongod } from '../mongod/find.ts'
import { claimFolder, stopLeftover } from '../mongod/leftover.ts'
import { startMongod, type RunningMongod } from '../mongod/run.ts'
import { callerVariables } from './bare/given.ts'
import { WrongAnswer } from './checks.ts'
import { buildCaller, closeDatabase, insertPastVisits, openDatabase } from './database.ts'
import { benchEnvironment } from './environment.ts'
import { createJob, listJob, marksInTheMiddle, readJob } from './jobs.ts'
import { measure, type Outcome, type Servers } from './rounds.ts'
import { MeasuredServer } from './server.ts'
import { tableOf } from './table.ts'

const { values: options } = parseArgs({
  options: { quick: { type: 'boolean', default: false }, only: { type: 'string' } },
})

/** A quick run shows that everything works; its figures mean little. */
const size = options.quick
  ? { rows: 2_000, rounds: 1, reads: 100, lists: 100, creates: 50 }
  : { rows: 100_000, rounds: 15, reads: 1_000, lists: 500, creates: 200 }

/** Milliseconds after which no more rounds are begun than needed. */
const patience = 140_000

const say = (line: string) => console.log((performance.now() / 1000).toFixed(1), line)
const folder = join(tmpdir(), 'partner-workspace-bench')
let mongod: RunningMongod | undefined
const servers: Partial<Servers> = {}

async function run(): Promise<Outcome[]> {
  const enoughAt = performance.now() + patience
  const binary = await findMongod(say)
  await claimFolder(folder)
  const dbPath = join(folder, 'mongodb')
  // a run that was killed left them
  await stopLeftover(dbPath)
  await rm(dbPath, { recursive: true, force: true })
  mongod = await startMongod({ binary, dbPath })

  const environment = benchEnvironment(mongod.uri('bench'))
  await openDatabase(environment)
  const caller = await buildCaller()
  say(`Making ${size.rows.toLocaleString('en')} submissions with five spots each …`)
  const ids = await insertPastVisits(size.rows, caller)

  const bareEnvironment = { ...environment, ...callerVariables(caller) }
  const start = (name: string, file: string, env: Record<string, string>) =>
    MeasuredServer.start(name, file, env, join(folder, `${name}.log`))
  servers.bare = await start('bare', 'bare/server.ts', bareEnvironment)
  servers.service = await start('service', 'service.ts', environment)

  const marks = await marksInTheMiddle(servers.service, caller, size.rows)
  const outcomes: Outcome[] = []
  const jobs = [
    readJob(ids, size.reads),
    listJob(marks, size.lists),
    createJob(caller, size.creates),
  ].filter(({ name }) => !options.only || options.only === name)
  for (const job of jobs) {
    say(`Measuring ${job.name} …`)
    const effort = { rounds: size.rounds, enoughAt }
    outcomes.push(await measure(job, servers as Servers, caller, effort))
  }
  return outcomes
}

async function cleanUp(): Promise<void> {
  await Promise.all([servers.bare?.stop(), servers.service?.stop()])
  await closeDatabase()
  await mongod?.kill()
  await rm(folder, { recursive: true, force: true })
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => void cleanUp().then(() => process.exit(1)))
}

try {
  const outcomes = await run()
  say('')
  say(tableOf(outcomes))
  say('\nratio: requests a second of the service to those of the bare server, median of the rounds')
} catch (error) {
  if (!(error instanceof WrongAnswer)) throw error
  console.error(`Wrong: ${error.message}`)
  if (error.cause instanceof Error) console.error(error.cause.message)
  process.exitCode = 1
} finally {
  await cleanUp()
}
