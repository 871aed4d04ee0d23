/** The callback benchmark runs from end to end, loses nothing, and leaves nothing behind. */
import { execFile } from 'node:child_process'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'

const run = promisify(execFile)
const main = join(import.meta.dirname, '../../../scripts/bench/callback.ts')

let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'partner-workspace-bench-callback-test-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

test(
  'a short burst is answered, takes effect once, and is cleaned up',
  { timeout: 90_000 },
  async () => {
    const env = { ...process.env, TMPDIR: folder, TEMP: folder }
    const args = [main, '--events', '60', '--connections', '20']
    const { stdout } = await run(process.execPath, args, { env })
    expect(stdout).toMatch(/^60 events over 20 connections: \d+\/s$/m)
    expect(stdout).toMatch(/^p99 \/ ours of 300 ms: \d+\.\d\d$/m)
    expect(stdout).toContain('success: 0; lost: 0; twice: 0')
    expect(await readdir(folder)).toEqual([])
  },
)
