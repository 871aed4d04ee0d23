/** Counts a test run by its JSON report. */

export interface Count {
  passed: number
  failed: number
}

/** The part of vitest's (and Jest's) JSON report that counts. */
interface Report {
  numPassedTests: number
  numFailedTests: number
  testResults: { status: string; assertionResults: unknown[] }[]
}

/**
 * How many tests passed and failed. A test file that could not even be loaded counts as one
 * failure, and so does a run that failed in any other way: it must not look like a success.
 * @param report the JSON text, empty when there is none
 * @param exitCode of the run; `null` when a signal ended it
 */
export function countTests(report: string, exitCode: number | null): Count {
  const read = parse(report)
  const broken = read.testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
  ).length
  const failed = read.numFailedTests + broken
  return {
    passed: read.numPassedTests,
    failed: failed === 0 && exitCode !== 0 ? 1 : failed,
  }
}

function parse(report: string): Report {
  try {
    return JSON.parse(report) as Report
  } catch (error) {
    // The run ended before it could report; its exit code tells the rest.
    if (error instanceof SyntaxError)
      return { numPassedTests: 0, numFailedTests: 0, testResults: [] }
    throw error
  }
}
