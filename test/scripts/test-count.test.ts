import { expect, test } from 'vitest'
import { countTests } from '../../scripts/test/count.ts'

const file = (status: string, tests: number) => ({
  status,
  assertionResults: Array(tests).fill({}),
})
const report = (numPassedTests: number, numFailedTests: number, testResults: object[]) =>
  JSON.stringify({ numPassedTests, numFailedTests, testResults })

test('tests are counted as vitest reports them', () => {
  expect(countTests(report(3, 0, [file('passed', 3)]), 0)).toEqual({ passed: 3, failed: 0 })
  expect(countTests(report(3, 2, [file('failed', 5)]), 1)).toEqual({ passed: 3, failed: 2 })
})

test('a file that cannot be loaded is a failure', () => {
  const results = [file('passed', 3), file('failed', 0)]
  expect(countTests(report(3, 0, results), 1)).toEqual({ passed: 3, failed: 1 })
})

test('a run that failed in another way, or never reported, is a failure', () => {
  expect(countTests(report(3, 0, [file('passed', 3)]), 1)).toEqual({ passed: 3, failed: 1 })
  expect(countTests('', null)).toEqual({ passed: 0, failed: 1 })
  expect(countTests('{"numPassedTests": 3, ', 1)).toEqual({ passed: 0, failed: 1 })
})
