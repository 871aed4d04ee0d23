/** `npm run bench`: how fast the service is beside a bare `node:http` and driver server that does the same. */
import { readCommandLine, refuseCommandLine } from '../command-line.ts'
import { MongodNotFound } from '../mongod/find.ts'
import { FolderInUse } from '../mongod/leftover.ts'
import { WrongAnswer } from './checks.ts'
import { Testbed } from './testbed.ts'
import { createJob, listJob, marksInTheMiddle, readJob } from './jobs.ts'
import { measure, type Outcome } from './rounds.ts'
import { tableOf } from './table.ts'

const help = `Usage: npm run bench -- [--quick] [--only <job>] [--mended]

Compares the service with a bare server of node:http and the driver that does the same work on the same MongoDB. Takes
about ten minutes.

  --quick       only shows that it works
  --only <job>  measures one of read, list and create
  --mended      gives the bare server's driver the sets that the service's has (decision 018), so that only what is
                around it differs
  -h, --help    prints this

It ends with 0 when both servers answered alike, 1 when not or when there is no MongoDB, and 2 for a wrong command line.
`

const options = readCommandLine(help, {
  quick: { type: 'boolean', default: false },
  only: { type: 'string' },
  mended: { type: 'boolean', default: false },
})
if (options.only && !['read', 'list', 'create'].includes(options.only))
  refuseCommandLine('--only takes read, list or create.')

/** Many short rounds: what else the machine does changes slowly, and then weighs on both alike. */
const size = options.quick
  ? { rows: 2_000, rounds: 2, settling: 30, reads: 100, lists: 100, creates: 30 }
  : { rows: 100_000, rounds: 32, settling: 3_000, reads: 1_000, lists: 500, creates: 200 }

/** Milliseconds after which no more rounds are begun than are needed. */
const patience = 200_000

const say = (line: string) => console.log(line)
const testbed = new Testbed(say)

async function run(): Promise<Outcome[]> {
  const { servers, caller, ids } = await testbed.open(size.rows, options)
  const enoughAt = performance.now() + patience
  const wanted = (name: string) => options.only === undefined || options.only === name
  // walked only for those who list: it would fill the service's profile of another job
  const marks = wanted('list') ? await marksInTheMiddle(servers.service, caller, size.rows) : []
  const jobs = [
    readJob(ids, size.reads),
    listJob(marks, size.lists),
    createJob(caller, size.creates),
  ].filter(({ name }) => wanted(name))
  const outcomes: Outcome[] = []
  for (const job of jobs) {
    say(`Measuring ${job.name} …`)
    outcomes.push(await measure(job, servers, caller, { ...size, enoughAt }))
  }
  return outcomes
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => void testbed.close().then(() => process.exit(1)))
}

try {
  const outcomes = await run()
  say(`\n${tableOf(outcomes)}\n`)
  say(
    `bare: the driver ${options.mended ? 'with the sets of the service' : 'as it comes'} (decision 018)`,
  )
  say('ratio: requests a second of the service to those of the bare server, median of the rounds')
  say('µs: processor time that the server itself used for one request')
} catch (error) {
  if (error instanceof WrongAnswer) {
    console.error(`Wrong: ${error.message}`)
    if (error.cause instanceof Error) console.error(error.cause.message)
  } else if (error instanceof MongodNotFound || error instanceof FolderInUse) {
    console.error(error.message)
  } else throw error
  process.exitCode = 1
} finally {
  await testbed.close()
}
