/** The benchmark runs from end to end, leaves nothing behind, and calls a wrong answer wrong. */
import { execFile } from 'node:child_process'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { checkPage, sameAnswers, WrongAnswer } from '../../../scripts/bench/checks.ts'
import { tableOf } from '../../../scripts/bench/table.ts'

const run = promisify(execFile)
const main = join(import.meta.dirname, '../../../scripts/bench/main.ts')

let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'partner-workspace-bench-test-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

test(
  'a quick run does all three jobs on both servers and cleans up',
  { timeout: 90_000 },
  async () => {
    const env = { ...process.env, TMPDIR: folder, TEMP: folder }
    const { stdout } = await run(process.execPath, [main, '--quick'], { env })
    for (const job of ['read', 'list', 'create'])
      expect(stdout).toMatch(new RegExp(`^${job} .*\\d`, 'm'))
    expect(await readdir(folder)).toEqual([])
  },
)

test('the ratio of a job is the median of its rounds', () => {
  const figures = { perSecond: [80, 90, 100], cost: [1, 2, 3] }
  const job = { name: 'read', goal: 0.8 } as Parameters<typeof tableOf>[0][number]['job']
  const table = tableOf([{ job, ratios: [0.7, 0.95, 0.81], bare: figures, service: figures }])
  expect(table.split('\n')[1]?.split(/ +/).slice(0, 6)).toEqual([
    'read',
    '0.81',
    '0.70',
    '0.95',
    '0.80',
    '90',
  ])
})

const kept = (text: string) => ({ kept: new Map([[0, text]]) })

test('servers that answer differently, or not at all, are wrong', () => {
  sameAnswers(kept('{"a":1,"b":2}'), kept('{"b":2,"a":1}'))
  expect(() => sameAnswers(kept('{"a":1}'), kept('{"a":2}'))).toThrow(WrongAnswer)
  expect(() => sameAnswers({ kept: new Map() }, { kept: new Map() })).toThrow(WrongAnswer)
})

test('a page that is short or out of order is wrong', () => {
  const page = (...times: string[]) =>
    JSON.stringify({ items: times.map((submittedAt) => ({ submittedAt })), next: 'x' })
  checkPage(page('2026-02-01', '2026-01-01'), 2)
  expect(() => checkPage(page('2026-01-01', '2026-02-01'), 2)).toThrow(WrongAnswer)
  expect(() => checkPage(page('2026-01-01'), 2)).toThrow(WrongAnswer)
})
