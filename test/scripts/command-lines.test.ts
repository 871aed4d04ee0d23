/** Every program that a person runs explains itself, and says in words what it does not take, before it does anything. */
import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { compiledBefore } from '../setup/environment.ts'
import type { Call, Ended } from './call-programs.ts'

const run = promisify(execFile)
const root = join(import.meta.dirname, '../..')
const manifest = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as {
  scripts: Record<string, string>
}

/** What to type, and the program: those of npm, and one that the documents call by its file. */
const programs: [typed: string, file: string][] = [
  ...Object.entries(manifest.scripts).flatMap(([name, command]): [string, string][] => {
    const [file] = / (?:scripts|service)\/\S+\.ts$/.exec(command) ?? []
    const typed = ['start', 'test'].includes(name) ? `npm ${name}` : `npm run ${name}`
    return file ? [[typed, file.trim()]] : []
  }),
  ['node scripts/keep-release.ts', 'scripts/keep-release.ts'],
]

/** No settings: a person who asks how to call a program may not have any yet. */
async function call(calls: Call[]): Promise<Ended[]> {
  const caller = join(import.meta.dirname, 'call-programs.ts')
  const env = { PATH: process.env['PATH'], ...compiledBefore() }
  const { stdout } = await run(process.execPath, [caller, JSON.stringify(calls)], {
    cwd: root,
    env,
  })
  return JSON.parse(stdout) as Ended[]
}

test('every program explains itself and refuses an option that it does not take', async () => {
  expect(programs.length).toBeGreaterThan(14)
  const files = programs.map(([, file]) => join(root, file))
  const calls = files.flatMap((file) => [
    { file, args: ['--help'] },
    { file, args: ['--nonsense'] },
  ])
  const ended = await call(calls)
  for (const [index, [typed]] of programs.entries()) {
    const [helped, refused] = ended.slice(index * 2)
    expect(helped, typed).toMatchObject({ code: 0, err: '' })
    expect(helped?.out, typed).toMatch(new RegExp(`^Usage: ${typed}(?: --| <|\\n)`))
    expect(helped?.out, typed).toMatch(/^It ends with 0 /m)
    // what it does not take has a test with its other refusals (start-refused)
    if (typed === 'npm run service') continue
    expect(refused, typed).toMatchObject({ code: 2, out: '' })
    expect(refused?.err, typed).toContain('--nonsense')
    expect(refused?.err, typed).not.toMatch(/^ {4}at /m)
  }
})

test('what makes no sense is refused in a sentence, before anything is done', async () => {
  const cases: [file: string, args: string[], words: string][] = [
    ['dingtalk-check/main.ts', ['--wait', 'long'], '--wait takes a whole number from 0 to 3600.'],
    ['bench/callback.ts', ['--events', '0'], '--events takes a whole number from 1 to 1000000.'],
    ['bench/invitations.ts', ['--people'], "Option '--people <value>' argument missing."],
    ['bench/main.ts', ['--only', 'write'], '--only takes read, list or create.'],
    ['seed.ts', ['now'], "Unexpected argument 'now'."],
  ]
  const ended = await call(
    cases.map(([file, args]) => ({ file: join(root, 'scripts', file), args })),
  )
  for (const [index, [file, , words]] of cases.entries()) {
    expect(ended[index], file).toMatchObject({ code: 2, out: '' })
    expect(ended[index]?.err.split('\n')[0], file).toBe(words)
  }
})
