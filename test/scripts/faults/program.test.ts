/** `npm run faults` lists its runs, and refuses one that does not exist. */
import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'

const run = promisify(execFile)
const main = join(import.meta.dirname, '../../../scripts/faults/main.ts')

test('--help names every run with a line each, and starts none', async () => {
  const { stdout } = await run(process.execPath, [main, '--help'])
  const names = `kill-service kill-mongod pause-primary step-downs kill-primary lost-majority disk-full held-uploads
    held-by-three held-by-forty photo-heavy lost-photos soak submissions`
  for (const name of names.split(/\s+/))
    expect(stdout).toMatch(new RegExp(`^  ${name} +\\S.*$`, 'm'))
})

test('a run or an option that does not exist is refused', async () => {
  const failure = await run(process.execPath, [main, 'burn-down']).catch((error: unknown) => error)
  expect(failure).toMatchObject({
    code: 2,
    stderr: 'There is no run called burn-down; see npm run faults -- --help\n',
  })
  const option = await run(process.execPath, [main, '--quick']).catch((error: unknown) => error)
  expect(option).toMatchObject({ code: 2 })
  expect((option as { stderr: string }).stderr).toMatch(/^Unknown option '--quick'.*\n$/)
})
