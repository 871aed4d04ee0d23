/** A start of the demonstration that cannot succeed ends with a sentence, not with a stack. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { checkPorts } from '../../../scripts/start/ports.ts'
import { readSettings } from '../../../scripts/start/settings.ts'

const root = join(import.meta.dirname, '../../..')
let folder = ''

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'refused-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

/** Runs a program of the project that is expected to give up. */
async function run(args: string[], env: Record<string, string | undefined>) {
  const child = spawn(process.execPath, args, {
    cwd: root,
    env: { ...process.env, VITEST: undefined, NODE_ENV: undefined, MONGODB_URI: '', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const [printed, said, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'exit'),
  ])
  const all = printed + said
  expect(all).not.toMatch(/^\s*at .*(\.ts|node:)/m)
  expect(code).toBe(1)
  return all
}

async function freePorts(): Promise<{ PORT: string; SIMULATOR_PORT: string }> {
  for (let base = 41_000 + Math.floor(Math.random() * 40) * 200; ; base += 200) {
    const ports = { PORT: String(base), SIMULATOR_PORT: String(base + 100) }
    try {
      await checkPorts(readSettings(ports))
      return ports
    } catch (error) {
      if (base > 60_000) throw error
    }
  }
}

const npmStart = async (env: Record<string, string>) =>
  run([join(root, 'scripts/start.ts')], { ...(await freePorts()), DATA_DIR: folder, ...env })

test('a DATA_DIR that is a file, or inside one', async () => {
  const file = join(folder, 'notes.txt')
  await writeFile(file, 'kept')
  expect(await npmStart({ DATA_DIR: file })).toMatch(/notes\.txt is a file.*DATA_DIR\.$/m)
  expect(await npmStart({ DATA_DIR: join(file, 'deeper') })).toMatch(/is a file.*DATA_DIR\.$/m)
  expect(await readFile(file, 'utf8')).toBe('kept')
})

test.each(['', '{"session":"demo-s1:', 'null', '{"session":"s1:short","secret":7}'])(
  'keys that are damaged: %s',
  async (keys) => {
    await writeFile(join(folder, 'demo-keys.json'), keys)
    const said = await npmStart({})
    expect(said).toMatch(
      /demo-keys\.json is damaged: .* Put back a copy of it, or delete .* to start from the beginning\./,
    )
    expect(await readFile(join(folder, 'demo-keys.json'), 'utf8')).toBe(keys)
  },
)

test.each([
  ['{"people": [', 'is damaged'],
  ['', 'is damaged'],
  ['null', 'is damaged'],
  ['[]', 'is damaged'],
  ['{"version":99}', 'was written by another version'],
])('a state of the simulator that cannot be used: %s', async (state, words) => {
  await mkdir(join(folder, 'simulator'))
  await writeFile(join(folder, 'simulator/state.json'), state)
  const said = await run([join(root, 'scripts/dingtalk-simulator/main.ts')], {
    SIMULATOR_PORT: (await freePorts()).SIMULATOR_PORT,
    SIMULATOR_DATA: join(folder, 'simulator'),
  })
  expect(said).toContain(words)
  expect(said).toMatch(
    /state\.json .*remove it: the simulated DingTalk then begins from the start\.$/m,
  )
  expect(await readFile(join(folder, 'simulator/state.json'), 'utf8')).toBe(state)
})

test('settings of the simulator that make no sense, and a folder that is none', async () => {
  const simulator = join(root, 'scripts/dingtalk-simulator/main.ts')
  expect(await run([simulator], { SIMULATOR_PORT: 'many' })).toBe(
    'SIMULATOR_PORT must be a port number, 0 to 65535\n',
  )
  const file = join(folder, 'notes.txt')
  await writeFile(file, '')
  const { SIMULATOR_PORT } = await freePorts()
  expect(await run([simulator], { SIMULATOR_PORT, SIMULATOR_DATA: file })).toMatch(
    /^The simulated DingTalk cannot use .*notes\.txt \(EEXIST\)/,
  )
})

test('npm start tells what the simulator said', async () => {
  await mkdir(join(folder, 'simulator'))
  await writeFile(join(folder, 'simulator/state.json'), '{"people": [')
  const said = await npmStart({})
  expect(said).toMatch(/state\.json is damaged.*begins from the start\.$/m)
})

test('a MongoDB server that does not run', async () => {
  const script = join(folder, 'mongod')
  await writeFile(script, 'not a program', { mode: 0o755 })
  const said = await npmStart({ MONGOMS_SYSTEM_BINARY: script })
  expect(said).toContain(`MONGOMS_SYSTEM_BINARY is ${script}, which does not run as mongod`)
})

test('data of MongoDB that are damaged', async () => {
  const data = join(folder, 'mongodb')
  await mkdir(data)
  await writeFile(join(data, 'WiredTiger'), 'nothing of the kind')
  await writeFile(join(data, 'WiredTiger.turtle'), 'nothing of the kind')
  await writeFile(join(data, 'WiredTiger.wt'), 'nothing of the kind')
  await writeFile(join(data, 'storage.bson'), 'no')
  const said = await npmStart({})
  expect(said).toMatch(
    /^mongod ended with code \S+\. If the data in .*mongodb are damaged, put back a copy/m,
  )
  expect(said).toMatch(/^Its log: .*mongod\.log$/m)
  expect(said).not.toContain('{"t":')
})

test('a MONGODB_URI that cannot be read', async () => {
  const said = await npmStart({ MONGODB_URI: 'mongodb://user:p@ss@127.0.0.1/x' })
  expect(said).toMatch(/MONGODB_URI cannot be read: /)
  expect(said).not.toContain('ss@')
})

test('a port that is taken is named by npm start and by the simulator', async () => {
  const { PORT, SIMULATOR_PORT } = await freePorts()
  const other = createServer().listen(Number(SIMULATOR_PORT), '127.0.0.1')
  await once(other, 'listening')
  try {
    expect(await npmStart({ PORT, SIMULATOR_PORT })).toContain(`Port ${SIMULATOR_PORT}, for`)
    const simulator = join(root, 'scripts/dingtalk-simulator/main.ts')
    const env = { SIMULATOR_PORT, SIMULATOR_DATA: join(folder, 'simulator') }
    expect(await run([simulator], env)).toContain(`Port ${SIMULATOR_PORT} is taken.`)
  } finally {
    other.close()
  }
})

test('every program of package.json looks at its Node before anything else', async () => {
  const { scripts } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as {
    scripts: Record<string, string>
  }
  const programs = Object.values(scripts).filter((line) => /\.ts\b/.test(line))
  expect(programs.length).toBeGreaterThan(8)
  for (const line of programs) {
    expect(line).toMatch(/^node --import \.\/scripts\/node-version\.js /)
  }
  const older =
    "Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '20.11.0' } })"
  const pretend = `data:text/javascript,${encodeURIComponent(older)}`
  const look = join(root, 'scripts/node-version.js')
  const said = await run(['--import', pretend, '--import', look, 'scripts/start.ts'], {})
  expect(said).toMatch(/^This needs Node 24 or newer and runs on 20\.11\.0\./)
})
