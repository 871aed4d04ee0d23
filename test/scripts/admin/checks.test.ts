/** `database:check` and `keys:check` beside a running service, and a start that finds a key missing. */
import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import mongoose from 'mongoose'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { Migrations } from '../../../service/database/migrations.ts'
import { keyHolders } from '../../../service/keys-in-use.ts'
import { TestAccounts } from '../../../service/test-accounts/model.ts'
import { CookieJar } from '../../setup/browser-jar.ts'
import { testEnvironment } from '../../setup/environment.ts'
import { buildOperator, type TestOperator } from '../../setup/people.ts'
import { startTestService, type TestService } from '../../setup/service.ts'
import { Lending } from '../../service/test-accounts/lending.ts'
import { admin } from './admin.ts'

// each command is a program that loads the whole service
vi.setConfig({ testTimeout: 120_000 })

const ringKey = (id: string) => `${id}:${randomBytes(32).toString('base64url')}`
const [session, secret] = [ringKey('s1'), ringKey('k1')]

let service: TestService
let operator: TestOperator
let environment: Record<string, string>

beforeAll(async () => {
  environment = testEnvironment({
    SESSION_KEYS: session,
    SECRET_KEYS: secret,
    DINGTALK_EVENTS: 'callback',
  })
  service = await startTestService({ environment })
  operator = await buildOperator(service.url)
  const lending = await Lending.begin(service.url)
  for (let n = 0; n < 3; n++) await lending.account(operator.workspace._id)
  const { status } = await new CookieJar(service.url).send('POST', '/api/v1/sessions/operator', {
    email: operator.account.email,
    password: operator.password,
  })
  expect(status).toBe(200)
})
afterAll(() => service.stop())

const withKeys = (session_: string, secret_: string) => ({
  ...environment,
  SESSION_KEYS: session_,
  SECRET_KEYS: secret_,
})

/** A start of the service that is refused. @returns what it said */
async function refusedStart(env: Record<string, string>): Promise<string> {
  const main = join(import.meta.dirname, '../../../service/main.ts')
  const program = spawn(process.execPath, [main, '--only', 'worker'], {
    env: { PATH: process.env['PATH'], ...env },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const [said, [code]] = await Promise.all([text(program.stderr), once(program, 'exit')])
  expect(code).toBe(1)
  return said
}

test('a database that a service runs on is right, and stays as it is', async () => {
  const { code, json } = await admin(environment, 'database:check', '--json')
  expect(json).toMatchObject({ right: true, ending: 'done', newer: [] })
  expect(json.migrations.every(({ state }: { state: string }) => state === 'done')).toBe(true)
  expect(code).toBe(0)
})

test('an index that is missing and a migration that failed are named and end with 1', async () => {
  const { db } = mongoose.connection
  await db?.collection('stores').dropIndex('iso_1_key_1')
  await db?.collection('stores').createIndex({ somebody: 1 })
  await Migrations.updateOne({ _id: 1 }, { $set: { state: 'failed' } })
  await Migrations.create({
    _id: 9_999,
    name: 'of tomorrow',
    state: 'done',
    startedAt: new Date(),
    owner: 'another',
  })
  const { code, out } = await admin(environment, 'database:check')
  expect(code).toBe(1)
  expect(out).toContain('Collection stores has no index on iso, key.')
  expect(out).toContain('Collection stores has an index somebody_1 that this release does not')
  expect(out).toContain('Migration 1 (team: predefined roles) is failed.')
  expect(out).toContain('Migration 9999 is of a newer release')
})

test('an empty database is named as one that a start would fill', async () => {
  const uri = new URL(environment['MONGODB_URI'] ?? '')
  uri.pathname += '_empty'
  const { code, json } = await admin(
    { ...environment, MONGODB_URI: uri.href },
    'database:check',
    '--json',
  )
  expect(code).toBe(1)
  expect(json.migrations[0].state).toBe('pending')
  expect(json.indexes.wrong.length).toBeGreaterThan(20)
})

test('keys that the database needs are listed, and those that nothing needs', async () => {
  const rings = withKeys(`${ringKey('s2')},${session},${ringKey('s0')}`, secret)
  const { code, out, json: _ } = await admin(rings, 'keys:check')
  expect(code).toBe(0)
  expect(out).toContain('SESSION_KEYS s1: 1 open sessions')
  expect(out).toContain('SECRET_KEYS k1: 3 test accounts')
  expect(out).toContain('SESSION_KEYS s0: needed by nothing in the database')
})

test.each([
  [
    'a session key that is missing',
    () => withKeys(ringKey('s2'), secret),
    /SESSION_KEYS lacks the key s1, which 1 open/,
  ],
  [
    'a secret key that is missing',
    () => withKeys(session, ringKey('k2')),
    /SECRET_KEYS lacks the key k1, which 3 test/,
  ],
  [
    'another secret key under the same id',
    () => withKeys(session, ringKey('k1')),
    /SECRET_KEYS has another key under the id k1 than the one that 3 test accounts need/,
  ],
])('%s is named by the check, and no start is made without it', async (_, rings, words) => {
  const { code, json } = await admin(rings(), 'keys:check', '--json')
  expect(code).toBe(1)
  expect(json).toMatchObject({ right: false, ending: 'refused' })
  const said = await refusedStart(rings())
  expect(said).toMatch(words)
  expect(said).toContain('Put each back into its setting')
  expect(said).toContain('keys:forget')
  expect(said).not.toMatch(/[\w-]{43}/)
})

test('sessions that have ended need no key, and one damaged account does not stop the start', async () => {
  await mongoose.connection
    .collection('sessions')
    .updateMany({ key: 's1' }, { $set: { expiresAt: new Date(Date.now() - 1_000) } })
  const [one] = await TestAccounts.find().lean()
  await TestAccounts.updateOne(
    { _id: one?._id },
    { $set: { 'secrets.login.tag': Buffer.alloc(16) } },
  )
  const { code } = await admin(withKeys(ringKey('s2'), secret), 'keys:check')
  expect(code).toBe(0)
})

test('a model that names a key is one that is looked at, or one whose field is no key of a ring', () => {
  const named = Object.values(mongoose.models).flatMap(({ modelName, schema }) =>
    Object.keys(schema.paths).includes('key') ? [modelName] : [],
  )
  // one-time codes last five minutes: without their key they count no longer, and a new one is asked for
  const others = ['OneTimeCode', 'RateLimit', 'Store']
  expect(named.toSorted()).toEqual(['Session', ...others].toSorted())
  expect(keyHolders.map(({ what }) => what)).toEqual(['open sessions', 'test accounts'])
})
