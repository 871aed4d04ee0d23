/** `database:check` and `keys:check` beside a running service, and a start that finds a key missing. */
import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import mongoose from 'mongoose'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { Sessions } from '../../../service/accounts/model.ts'
import { Migrations } from '../../../service/database/migrations.ts'
import { keyHolders } from '../../../service/keys-in-use.ts'
import { Events } from '../../../service/outbox/model.ts'
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
let lending: Lending
let environment: Record<string, string>

beforeAll(async () => {
  environment = testEnvironment({
    SESSION_KEYS: session,
    SECRET_KEYS: secret,
    DINGTALK_EVENTS: 'callback',
  })
  service = await startTestService({ environment })
  operator = await buildOperator(service.url)
  lending = await Lending.begin(service.url)
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
    'another session key under the same id',
    () => withKeys(ringKey('s1'), secret),
    /SESSION_KEYS has another key under the id s1 than the one that 1 open sessions need/,
  ],
  [
    'another session key, where an earlier release has opened sessions,',
    () => withKeys(ringKey('s2'), secret),
    /SESSION_KEYS lacks the key s1, which \d open sessions of an earlier release may need/,
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
  const endAfter = (ms: number) =>
    Sessions.updateMany({}, { $set: { expiresAt: new Date(Date.now() + ms) } })
  await endAfter(-1_000)
  const [one] = await TestAccounts.find().lean()
  await TestAccounts.updateOne(
    { _id: one?._id },
    { $set: { 'secrets.login.tag': Buffer.alloc(16) } },
  )
  const without = await admin(withKeys(ringKey('s2'), secret), 'keys:check')
  // nothing needs the key that had this id
  const another = await admin(withKeys(ringKey('s1'), secret), 'keys:check')
  await endAfter(3_600_000)
  expect([without.code, another.code]).toEqual([0, 0])
})

test('a lost key can be given up: what is lost is said first, and then the service starts', async () => {
  const both = withKeys(ringKey('s2'), ringKey('k2'))
  const forget = (...args: string[]) => admin(both, 'keys:forget', ...args, '--json')
  expect(await forget()).toMatchObject({ code: 2 })
  expect(await forget('--session', 's2', '--yes')).toMatchObject({ json: { code: 'not_needed' } })
  const asked = await forget('--secret', 'k1')
  expect(asked).toMatchObject({ code: 1, json: { code: 'not_confirmed' } })
  expect(asked.json.words).toContain('3 test accounts are suspended')
  expect(await TestAccounts.countDocuments({ status: 'suspended' })).toBe(0)
  // with its key nothing is to be given up
  const there = await admin(environment, 'keys:forget', '--secret', 'k1', '--yes', '--json')
  expect(there).toMatchObject({ code: 1, json: { code: 'key_there' } })
  const inFront = await admin(environment, 'keys:forget', '--session', 's1', '--yes', '--json')
  expect(inFront).toMatchObject({ code: 1, json: { code: 'key_in_front' } })

  const sessions = await Sessions.countDocuments()
  expect(await forget('--session', 's1', '--yes')).toMatchObject({ code: 0, json: { sessions } })
  // those of an earlier release may have been signed with it
  expect(await Sessions.countDocuments()).toBe(0)
  expect((await forget('--secret', 'k1', '--yes')).json.accounts).toHaveLength(3)
  const accounts = await TestAccounts.find().lean()
  expect(accounts.map(({ status, secrets, seen }) => [status, secrets, seen])).toEqual(
    Array(3).fill(['suspended', undefined, true]),
  )
  expect(await admin(both, 'keys:check', '--json')).toMatchObject({ code: 0, json: { inUse: [] } })
  const events = await Events.find({ 'actor.id': 'console' }).lean()
  expect(new Set(events.map(({ type }) => type))).toEqual(
    new Set(['accounts.session_ended', 'test_accounts.suspended', 'test_accounts.passwords_lost']),
  )
  // the platform gives one of them new passwords, and it is as before
  lending = await Lending.begin(service.url)
  const [{ _id = '', version = 0 } = {}] = accounts
  await lending.keep(_id, 'rotate', {
    version,
    loginPassword: 'another-login',
    paymentPassword: 'another-pay',
  })
  await lending.keep(_id, 'resume')
  expect(await TestAccounts.findById(_id).lean()).toMatchObject({
    status: 'available',
    seen: false,
  })
})

/** Also in what is nested: sealed fields carry the id of their key. */
const namesKey = (schema: mongoose.Schema): boolean =>
  Object.entries(schema.paths).some(
    ([path, type]) => /(^|\.)key$/.test(path) || (type.schema && namesKey(type.schema)),
  )

test('a model that names a key is one that is looked at, or one whose field is no key of a ring', () => {
  const named = Object.values(mongoose.models).flatMap(({ modelName, schema }) =>
    namesKey(schema) ? [modelName] : [],
  )
  // one-time codes last five minutes: without their key they count no longer, and a new one is asked for
  const others = ['OneTimeCode', 'RateLimit', 'Store']
  expect(named.toSorted()).toEqual(['Session', 'TestAccount', ...others].toSorted())
  expect(keyHolders.map(({ what }) => what)).toEqual([
    'open sessions',
    'open sessions of an earlier release',
    'test accounts',
  ])
})
