/** A small project of its own is run as `npm test` runs its tests: twice where something fails. */
import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { expect, onTestFinished, test } from 'vitest'

const run = promisify(execFile)
const program = pathToFileURL(join(import.meta.dirname, '../../../scripts/test/run.ts')).href

const config = `export default { test: { projects: [
  { test: { name: 'browser', globals: true, include: ['*.test.js'] } },
] } }`

/** Each line of `ran` is a test that was begun. */
const begun = (folder: string) => `
  import { appendFileSync, readFileSync } from 'node:fs'
  const file = ${JSON.stringify(join(folder, 'ran'))}
  function begin(name) {
    appendFileSync(file, name + '\\n')
    return readFileSync(file, 'utf8').split('\\n').filter((line) => line === name).length
  }`

async function project(files: Record<string, string>) {
  const root = await mkdtemp(join(tmpdir(), 'again-'))
  onTestFinished(() => rm(root, { recursive: true, force: true }))
  await writeFile(join(root, 'vitest.config.js'), config)
  for (const [name, body] of Object.entries(files))
    await writeFile(join(root, name), begun(root) + body)
  const options = JSON.stringify({ root, projects: ['browser'] })
  const words = `
    import { runTests } from ${JSON.stringify(program)}
    const outcome = await runTests({ ...${options}, say: () => undefined })
    console.log('\\n' + JSON.stringify(outcome))`
  const { stdout } = await run(process.execPath, ['--input-type=module', '-e', words], {
    env: { PATH: process.env['PATH'] ?? '' },
  })
  return {
    outcome: JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as unknown,
    ran: (await readFile(join(root, 'ran'), 'utf8')).trim().split('\n'),
  }
}

/** Two tests that share a state, of which the second is lost the first time it runs. */
const sequence = `
  let state = 0
  test('opens', () => { begin('opens'); state = 1 })
  describe('then', () => {
    test('goes on', () => { const time = begin('goes on'); expect([time, state]).toEqual([2, 1]) })
  })`

const lost =
  'then goes on (sequence.test.js): AssertionError: expected [ 1, 1 ] to deeply equal [ 2, 1 ]'

test('what failed once is run again with its file, and named when it passes then', async () => {
  const { outcome, ran } = await project({
    'sequence.test.js': sequence,
    'fine.test.js': `test('fine', () => { begin('fine') })`,
  })
  expect(outcome).toEqual({ passed: 3, failed: 0, flaky: [lost], failures: [] })
  expect(ran.toSorted()).toEqual(['fine', 'goes on', 'goes on', 'opens', 'opens'])
})

test('what fails twice has failed', async () => {
  const { outcome, ran } = await project({
    'bad.test.js': `test('bad', () => { begin('bad'); expect(1).toBe(2) })`,
    'sequence.test.js': sequence,
  })
  expect(outcome).toEqual({
    passed: 2,
    failed: 1,
    flaky: [lost],
    failures: ['bad (bad.test.js): AssertionError: expected 1 to be 2 // Object.is equality'],
  })
  expect(ran.filter((name) => name === 'bad')).toHaveLength(2)
})

test('an error that belongs to no test is not forgiven by a second run', async () => {
  const { outcome } = await project({
    'sequence.test.js': `${sequence}
      if (begin('loaded') === 1) setTimeout(() => { throw new Error('of no test') })
      test('waits', () => new Promise((done) => setTimeout(done, 50)))`,
  })
  expect(outcome).toMatchObject({ passed: 3, failed: 1 })
})
