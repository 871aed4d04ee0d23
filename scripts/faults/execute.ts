/** Executes one run in a testbed of its own, round by round, each within its time limit. */
import { MongodNotFound } from '../mongod/find.ts'
import { FolderInUse } from '../mongod/leftover.ts'
import { checkErrorLines } from './checks.ts'
import { sumOf } from './ledger.ts'
import { defaultTimeLimit, type Result, type Run } from './run.ts'
import type { Outcome } from './table.ts'
import { NotPossible } from './testbed/small-disk.ts'
import type { Testbed } from './testbed/testbed.ts'
import { withTimeLimit } from './time-limit.ts'

type Print = (line: string) => void

/** @throws MongodNotFound, FolderInUse: without these no run is possible */
export async function outcomeOf(run: Run, testbed: Testbed, print: Print): Promise<Outcome> {
  const outcome: Outcome = { name: run.name, seconds: 0, missed: [] }
  try {
    await testbed.start(run.setup)
    await executeRounds(run, testbed, { outcome, print })
  } catch (error) {
    if (error instanceof MongodNotFound || error instanceof FolderInUse) throw error
    if (error instanceof NotPossible) outcome.notPossible = error.message
    else outcome.broken = error instanceof Error ? (error.stack ?? error.message) : String(error)
  } finally {
    await testbed.close()
  }
  return outcome
}

async function executeRounds(
  { execute, rounds = 1, timeLimit = defaultTimeLimit, expectedErrors = [], summarize }: Run,
  testbed: Testbed,
  { outcome, print }: { outcome: Outcome; print: Print },
): Promise<void> {
  const results: Result[] = []
  for (let round = 1; round <= rounds; round++) {
    const began = performance.now()
    const measure = () => (performance.now() - began) / 1_000
    const result = await withTimeLimit(execute(testbed), timeLimit, () => {
      outcome.seconds = measure()
      testbed.abort()
    })
    const seconds = measure()
    outcome.seconds = Math.max(outcome.seconds, seconds)
    outcome.missed.push(...result.missed)
    results.push(result)
    outcome.ledger = sumOf(results.map(({ ledger }) => ledger))
    const label = rounds > 1 ? `round ${round}: ` : ''
    for (const note of result.notes) print(`  ${label}${note}`)
    print(`  ${label}${seconds.toFixed(1)} s (limit ${timeLimit} s)`)
  }
  const summary = summarize?.(results)
  for (const note of summary?.notes ?? []) print(`  ${note}`)
  outcome.missed.push(...(summary?.missed ?? []))
  const lines = await testbed.errorLines()
  for (const [line, each] of Map.groupBy(lines, (text) => text)) {
    print(`  logged as an error: ${line} × ${each.length}`)
  }
  outcome.missed.push(...checkErrorLines(lines, expectedErrors))
}
