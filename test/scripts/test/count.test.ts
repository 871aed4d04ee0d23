import { expect, test } from 'vitest'
import { countBoth, countTests, failedFiles, type Run } from '../../../scripts/test/count.ts'

type Status = 'passed' | 'failed' | 'skipped'

const file = (name: string, tests: Record<string, Status>, status?: Status) => ({
  name: `/root/test/${name}`,
  status: status ?? (Object.values(tests).includes('failed') ? 'failed' : 'passed'),
  assertionResults: Object.entries(tests).map(([fullName, one]) => ({
    fullName,
    status: one,
    failureMessages: one === 'failed' ? [`Error: ${fullName} is wrong\n    at line 3`] : [],
  })),
})

function run(files: ReturnType<typeof file>[], given: Partial<Run> = {}): Run {
  const exitCode = files.some(({ status }) => status === 'failed') ? 1 : 0
  return { report: JSON.stringify({ testResults: files }), exitCode, unhandled: 0, ...given }
}

const good = file('good.ts', { a: 'passed', b: 'passed', c: 'passed' })

test('tests are counted as vitest reports them', () => {
  expect(countTests(run([good]), '/root')).toEqual({
    passed: 3,
    failed: 0,
    flaky: [],
    failures: [],
  })
  const bad = file('bad.ts', { a: 'failed', b: 'failed', c: 'passed', d: 'skipped' })
  expect(countTests(run([good, bad]), '/root')).toMatchObject({ passed: 4, failed: 2 })
})

test('a file that cannot be loaded, or whose hook fails, is a failure beside others too', () => {
  const unloaded = file('unloaded.ts', {}, 'failed')
  const hook = file('hook.ts', { a: 'skipped' }, 'failed')
  const bad = file('bad.ts', { a: 'failed' })
  expect(countTests(run([good, unloaded]), '/root')).toMatchObject({ passed: 3, failed: 1 })
  expect(countTests(run([good, unloaded, hook, bad]), '/root')).toMatchObject({
    passed: 3,
    failed: 3,
  })
})

test('a run that failed in another way, or never reported, is a failure', () => {
  expect(countTests(run([good], { exitCode: 1 }), '/root')).toMatchObject({ passed: 3, failed: 1 })
  expect(countTests(run([good], { exitCode: 1, unhandled: 2 }), '/root')).toMatchObject({
    passed: 3,
    failed: 1,
  })
  expect(countTests(run([], { report: '', exitCode: null }), '/root')).toMatchObject({
    passed: 0,
    failed: 1,
  })
  const cut = '{"testResults": ['
  expect(countTests(run([], { report: cut, exitCode: 1 }), '/root')).toMatchObject({
    passed: 0,
    failed: 1,
  })
})

test('what passes in one of two runs is flaky, and what fails in both has failed', () => {
  const first = run([good, file('x.ts', { a: 'passed', b: 'failed', c: 'failed' })])
  const second = run([file('x.ts', { a: 'passed', b: 'passed', c: 'failed' })])
  expect(failedFiles(first)).toEqual(['/root/test/x.ts'])
  expect(countBoth(first, second, '/root')).toEqual({
    passed: 5,
    failed: 1,
    flaky: ['b (test/x.ts): Error: b is wrong'],
    failures: ['c (test/x.ts): Error: c is wrong'],
  })
  const another = run([file('x.ts', { a: 'failed', b: 'passed', c: 'passed' })])
  expect(countBoth(first, another, '/root')).toEqual({
    passed: 6,
    failed: 0,
    flaky: ['a', 'b', 'c'].map((name) => `${name} (test/x.ts): Error: ${name} is wrong`),
    failures: [],
  })
})

test('a file that could only be loaded the second time is flaky itself', () => {
  const first = run([file('x.ts', { a: 'skipped' }, 'failed')])
  const second = run([file('x.ts', { a: 'passed' })])
  expect(countBoth(first, second, '/root')).toMatchObject({
    passed: 1,
    flaky: ['test/x.ts'],
    failures: [],
  })
  expect(countBoth(first, first, '/root')).toMatchObject({
    failed: 1,
    flaky: [],
    failures: ['test/x.ts'],
  })
})

test('a second run that breaks off, or an error of no test in either run, is a failure', () => {
  const first = run([file('x.ts', { a: 'failed' })])
  const second = run([file('x.ts', { a: 'passed' })])
  expect(countBoth(first, run([], { report: '', exitCode: null }), '/root').failed).toBe(1)
  expect(countBoth(first, { ...second, exitCode: 1 }, '/root').failed).toBe(1)
  expect(countBoth({ ...first, unhandled: 1 }, second, '/root').failed).toBe(1)
  expect(countBoth(first, { ...second, unhandled: 1 }, '/root').failed).toBe(1)
})
