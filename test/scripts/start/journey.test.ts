import { spawn, type ChildProcess } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { demoPeople } from '../../../scripts/demo/people.ts'
import { checkPorts } from '../../../scripts/start/ports.ts'
import { readSettings } from '../../../scripts/start/settings.ts'

const root = join(import.meta.dirname, '../../..')
let dataFolder = ''
let env: Record<string, string> = {}
let running: ChildProcess | undefined

beforeAll(async () => {
  dataFolder = await mkdtemp(join(tmpdir(), 'start-'))
  env = { ...(await freePorts()), DATA_DIR: dataFolder, MONGODB_URI: '', PUBLIC_URL: '' }
})

afterAll(async () => {
  running?.kill('SIGKILL')
  await rm(dataFolder, { recursive: true, force: true })
})

async function freePorts(): Promise<{ PORT: string; SIMULATOR_PORT: string }> {
  for (let base = 31_000 + Math.floor(Math.random() * 6) * 200; ; base += 200) {
    const ports = { PORT: String(base), SIMULATOR_PORT: String(base + 100) }
    try {
      await checkPorts(readSettings(ports))
      return ports
    } catch (error) {
      if (base > 60_000) throw error
    }
  }
}

/** Starts everything as `npm start` does; settles with what was printed when the welcome is complete. */
async function start(): Promise<{ child: ChildProcess; printed: string }> {
  const child = spawn(process.execPath, [join(root, 'scripts/start.ts')], {
    cwd: root,
    env: { ...process.env, ...env, NODE_ENV: undefined, VITEST: undefined },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  running = child
  let printed = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => (printed += chunk.toString()))
  }
  await Promise.race([
    expect
      .poll(() => printed, { timeout: 90_000, interval: 50 })
      .toContain('delete it to start from the beginning'),
    once(child, 'exit').then(() => expect.fail(`It ended:\n${printed}`)),
  ])
  return { child, printed }
}

async function ctrlC(child: ChildProcess): Promise<unknown> {
  child.kill('SIGINT')
  const [code] = (await once(child, 'exit')) as [number]
  return code
}

const service = (path: string) => fetch(`http://127.0.0.1:${env['PORT']}${path}`)
const simulator = (path: string) => fetch(`http://127.0.0.1:${env['SIMULATOR_PORT']}${path}`)

async function peopleOfSimulator(): Promise<string[]> {
  const state = (await (await simulator('/simulator/api/state')).json()) as {
    people: { name: string }[]
  }
  return state.people.map(({ name }) => name)
}

/** Signs in as the first operator of the demonstration. @returns her cookies */
async function signIn(): Promise<string> {
  const { email, password } = demoPeople.find((person) => person.email) ?? {}
  const answer = await fetch(`http://127.0.0.1:${env['PORT']}/api/v1/sessions/operator`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email, password }),
  })
  expect(answer.status).toBeLessThan(300)
  return answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ')
}

/** As the console asks, with her session. */
async function ask(cookie: string, path: string, body?: unknown): Promise<Response> {
  return fetch(`http://127.0.0.1:${env['PORT']}/api/v1${path}`, {
    headers: { cookie, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
  })
}

test(
  'one command brings up everything, Ctrl-C ends it, and the next start finds it as it was',
  { timeout: 200_000 },
  async () => {
    const first = await start()
    expect(first.printed).toContain(`http://localhost:${env['SIMULATOR_PORT']}`)
    expect((await service('/readyz')).status).toBe(200)
    expect(await (await service('/console')).text()).toContain('<script')
    expect(await (await simulator('/')).text()).toContain('<script')
    expect(await peopleOfSimulator()).toEqual(demoPeople.map(({ name }) => name))
    const session = await signIn()
    const id = randomUUID()
    const person = { id, name: 'Ines Moreau', phone: '+6581230098' }
    expect((await ask(session, '/staff', person)).status).toBe(201)

    const added = {
      id: 'zoe',
      name: 'Zoe Lim',
      phone: '+6581230099',
      language: 'en',
      device: 'phone',
    }
    const answer = await fetch(`http://127.0.0.1:${env['SIMULATOR_PORT']}/simulator/api/people`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(added),
    })
    expect(answer.ok).toBe(true)

    expect(await ctrlC(first.child)).toBe(0)
    // Every port is free again, so nothing was left running.
    await checkPorts(readSettings(env))

    const second = await start()
    expect(second.printed).not.toContain('Building')
    expect(await peopleOfSimulator()).toContain('Zoe Lim')
    // who was signed in still is, and what she did is there
    expect(await (await ask(session, `/staff/${id}`)).json()).toMatchObject(person)

    // Twice in a row: no process waits for another, and still nothing is left.
    second.child.kill('SIGINT')
    expect(await ctrlC(second.child)).toBe(0)
    await checkPorts(readSettings(env))
  },
)
