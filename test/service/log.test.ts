/** The lines of requests may wait for each other, but never for long, never behind others, and none is lost at the end. */
import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'

const run = promisify(execFile)
const file = join(import.meta.dirname, '../../service/log.ts')

/** Arguments of Node for a program that does this with both ways to log. */
function programThat(does: string): string[] {
  const program = `import { log, logRequest } from ${JSON.stringify(file)}\n${does}`
  return ['--input-type=module', '--eval', program]
}

/** The lines that it writes. */
async function textsOf(does: string): Promise<string[]> {
  const { stdout } = await run(process.execPath, programThat(does))
  return stdout.trim().split('\n')
}

/** What they are about. */
async function linesOf(does: string): Promise<string[]> {
  return (await textsOf(does)).map((line) => {
    const { msg, route } = JSON.parse(line) as { msg: string; route?: string }
    return route ?? msg
  })
}

test('what happened first stands first', async () => {
  expect(
    await linesOf(`
      logRequest({ route: 'one' })
      logRequest({ route: 'two' })
      log.warn('three')
      logRequest({ route: 'four' })`),
  ).toEqual(['one', 'two', 'three', 'four'])
})

test('a line is not lost when the process ends in the same moment, or by a fault', async () => {
  expect(await linesOf(`logRequest({ route: 'last' }); process.exit(0)`)).toEqual(['last'])
  const failing = linesOf(`logRequest({ route: 'last' }); throw new Error('fault')`)
  await expect(failing).rejects.toMatchObject({ stdout: expect.stringContaining('"route":"last"') })
})

test('a program ends though nothing reads its lines any more', async () => {
  const child = spawn(
    process.execPath,
    programThat(`
      log.info('first')
      process.stdin.once('data', () => {
        for (let n = 0; n < 3; n++) log.info('later')
        logRequest({ route: 'last' })
        process.stdin.destroy()
      })`),
  )
  await once(child.stdout, 'data')
  child.stdout.destroy()
  child.stdin.write('go on')
  const [code] = (await once(child, 'exit')) as [number | null]
  expect(code).toBe(0)
})

test('a line is written though no other follows', async () => {
  const child = spawn(
    process.execPath,
    programThat(`logRequest({ route: 'only' }); setInterval(() => 0, 1e6)`),
  )
  const [line] = (await once(child.stdout, 'data')) as [Buffer]
  child.kill('SIGKILL')
  expect(JSON.parse(line.toString())).toMatchObject({
    level: 30,
    time: expect.any(String),
    route: 'only',
    msg: 'request',
  })
})

test('the line of a request is one of all the others, and left out with those of its level', async () => {
  const [one, other] = await textsOf(
    `log.info({ route: 'x' }, 'request'); logRequest({ route: 'x', problem: undefined })`,
  )
  const withoutTime = (line = '') => line.replace(/"time":"[\d-]+T[\d:.]+Z"/, '')
  expect(withoutTime(other)).toBe(withoutTime(one))
  expect(withoutTime(other)).not.toBe(other)
  expect(
    await linesOf(`log.level = 'warn'; logRequest({ route: 'one' }); log.warn('two')`),
  ).toEqual(['two'])
})
