/** Runs projects of vitest, gives the files that failed a second run (decision 030), and counts both. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { countBoth, countTests, failedFiles, type Outcome, type Run } from './count.ts'
import { variable } from './unhandled.ts'

const program = join(import.meta.dirname, '../../node_modules/vitest/vitest.mjs')
const reporter = join(import.meta.dirname, 'unhandled.ts')

interface Options {
  /** Folder of the vitest.config. */
  root: string
  projects: string[]
  say: (line: string) => void
}

/**
 * Whole files run once more and not single tests: the tests of a file share a world, and a test that was broken off in
 * the middle has left its traces there.
 */
export async function runTests({ root, projects, say }: Options): Promise<Outcome> {
  const first = await vitest(root, projects, [])
  // another code means that it was ended from outside or could not start
  const failed = first.exitCode === 1 ? failedFiles(first) : []
  if (failed.length === 0) return countTests(first, root)
  const what = failed.length === 1 ? '1 file' : `${failed.length} files`
  say(`${what} failed; running once more what failed.`)
  return countBoth(first, await vitest(root, projects, failed), root)
}

async function vitest(root: string, projects: string[], files: string[]): Promise<Run> {
  const folder = await mkdtemp(join(tmpdir(), 'partner-workspace-report-'))
  try {
    const report = join(folder, 'report.json')
    const unhandled = join(folder, 'unhandled')
    // prettier-ignore
    const args = ['run', ...files, ...projects.flatMap((name) => ['--project', name]), '--reporter', 'default',
      '--reporter', 'json', '--outputFile.json', report, '--reporter', reporter]
    const env = { ...process.env, [variable]: unhandled }
    const child = spawn(process.execPath, [program, ...args], { cwd: root, env, stdio: 'inherit' })
    const [exitCode] = (await once(child, 'close')) as [number | null]
    return {
      report: await readFile(report, 'utf8').catch(() => ''),
      exitCode,
      unhandled: Number(await readFile(unhandled, 'utf8').catch(() => '0')),
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
