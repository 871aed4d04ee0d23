/** `npm run faults`: arranges real faults on this machine, and holds what was acknowledged against what is there. */
import { parseArgs } from 'node:util'
import { MongodNotFound } from '../mongod/find.ts'
import { FolderInUse } from '../mongod/leftover.ts'
import { House } from './house/house.ts'
import { NotPossible } from './house/small-disk.ts'
import type { Run } from './run.ts'
import { heldUploads } from './runs/held-uploads.ts'
import { diskFull, killMongod, killPrimary, pausePrimary, stepDowns } from './runs/mongod.ts'
import { lostPhotos, photoHeavy } from './runs/photos.ts'
import { killService } from './runs/service.ts'
import { soak, submissions } from './runs/soak.ts'
import { tableOf, verdictOf, type Outcome } from './table.ts'

const runs: Run[] = [
  killService,
  killMongod,
  pausePrimary,
  stepDowns,
  killPrimary,
  diskFull,
  heldUploads,
  photoHeavy,
  lostPhotos,
  soak,
  submissions,
]

const help = `npm run faults [-- NAME …]

Arranges real faults on this machine with processes of its own (mongod, the service, a simulated DingTalk), while
visits are sent in and decided; then compares what was acknowledged with what is stored, with the events and with the
messages that arrived. Without a name all of these run, one after the other:

${runs.map(({ name, what }) => `  ${name.padEnd(15)}${what}`).join('\n')}

Ends with 0 when everything that was acknowledged is there once and every goal was reached, with 1 when not, and with
2 when nothing is wrong but a fault could not be arranged here.
`

const say = (line: string) => console.log(line)

/** Ends the program where what was asked for cannot be done. */
function refuse(words: string): never {
  console.error(words)
  process.exit(1)
}

function chosenRuns(): Run[] {
  let asked
  try {
    asked = parseArgs({
      options: { help: { type: 'boolean', short: 'h', default: false } },
      allowPositionals: true,
    })
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
    return refuse(error.message.split('\n')[0] ?? '')
  }
  const { values, positionals } = asked
  if (values.help) {
    say(help)
    process.exit(0)
  }
  const unknown = positionals.filter((name) => runs.every((run) => run.name !== name))
  if (unknown.length) {
    refuse(`There is no run called ${unknown.join(', ')}; see npm run faults -- --help`)
  }
  return positionals.length ? runs.filter(({ name }) => positionals.includes(name)) : runs
}

let house: House | undefined
let leaving = false

async function outcomeOf({ name, what, needs, go }: Run): Promise<Outcome> {
  say(`\n${name}: ${what}`)
  house = new House(say)
  const outcome: Outcome = { name, seconds: 0, missed: [] }
  try {
    await house.open(needs)
    const began = performance.now()
    const { ledger, notes, missed } = await go(house)
    outcome.seconds = (performance.now() - began) / 1_000
    Object.assign(outcome, { ledger, missed })
    for (const note of notes) say(`  ${note}`)
    for (const trouble of await house.troubles()) say(`  logged: ${trouble}`)
  } catch (error) {
    // without these none of the runs is possible
    if (error instanceof MongodNotFound || error instanceof FolderInUse) throw error
    if (error instanceof NotPossible) outcome.notPossible = error.message
    else outcome.broken = error instanceof Error ? (error.stack ?? error.message) : String(error)
    if (outcome.broken && !leaving) console.error(outcome.broken)
  } finally {
    await house.close()
  }
  say(`  ${verdictOf(outcome)}`)
  return outcome
}

async function leave(): Promise<void> {
  if (leaving) return
  leaving = true
  await house?.close()
  process.exit(1)
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => void leave())
}
// npm does not always pass a signal on: without it we would go on unseen
const parent = process.ppid
if (process.env['npm_lifecycle_event']) {
  setInterval(() => void (process.ppid !== parent && leave()), 500).unref()
}

const chosen = chosenRuns()
const outcomes: Outcome[] = []
try {
  for (const run of chosen) if (!leaving) outcomes.push(await outcomeOf(run))
  say(`\n${tableOf(outcomes)}`)
} catch (error) {
  if (!(error instanceof MongodNotFound || error instanceof FolderInUse)) throw error
  console.error(error.message)
  process.exitCode = 1
}
const verdicts = outcomes.map(verdictOf)
if (verdicts.some((one) => one.startsWith('NOT POSSIBLE'))) process.exitCode = 2
if (verdicts.some((one) => one !== 'ok' && !one.startsWith('NOT POSSIBLE'))) process.exitCode = 1
