/** `npm run simulator:conformance`: clients by other hands, unmodified, at work on the simulated DingTalk. */
import { readCommandLine } from '../command-line.ts'
import { behaviours } from './behaviours.ts'
import { clients, missingProgram } from './client-list.ts'
import { Run } from './run.ts'
import type { Behaviour, Client } from './shapes.ts'
import { tableOf, type Cell, type Row } from './table.ts'

const help = `Usage: npm run simulator:conformance -- [--only <language or client>]

Fetches DingTalk clients by other hands whose language is on the machine, lets them work unmodified on a simulated
DingTalk, and prints what was seen of each (docs/simulator-conformance.md).

  --only <name>  takes one language or client; may be given more than once
  -h, --help     prints this

It ends with 0 when all passed, 1 when something failed or a client could not be fetched or started, and 2 for a wrong
command line.
`

const options = readCommandLine(help, { only: { type: 'string', multiple: true } })

const labelOf = ({ name, version, language }: Client) => `${name} ${version} (${language})`
const wordsOf = (error: unknown) => (error instanceof Error ? error.message : String(error))

async function look(run: Run, behaviour: Behaviour): Promise<Cell> {
  try {
    await behaviours[behaviour](run)
    return { kind: 'pass' }
  } catch (error) {
    return { kind: 'fail', why: wordsOf(error) }
  }
}

/** The client at work, to be ended when this program is. */
let current: Run | undefined

for (const [signal, code] of [
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const)
  process.once(
    signal,
    () => void (current?.stop() ?? Promise.resolve()).finally(() => process.exit(code)),
  )

async function rowOf(client: Client): Promise<Row> {
  const { leftOut } = client
  const label = labelOf(client)
  const missing = await missingProgram(client)
  if (missing) return { label, note: `not run: no ${missing} on this machine` }
  console.log(`${label} …`)
  let run: Run
  try {
    run = await Run.start(client, await client.fetch())
  } catch (error) {
    return { label, failure: `could not be fetched or started: ${wordsOf(error)}` }
  }
  current = run
  try {
    const cells: Partial<Record<Behaviour, Cell>> = {}
    for (const behaviour of Object.keys(behaviours) as Behaviour[])
      if (client.behaviours.includes(behaviour)) cells[behaviour] = await look(run, behaviour)
    return { label, cells, ...(leftOut && { leftOut }) }
  } finally {
    await run.stop()
    current = undefined
  }
}

const { only } = options
const wanted = clients.filter(
  ({ name, language }) =>
    only === undefined || only.includes(name) || only.includes(language.toLowerCase()),
)
if (wanted.length === 0) {
  console.error(`No client is called ${only?.join(' or ')}.`)
  process.exitCode = 1
} else {
  const rows: Row[] = []
  for (const client of wanted) rows.push(await rowOf(client))
  const { text, failed } = tableOf(rows, Object.keys(behaviours) as Behaviour[])
  console.log(`\n${text}`)
  if (failed) process.exitCode = 1
}
