/**
 * `npm run simulator:conformance`: clients by other hands, unmodified, at work on the simulated DingTalk. Fetches those
 * whose language is on the machine, and prints what was seen of each. `-- --only go` takes one language or client.
 */
import { parseArgs } from 'node:util'
import { behaviours } from './behaviours.ts'
import { clients, missingProgram } from './clients.ts'
import { Run } from './run.ts'
import type { Behaviour, Client } from './shapes.ts'
import { tableOf, type Cell, type Row } from './table.ts'

const { values: options } = parseArgs({ options: { only: { type: 'string' } } })

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

async function rowOf(client: Client): Promise<Row> {
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
  try {
    const cells: Partial<Record<Behaviour, Cell>> = {}
    for (const behaviour of Object.keys(behaviours) as Behaviour[])
      if (client.behaviours.includes(behaviour)) cells[behaviour] = await look(run, behaviour)
    return { label, cells }
  } finally {
    await run.stop()
  }
}

const wanted = clients.filter(
  ({ name, language }) =>
    options.only === undefined || [name, language.toLowerCase()].includes(options.only),
)
if (wanted.length === 0) {
  console.error(`No client is called ${options.only}.`)
  process.exitCode = 1
} else {
  const rows: Row[] = []
  for (const client of wanted) rows.push(await rowOf(client))
  const { text, failed } = tableOf(rows, Object.keys(behaviours) as Behaviour[])
  console.log(`\n${text}`)
  if (failed) process.exitCode = 1
}
