/** A start that cannot succeed ends with what to do about it, not with a stack. */
import { spawn, type ChildProcess } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { mongo } from 'mongoose'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { findMongod } from '../../scripts/mongod/find.ts'
import { remedyFor } from '../../service/start-remedy.ts'
import { testDatabaseUri } from '../setup/database.ts'
import { testEnvironment } from '../setup/environment.ts'

let mongod: ChildProcess
let folder: string
let port: number

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return address.port
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'single-mongod-'))
  port = await freePort()
  const binary = await findMongod(() => undefined)
  const options = ['--dbpath', folder, '--port', String(port), '--bind_ip', '127.0.0.1']
  mongod = spawn(binary, options, { stdio: 'ignore' })
})
afterAll(async () => {
  const ended = once(mongod, 'exit')
  mongod.kill('SIGKILL')
  await ended
  await rm(folder, { recursive: true, force: true })
})

const main = join(import.meta.dirname, '../../service/main.ts')

/** Runs a program with these settings. @returns its exit code, and what it said to the person who started it */
async function runWith(
  settings: Record<string, string>,
  args: string[],
): Promise<{ code: number; said: string }> {
  const program = spawn(process.execPath, args, {
    env: { ...process.env, ...testEnvironment(settings) },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const [said, [code]] = await Promise.all([text(program.stderr), once(program, 'exit')])
  expect(said).not.toMatch(/^ +at /m)
  return { code: Number(code), said }
}

const startWith = (settings: Record<string, string>) => runWith(settings, [main])

/** Tries to connect once, in a process of its own: a minute of patience is for the real start. */
const connectWith = (MONGODB_URI: string) =>
  runWith({ MONGODB_URI }, [join(import.meta.dirname, 'connect-once.ts')])

async function onDatabase(uri: string, work: (db: mongo.Db) => Promise<unknown>): Promise<void> {
  await using client = new mongo.MongoClient(uri)
  await work(client.db())
}

// changes would get lost one by one
test('a single mongod stops the start, and the variable is named', async () => {
  const MONGODB_URI = `mongodb://127.0.0.1:${port}/test`
  const { code, said } = await startWith({ MONGODB_URI, PORT: '0' })
  expect(code).toBe(1)
  expect(said).toContain('MONGODB_URI leads to a single mongod')
})

test('a MongoDB that stays away stops the start, and the variable is named', async () => {
  const nobody = `mongodb://127.0.0.1:${await freePort()}/test?replicaSet=rs0`
  const { code, said } = await connectWith(nobody)
  expect(code).toBe(1)
  expect(said.trim()).toBe('MongoDB does not answer: is it running, and is MONGODB_URI right?')
})

test('a fault of ours is named by its kind, never by its text', () => {
  const fault = new TypeError('cannot read +6591234567')
  expect(remedyFor(fault)).toMatch(/^The start failed with TypeError, .*"start failed"/)
  expect(remedyFor(undefined)).toMatch(/^The start failed with an unknown error/)
})

test.each([
  ['PORT', []],
  ['HEALTH_PORT', ['--only', 'worker']],
])('a port that is taken stops the start, and the variable is named: %s', async (name, options) => {
  const other = createServer().listen(0)
  await once(other, 'listening')
  const { port: taken } = other.address() as AddressInfo
  const settings = { MONGODB_URI: testDatabaseUri(), [name]: String(taken) }
  const { code, said } = await runWith(settings, [main, ...options])
  other.close()
  expect(code).toBe(1)
  expect(said.trim()).toBe(
    `Port ${taken} is taken: end what listens there, or set ${name} to another.`,
  )
})

test('a port that needs more rights stops the start, and the variable is named', () => {
  const fault = { code: 'EACCES', syscall: 'listen', port: 80, setting: 'PORT' }
  const error = Object.assign(new Error('listen'), fault)
  expect(remedyFor(error)).toBe(
    'Port 80 may not be used by this user: set PORT to one from 1024 on.',
  )
})

test('an index with other options stops the start by its name, with what to do', async () => {
  const MONGODB_URI = testDatabaseUri()
  await onDatabase(MONGODB_URI, (db) => db.collection('stores').createIndex({ iso: 1, key: 1 }))
  const { code, said } = await startWith({ MONGODB_URI })
  expect(code).toBe(1)
  expect(said).toMatch(/^Collection stores has an index iso_1_key_1 with other options or keys/)
  expect(said).toContain('db.stores.dropIndex("iso_1_key_1")')
})

test('an index of the same name on other fields stops the start the same way', async () => {
  const MONGODB_URI = testDatabaseUri()
  await onDatabase(MONGODB_URI, (db) =>
    db.collection('stores').createIndex({ name: 1 }, { name: 'iso_1_key_1' }),
  )
  const { said } = await startWith({ MONGODB_URI })
  expect(said).toMatch(/^Collection stores has an index iso_1_key_1 with other options or keys/)
})

test('rows that a unique index does not allow stop the start, and are not repeated', async () => {
  const MONGODB_URI = testDatabaseUri()
  const row = { workspace: 'somebody-s', account: '+6591234567' }
  await onDatabase(MONGODB_URI, (db) =>
    db.collection('members').insertMany([row, { ...row, _id: undefined as never }]),
  )
  const { code, said } = await startWith({ MONGODB_URI })
  expect(code).toBe(1)
  expect(said).toMatch(/^Collection members holds rows that the unique index on workspace, account/)
  expect(said).not.toMatch(/somebody|6591234567/)
})

test("production does not start on the demonstration's database", async () => {
  const MONGODB_URI = testDatabaseUri()
  await onDatabase(MONGODB_URI, (db) => db.collection('demo').insertOne({ state: 'done' }))
  const { code, said } = await startWith({
    NODE_ENV: 'production',
    MONGODB_URI,
    MONGODB_ALLOW_INSECURE: 'no-authentication,no-tls',
    PUBLIC_URL: 'https://partners.example.com',
    DINGTALK_API_URL: 'https://127.0.0.1:9',
    DINGTALK_OAPI_URL: 'https://127.0.0.1:9',
    DINGTALK_CLIENT_SECRET: randomBytes(32).toString('hex'),
    DINGTALK_CALLBACK_TOKEN: randomBytes(16).toString('hex'),
    DINGTALK_CALLBACK_AES_KEY: randomBytes(32).toString('base64').slice(0, 43),
    SMTP_URL: 'smtps://127.0.0.1:9',
    MAIL_FROM: 'Partner Workspace <no-reply@partners.example.com>',
  })
  expect(code).toBe(1)
  expect(said).toContain('a database that the demonstration was put into')
})

test('a misspelt setting stops the start and is named with the one that is meant', async () => {
  const { code, said } = await startWith({ DINGTALK_IDENTITY_FEILD: 'Identity' })
  expect(code).toBe(1)
  expect(said).toContain('DINGTALK_IDENTITY_FEILD is no setting: is DINGTALK_IDENTITY_FIELD meant?')
})

test.each([['--onyl', 'web'], ['--only', 'wbe'], ['web']])(
  'an option that there is not stops the start: %s %s',
  async (...args) => {
    const { code, said } = await runWith({}, [main, ...args])
    expect(code).toBe(1)
    expect(said.trim()).toBe('The only option is --only, which takes web or worker.')
  },
)

test('a Node that is too old is told which one is needed', async () => {
  const older =
    "Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '22.9.0' } })"
  const pretend = `data:text/javascript,${encodeURIComponent(older)}`
  const { code, said } = await runWith({}, ['--import', pretend, main])
  expect(code).toBe(1)
  expect(said).toMatch(/^The service needs Node 24 or newer and runs on 22\.9\.0\./)
})

test.each([
  // `.invalid` is nowhere (RFC 2606)
  [
    'mongodb://mongo.invalid/x?replicaSet=rs0',
    /^The host mongo\.invalid of MONGODB_URI cannot be found/,
  ],
  [
    'mongodb+srv://user:secret@mongo.invalid/x',
    /^The host \S*mongo\.invalid of MONGODB_URI cannot/,
  ],
  ['mongodb://127.0.0.1/x?tls=true&tlsCAFile=/no/such/file.pem', /^The file \/no\/such\/file\.pem/],
])('%s stops the start with the reason', async (uri, words) => {
  const { code, said } = await connectWith(uri)
  expect(code).toBe(1)
  expect(said).toMatch(words)
  expect(said).not.toContain('secret')
})

test('TLS where there is none, and a replica set that it is not, stop the start with the reason', async () => {
  const uri = testDatabaseUri()
  const { said } = await connectWith(`${uri}&tls=true`)
  expect(said).toMatch(/^MongoDB does not (speak TLS there|answer)/)
  const other = await connectWith(uri.replace('replicaSet=rs0', 'replicaSet=rs9'))
  expect(other.said).toContain('is replicaSet right?')
})

test('a password that is wrong, and rights that are missing, stop the start with the reason', async () => {
  const data = await mkdtemp(join(tmpdir(), 'guarded-mongod-'))
  const keyFile = join(data, 'key')
  await writeFile(keyFile, randomBytes(32).toString('base64'), { mode: 0o600 })
  const guarded = await freePort()
  // prettier-ignore
  const options = ['--dbpath', data, '--port', String(guarded), '--bind_ip', '127.0.0.1', '--replSet', 'rs0',
    '--keyFile', keyFile]
  const server = spawn(await findMongod(() => undefined), options, { stdio: 'ignore' })
  const at = (user: string, options = '') =>
    `mongodb://${user}127.0.0.1:${guarded}/x?replicaSet=rs0${options}`
  try {
    const direct = `mongodb://127.0.0.1:${guarded}/admin?directConnection=true`
    await onDatabase(direct, async (db) => {
      const members = [{ _id: 0, host: `127.0.0.1:${guarded}` }]
      await db.command({ replSetInitiate: { _id: 'rs0', members } })
      await expect
        .poll(async () => (await db.command({ hello: 1 }))['isWritablePrimary'])
        .toBe(true)
      await db.command({ createUser: 'root', pwd: 'root', roles: ['root'] })
    })
    await onDatabase(at('root:root@', '&authSource=admin'), async (db) => {
      const roles = [{ role: 'read', db: 'x' }]
      await db.admin().command({ createUser: 'reader', pwd: 'known', roles })
    })
    for (const [uri, words] of [
      [at('reader:guessed@', '&authSource=admin'), /^MongoDB refuses the user or the password/],
      [at('reader:known@'), /^MongoDB refuses the user or the password.*authSource=admin/],
      [
        at('reader:known@', '&authSource=admin'),
        /^MongoDB does not let the service do what it needs/,
      ],
      [at(''), /^MongoDB does not let the service do what it needs/],
    ] as const) {
      const { code, said } = await startWith({ MONGODB_URI: uri })
      expect(code).toBe(1)
      expect(said).toMatch(words)
      expect(said).not.toMatch(/guessed|known/)
    }
  } finally {
    const ended = once(server, 'exit')
    server.kill('SIGKILL')
    await ended
    await rm(data, { recursive: true, force: true })
  }
}, 60_000)
