/** `npm run faults`: arranges real faults on this machine, and compares what was acknowledged with what is stored. */
import { parseArgs } from 'node:util'
import { refuseCommandLine } from '../command-line.ts'
import { MongodNotFound } from '../mongod/find.ts'
import { FolderInUse } from '../mongod/leftover.ts'
import { outcomeOf } from './execute.ts'
import type { Run } from './run.ts'
import { heldByForty, heldByThree, heldUploads } from './runs/held-uploads.ts'
import {
  diskFull,
  killMongod,
  killPrimary,
  lostMajority,
  pausePrimary,
  stepDowns,
} from './runs/mongod.ts'
import { lostPhotos, photoHeavy } from './runs/photos.ts'
import { killService } from './runs/service.ts'
import { soak, submissions } from './runs/soak.ts'
import { tableOf, verdictOf, type Outcome } from './table.ts'
import { Testbed } from './testbed/testbed.ts'

const runs: Run[] = [
  killService,
  killMongod,
  pausePrimary,
  stepDowns,
  killPrimary,
  lostMajority,
  diskFull,
  heldUploads,
  heldByThree,
  heldByForty,
  photoHeavy,
  lostPhotos,
  soak,
  submissions,
]

const help = `Usage: npm run faults -- [NAME …]

Arranges real faults on this machine with processes of its own (mongod, the service, a simulated DingTalk), while
visits are sent in and decided; then compares what was acknowledged with what is stored, with the events and with the
messages that arrived. Without a name all of these run, one after the other:

${runs.map(({ name, description }) => `  ${name.padEnd(15)}${description}`).join('\n')}

A run fails when something acknowledged is lost or there twice, when a request gets a 5xx other than 503 with Retry-After,
when something that was sent is not acknowledged in the end, when an instance logs an error that the fault does not
explain, when a goal is missed, or when it takes too long: each round is stopped after 60 s (soak and submissions 30 s
after their load).

It ends with 0 when no run failed, 1 when one did, and 2 when a fault could not be arranged here or for a wrong command
line.
`

const print = (line: string) => console.log(line)

function chosenRuns(): Run[] {
  let asked
  try {
    asked = parseArgs({
      options: { help: { type: 'boolean', short: 'h', default: false } },
      allowPositionals: true,
    })
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
    return refuseCommandLine(error.message.split('\n')[0] ?? '')
  }
  const { values, positionals } = asked
  if (values.help) {
    print(help)
    process.exit(0)
  }
  const unknown = positionals.filter((name) => runs.every((run) => run.name !== name))
  if (unknown.length) {
    refuseCommandLine(`There is no run called ${unknown.join(', ')}; see npm run faults -- --help`)
  }
  return positionals.length ? runs.filter(({ name }) => positionals.includes(name)) : runs
}

let testbed: Testbed | undefined
let leaving = false

async function executeAndPrint(run: Run): Promise<Outcome> {
  print(`\n${run.name}: ${run.description}`)
  testbed = new Testbed(print)
  const outcome = await outcomeOf(run, testbed, print)
  if (outcome.broken && !leaving) console.error(outcome.broken)
  print(`  ${verdictOf(outcome)}`)
  return outcome
}

async function leave(): Promise<void> {
  if (leaving) return
  leaving = true
  await testbed?.close()
  process.exit(1)
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => void leave())
}
// npm does not always forward a signal: without it this program would go on unnoticed
const parent = process.ppid
if (process.env['npm_lifecycle_event']) {
  setInterval(() => void (process.ppid !== parent && leave()), 500).unref()
}

const chosen = chosenRuns()
const outcomes: Outcome[] = []
try {
  for (const run of chosen) if (!leaving) outcomes.push(await executeAndPrint(run))
  print(`\n${tableOf(outcomes)}`)
} catch (error) {
  if (!(error instanceof MongodNotFound || error instanceof FolderInUse)) throw error
  console.error(error.message)
  process.exitCode = 1
}
const verdicts = outcomes.map(verdictOf)
if (verdicts.some((one) => one.startsWith('NOT POSSIBLE'))) process.exitCode = 2
if (verdicts.some((one) => one !== 'ok' && !one.startsWith('NOT POSSIBLE'))) process.exitCode = 1
