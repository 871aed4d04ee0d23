/** Counts test runs by their JSON reports; of two runs, tells which tests passed in only one of them. */
import { relative } from 'node:path'

export interface Count {
  passed: number
  failed: number
}

export interface Outcome extends Count {
  /** Tests that failed in one run and passed in the other, by full name and reason; they count as passed. */
  flaky: string[]
  /** What counts as failed, in the same words. */
  failures: string[]
}

/** What one run left behind. */
export interface Run {
  /** The JSON report, empty when there is none. */
  report: string
  /** `null` when a signal ended the run. */
  exitCode: number | null
  /** Errors that belong to no test, such as a rejection that nothing handled. */
  unhandled: number
}

type Status = 'passed' | 'failed' | 'other'

interface Result {
  name: string
  status: Status
  /** First line of what the failure said. */
  reason?: string
}

/** The part of vitest's (and Jest's) JSON report that counts. */
interface Report {
  testResults: {
    /** Absolute path of the file. */
    name: string
    status: string
    /** What kept the file from being loaded. */
    message?: string
    assertionResults: { fullName: string; status: string; failureMessages?: string[] }[]
  }[]
}

/**
 * How many tests passed and failed. A file that failed without a failed test (it cannot be loaded, or one of its hooks
 * failed) counts as one failure, and so does a run that failed in any other way: it must not look like a success.
 * @param root of the project, for the names of files
 */
export function countTests(run: Run, root: string): Outcome {
  return counted([resultsOf(run, root)], [run])
}

/**
 * The same for a run and a second one of the files that failed in it: what passed in either is not failed, and what
 * also failed in the other is flaky.
 */
export function countBoth(first: Run, second: Run, root: string): Outcome {
  return counted([resultsOf(first, root), resultsOf(second, root)], [first, second])
}

/** Files with something that failed, as absolute paths. */
export function failedFiles({ report }: Run): string[] {
  return parse(report)
    .testResults.filter(({ status }) => status === 'failed')
    .map(({ name }) => name)
}

function counted(results: Map<string, Result>[], runs: Run[]): Outcome {
  const outcome: Outcome = { passed: 0, failed: 0, flaky: [], failures: [] }
  const fail = (words: string) => {
    outcome.failed++
    outcome.failures.push(words)
  }
  const keys = new Set(results.flatMap((one) => [...one.keys()]))
  for (const key of keys) {
    const found = results.flatMap((one) => one.get(key) ?? [])
    const failed = found.find(({ status }) => status === 'failed')
    if (found.some(({ status }) => status === 'passed')) {
      // a file is no test: it counts only when it fails
      if (!isFile(key)) outcome.passed++
      if (failed) outcome.flaky.push(wordsOf(failed))
    } else if (failed) fail(wordsOf(failed))
  }
  if (runs.some(({ unhandled }) => unhandled > 0)) fail('an error that belongs to no test')
  const last = runs.at(-1)
  if (outcome.failed === 0 && last?.exitCode !== 0 && !isExplained(last, outcome))
    fail(`the test run ended with exit code ${last?.exitCode ?? 'none'}`)
  return outcome
}

function wordsOf({ name, reason }: Result): string {
  return reason ? `${name}: ${reason}` : name
}

/** The second run failed, but only with tests that had passed in the first. */
function isExplained(run: Run | undefined, { flaky }: Outcome): boolean {
  return run?.exitCode === 1 && flaky.length > 0 && failedFiles(run).length > 0
}

const fileMark = 'file '
const isFile = (key: string) => key.startsWith(fileMark)

/** Every test by its file and name, and every file by itself: failed when it failed without a failed test. */
function resultsOf({ report }: Run, root: string): Map<string, Result> {
  const results = new Map<string, Result>()
  for (const { name: path, status, message, assertionResults } of parse(report).testResults) {
    const file = relative(root, path).replaceAll('\\', '/')
    const tests = assertionResults.map((one) => ({
      name: `${one.fullName.trim()} (${file})`,
      status: statusOf(one.status),
      ...reasonOf(one.failureMessages?.[0]),
    }))
    const hasFailed = status === 'failed' && tests.every((one) => one.status !== 'failed')
    results.set(fileMark + path, {
      name: file,
      status: hasFailed ? 'failed' : 'passed',
      ...reasonOf(message),
    })
    for (const test of tests) {
      let key = `test ${test.name}`
      while (results.has(key)) key += ' again'
      results.set(key, test)
    }
  }
  return results
}

/** Enough to know the failure by when only the end of the output is at hand. */
function reasonOf(message: string | undefined): Pick<Result, 'reason'> {
  const line = message?.trim().split('\n')[0]?.slice(0, 200)
  return line ? { reason: line } : {}
}

function statusOf(status: string): Status {
  return status === 'passed' || status === 'failed' ? status : 'other'
}

function parse(report: string): Report {
  try {
    return JSON.parse(report) as Report
  } catch (error) {
    // The run ended before it could report; its exit code tells the rest.
    if (error instanceof SyntaxError) return { testResults: [] }
    throw error
  }
}
