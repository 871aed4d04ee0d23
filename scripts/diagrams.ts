/** Writes the state diagrams in the READMEs of the domains from the tables in their rules; `--check` only compares. */
import { glob, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { arrowsOf, type Machine } from '../service/states/machine.ts'
import { readCommandLine } from './command-line.ts'

const root = join(import.meta.dirname, '..')

/** A comment that asks for the diagram of a state machine, and the diagram that may follow it. */
const place = /<!-- states: (?<name>\w+) in (?<file>\S+) -->\n(?:\n```mermaid\n[^`]*```\n)?/g

/** Without the steps that leave the state and its time as they are. */
function mermaid({ states, steps }: Machine): string {
  const moving = Object.entries(steps).filter(([, { keepsSince }]) => !keepsSince)
  const table = { states, steps: Object.fromEntries(moving) }
  const name = (state: string) => (state === 'none' ? '[*]' : state)
  const lines = arrowsOf(table).map(
    ({ from, step, to }) => `  ${name(from)} --> ${name(to)}: ${step}`,
  )
  return ['```mermaid', 'stateDiagram-v2', ...lines, '```'].join('\n')
}

/** @throws when the comment names no machine */
async function drawn(readme: string, name: string, file: string): Promise<string> {
  const module = await import(pathToFileURL(join(root, dirname(readme), file)).href)
  const machine = (module as Record<string, Machine | undefined>)[name]
  if (!machine?.steps) throw new Error(`${readme}: there is no state machine ${name} in ${file}`)
  return `<!-- states: ${name} in ${file} -->\n\n${mermaid(machine)}\n`
}

async function withDiagrams(readme: string, text: string): Promise<string> {
  let written = text
  for (const { 0: old, groups } of text.matchAll(place)) {
    const { name = '', file = '' } = groups ?? {}
    written = written.replace(old, await drawn(readme, name, file))
  }
  return written
}

/** READMEs that do not say what the tables say, written again unless `onlyLook`. */
export async function writeDiagrams({ onlyLook = false } = {}): Promise<string[]> {
  const stale: string[] = []
  for await (const readme of glob('service/**/README.md', { cwd: root })) {
    const there = await readFile(join(root, readme), 'utf8')
    const text = await withDiagrams(readme, there)
    if (there === text) continue
    stale.push(readme)
    if (!onlyLook) await writeFile(join(root, readme), text)
  }
  return stale
}

const help = `Usage: node scripts/diagrams.ts [--check]

Writes the diagrams of states in the READMEs of the domains: after each comment that names a state machine.

  --check     only tells which READMEs are out of date
  -h, --help  prints this

It ends with 0 when all are as they should be, 1 when --check has found one that is not, and 2 for a wrong command line.
`

if (import.meta.main) {
  const { check: onlyLook } = readCommandLine(help, { check: { type: 'boolean', default: false } })
  const stale = await writeDiagrams({ onlyLook })
  for (const path of stale) console.log(`${onlyLook ? 'out of date' : 'written'}: ${path}`)
  if (onlyLook && stale.length) process.exitCode = 1
}
