/** `npm test`: formatting, types, lint, then all tests; goes on to the end, then names and counts what failed. */
import { spawn, type StdioOptions } from 'node:child_process'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { readCommandLine } from './command-line.ts'
import type { Count, Outcome } from './test/count.ts'
import { runTests } from './test/run.ts'

readCommandLine(
  `Usage: npm test

Checks formatting, types and lint, then runs all tests: structure, the service on a real MongoDB, and journeys in a real
browser. What failed is run once more (decision 030). Single files: npm exec -- vitest run <file>

It ends with 0 when all passed, 1 when something failed, and 2 for a wrong command line.
`,
  {},
)

const root = join(import.meta.dirname, '..')

/** The tools' own programs, so that they run on the Node that runs this. */
const tools = {
  prettier: 'node_modules/prettier/bin/prettier.cjs',
  tsc: 'node_modules/typescript/bin/tsc',
  oxlint: 'node_modules/oxlint/bin/oxlint',
}

interface Step {
  title: string
  run: () => Promise<Outcome>
}

/** What computes in one thread runs together with the others of its kind; tests have the machine for themselves. */
const steps: Step[][] = [
  [
    tool('formatting', tools.prettier, ['--check', '--log-level', 'warn', '.']),
    tool('types', tools.tsc, ['-p', '.', '--checkers', '1']),
    tool('lint', tools.oxlint, ['--deny-warnings']),
  ],
  [{ title: 'structure and service', run: () => tests('alone', 'service') }],
  [{ title: 'browser', run: () => tests('browser') }],
]

const total: Count = { passed: 0, failed: 0 }
const flaky: string[] = []
const failures: string[] = []

async function take({ title, run }: Step): Promise<void> {
  const start = performance.now()
  const { passed, failed, ...words } = await run()
  total.passed += passed
  total.failed += failed
  flaky.push(...words.flaky)
  failures.push(...words.failures)
  const seconds = ((performance.now() - start) / 1000).toFixed(1)
  const verdict = failed > 0 ? `${failed} failed` : 'passed'
  console.log(`${title.padEnd(24)}${verdict.padEnd(12)}${seconds.padStart(6)} s`)
}

for (const together of steps) await Promise.all(together.map(take))
for (const one of flaky) console.log(`flaky: ${one}`)
for (const one of failures) console.log(`failed: ${one}`)
console.log(`${total.passed} passed, ${total.failed} failed`)
process.exitCode = total.failed > 0 ? 1 : 0

function tool(title: string, program: string, args: string[]): Step {
  return { title, run: () => check(title, program, args) }
}

/** A tool that says yes or no; its words are shown when it says no. */
async function check(title: string, program: string, args: string[]): Promise<Outcome> {
  const child = start(program, args, ['ignore', 'pipe', 'inherit'])
  const [words, code] = await Promise.all([child.stdout ? text(child.stdout) : '', ended(child)])
  if (code === 0) return { passed: 1, failed: 0, flaky: [], failures: [] }
  console.log(words)
  return { passed: 0, failed: 1, flaky: [], failures: [title] }
}

/** Projects of vitest.config.ts. */
function tests(...projects: string[]): Promise<Outcome> {
  return runTests({ root, projects, say: (line) => console.log(line) })
}

function start(program: string, args: string[], stdio: StdioOptions) {
  return spawn(process.execPath, [join(root, program), ...args], { cwd: root, stdio })
}

function ended(child: ReturnType<typeof start>): Promise<number | null> {
  return new Promise((resolve) => child.once('close', resolve))
}
