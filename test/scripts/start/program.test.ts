import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { lookAtProcess } from '../../../scripts/processes.ts'
import { Program, ProgramFailed } from '../../../scripts/start/program.ts'

let logs = ''
let said: string[] = []

beforeEach(async () => {
  logs = await mkdtemp(join(tmpdir(), 'program-'))
  said = []
})
afterEach(() => rm(logs, { recursive: true }))

function standIn(wish: string): Program {
  return new Program({
    name: 'stand-in',
    file: 'test/scripts/start/stand-in.ts',
    env: { STAND_IN: wish },
    logs,
    say: (line) => said.push(line),
  })
}

async function pidIn(log: string): Promise<number> {
  await expect
    .poll(async () => (await readdir(logs)).includes(log) && readFile(join(logs, log), 'utf8'))
    .toMatch(/at work/)
  return Number(/\d+$/m.exec(await readFile(join(logs, log), 'utf8'))?.[0])
}

test('one that ends unasked fails with its last lines and the name of its log', async () => {
  const error = await standIn('break')
    .done()
    .catch((thrown: unknown) => thrown)
  expect(error).toBeInstanceOf(ProgramFailed)
  expect((error as Error).message).toBe(
    `The stand-in ended unexpectedly (code 3).\n  about to look\n  looked\nIts log: ${join(logs, 'stand-in.log')}`,
  )
})

test('only its warnings are shown; all it wrote is in its log', async () => {
  await standIn('complain').done()
  expect(said).toEqual(['[stand-in] the disk is slow'])
  expect(await readFile(join(logs, 'stand-in.log'), 'utf8')).toContain('quietly at work')
})

test('one that does not listen is ended by force', async () => {
  const program = standIn('be deaf')
  const pid = await pidIn('stand-in.log')
  await program.stop(100)
  expect(await program.exited).toMatchObject({ signal: 'SIGKILL' })
  expect(await lookAtProcess(pid)).toBeUndefined()
})

test('when the process that started it is killed, it ends too', async () => {
  const starter = join(import.meta.dirname, 'start-and-be-killed.ts')
  const parent = spawn(process.execPath, [starter, 'work', logs], { stdio: 'ignore' })
  const pid = await pidIn(`stand-in-${parent.pid}.log`)
  parent.kill('SIGKILL')
  await once(parent, 'exit')
  await expect.poll(() => lookAtProcess(pid)).toBeUndefined()
})

test('one that is reloaded starts again when its file has changed, and ends with all of it', async () => {
  const file = join(logs, 'edited.mjs')
  const say = (word: string) =>
    writeFile(file, `console.log('${word}', process.pid); setInterval(() => undefined, 60_000)`)
  await say('before')
  const program = new Program({
    name: 'edited',
    file: 'scripts/start/reloaded.ts',
    args: [relative(join(import.meta.dirname, '../../..'), file)],
    env: {},
    logs,
    say: (line) => said.push(line),
    talks: true,
  })
  await expect.poll(() => said.join('\n')).toMatch(/^\[edited\] before \d+$/m)
  await say('after')
  await expect.poll(() => said.join('\n')).toMatch(/^\[edited\] after \d+$/m)
  const pid = Number(/after (\d+)$/m.exec(said.join('\n'))?.[1])
  await program.stop(10_000)
  await expect.poll(() => lookAtProcess(pid)).toBeUndefined()
})
