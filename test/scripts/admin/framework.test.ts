/** `npm run admin`: its help, its exit codes, and what it says to a person and to a program. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { exitCodes } from '../../../scripts/admin/command.ts'
import { commands } from '../../../scripts/admin/command-list.ts'
import { runAdmin } from '../../../scripts/admin/run.ts'
import { testEnvironment } from '../../setup/environment.ts'
import { admin } from './admin.ts'

test('without a command, and with --help, it lists every command; no settings are needed for that', async () => {
  const help = await admin({}, '--help')
  expect(help.code).toBe(0)
  for (const { name, summary } of commands) {
    expect(help.out).toMatch(new RegExp(`^  ${name} +${RegExp.escape(summary)}$`, 'm'))
  }
  expect(await admin({}, '-h')).toEqual(help)
  expect(await admin({})).toMatchObject({ code: 2, out: help.out })
})

test('every command explains itself and its options', async () => {
  for (const { name, options } of commands) {
    let [out, err] = ['', '']
    const said = {
      out: (text: string) => void (out += text),
      err: (text: string) => void (err += text),
    }
    expect([await runAdmin([name, '--help'], commands, said), err]).toEqual([0, ''])
    const long = out
    out = ''
    expect([await runAdmin([name, '-h'], commands, said), out]).toEqual([0, long])
    expect(out).toContain(`npm run admin -- ${name}`)
    for (const option of [...Object.keys(options), 'json', 'help']) {
      expect(out).toContain(`--${option}`)
    }
  }
})

test.each([
  [['database:chek'], /no command database:chek/],
  [['database:check', '--force'], /--force/],
  [['database:check', 'now'], /what is "now"\?/],
])('a wrong command line ends with 2 and names what is wrong: %s', async (args, words) => {
  const { code, err, out } = await admin({}, ...args)
  expect(code).toBe(2)
  expect(err).toMatch(words)
  expect(out).toBe('')
})

test('wrong settings end with 4 and are all named', async () => {
  const { MONGODB_URI: _, ...without } = testEnvironment({ PORT: 'x' })
  const { code, err } = await admin(without, 'database:check')
  expect(code).toBe(4)
  expect(err).toContain('MONGODB_URI is missing')
  expect(err).toContain('PORT')
})

test('a database that does not answer ends with 3, and a program is told so on standard output', async () => {
  const away = testEnvironment({ MONGODB_URI: 'mongodb://127.0.0.1:9/x?replicaSet=rs0' })
  const { code, json, err } = await admin(away, 'database:check', '--json')
  expect(code).toBe(3)
  expect(json).toMatchObject({
    command: 'database:check',
    ending: 'database',
    code: 'database_unusable',
    words: expect.stringContaining('MongoDB does not answer'),
  })
  expect(err).toBe('')
})

test('the document names every command and every exit code', async () => {
  const document = await readFile(join(import.meta.dirname, '../../../docs/admin.md'), 'utf8')
  for (const { name } of commands) expect(document).toMatch(new RegExp(`^\\| \`${name}\` `, 'm'))
  for (const code of Object.values(exitCodes)) {
    expect(document).toMatch(new RegExp(`^\\| ${code} `, 'm'))
  }
})
