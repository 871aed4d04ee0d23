/** `npm test`: formatting, types, lint, then all tests; goes on to the end and counts what failed. */
import { spawn, type StdioOptions } from 'node:child_process'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import type { Count } from './test/count.ts'
import { runTests } from './test/run.ts'

const root = join(import.meta.dirname, '..')

/** The tools' own programs, so that they run on the Node that runs this. */
const tools = {
  prettier: 'node_modules/prettier/bin/prettier.cjs',
  tsc: 'node_modules/typescript/bin/tsc',
  oxlint: 'node_modules/oxlint/bin/oxlint',
}

interface Step {
  title: string
  run: () => Promise<Count>
}

const steps: Step[] = [
  {
    title: 'formatting',
    run: () => check(tools.prettier, ['--check', '--log-level', 'warn', '.']),
  },
  { title: 'types', run: () => check(tools.tsc, ['-p', '.', '--checkers', '1']) },
  { title: 'lint', run: () => check(tools.oxlint, ['--deny-warnings']) },
  { title: 'structure and service', run: () => tests('service', { again: false }) },
  { title: 'browser', run: () => tests('browser', { again: true }) },
]

const total: Count = { passed: 0, failed: 0 }
const flaky: string[] = []
for (const { title, run } of steps) {
  const start = performance.now()
  const { passed, failed } = await run()
  total.passed += passed
  total.failed += failed
  const seconds = ((performance.now() - start) / 1000).toFixed(1)
  const words = failed > 0 ? `${failed} failed` : 'passed'
  console.log(`${title.padEnd(24)}${words.padEnd(12)}${seconds.padStart(6)} s`)
}
for (const name of flaky) console.log(`flaky: ${name}`)
console.log(`${total.passed} passed, ${total.failed} failed`)
process.exitCode = total.failed > 0 ? 1 : 0

/** A tool that says yes or no; its words are shown when it says no. */
async function check(program: string, args: string[]): Promise<Count> {
  const child = start(program, args, ['ignore', 'pipe', 'inherit'])
  const [words, code] = await Promise.all([child.stdout ? text(child.stdout) : '', ended(child)])
  if (code === 0) return { passed: 1, failed: 0 }
  console.log(words)
  return { passed: 0, failed: 1 }
}

/** One project of vitest.config.ts; what passed only at the second try is named at the end. */
async function tests(project: string, { again }: { again: boolean }): Promise<Count> {
  const outcome = await runTests({ root, project, again, say: (line) => console.log(line) })
  flaky.push(...outcome.flaky)
  return outcome
}

function start(program: string, args: string[], stdio: StdioOptions) {
  return spawn(process.execPath, [join(root, program), ...args], { cwd: root, stdio })
}

function ended(child: ReturnType<typeof start>): Promise<number | null> {
  return new Promise((resolve) => child.once('close', resolve))
}
