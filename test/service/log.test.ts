/** The lines of requests may wait for each other, but never for long, never behind others, and none is lost at the end. */
import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'

const run = promisify(execFile)
const file = join(import.meta.dirname, '../../service/log.ts')

/** Arguments of Node for a program that does this with the two loggers. */
function programThat(does: string): string[] {
  const program = `import { log, requestLog } from ${JSON.stringify(file)}\n${does}`
  return ['--input-type=module', '--eval', program]
}

/** Messages of the lines that it writes. */
async function linesOf(does: string): Promise<string[]> {
  const { stdout } = await run(process.execPath, programThat(does))
  return stdout
    .trim()
    .split('\n')
    .map((line) => (JSON.parse(line) as { msg: string }).msg)
}

test('what happened first stands first', async () => {
  expect(
    await linesOf(`
      requestLog.info('one')
      requestLog.info('two')
      log.warn('three')
      requestLog.info('four')`),
  ).toEqual(['one', 'two', 'three', 'four'])
})

test('a line is not lost when the process ends in the same moment, or by a fault', async () => {
  expect(await linesOf(`requestLog.info('last'); process.exit(0)`)).toEqual(['last'])
  const failing = linesOf(`requestLog.info('last'); throw new Error('fault')`)
  await expect(failing).rejects.toMatchObject({ stdout: expect.stringContaining('"msg":"last"') })
})

test('a line is written though no other follows', async () => {
  const child = spawn(
    process.execPath,
    programThat(`requestLog.info('only'); setInterval(() => 0, 1e6)`),
  )
  const [line] = (await once(child.stdout, 'data')) as [Buffer]
  child.kill('SIGKILL')
  expect(JSON.parse(line.toString())).toMatchObject({ msg: 'only' })
})
