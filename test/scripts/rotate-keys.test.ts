/** `npm run keys:rotate`: every secret is sealed with the new key, beside a running service, and the old key may go. */
import { execFile } from 'node:child_process'
import { randomBytes, randomUUIDv7 } from 'node:crypto'
import { join } from 'node:path'
import mongoose from 'mongoose'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { configure } from '../../service/config.ts'
import { TestAccounts } from '../../service/test-accounts/model.ts'
import { openPasswords, sealPasswords } from '../../service/test-accounts/actions/secrets.ts'
import { resealTestAccounts } from '../../service/test-accounts/actions/reseal.ts'
import { testEnvironment } from '../setup/environment.ts'
import { buildOperator, type TestOperator } from '../setup/people.ts'
import { startTestService, type TestService } from '../setup/service.ts'
import { Lending, look } from '../service/test-accounts/lending.ts'

const ringKey = (id: string) => `${id}:${randomBytes(32).toString('base64url')}`
const [old, fresh] = [ringKey('old'), ringKey('new')]
const script = join(import.meta.dirname, '../../scripts/rotate-keys.ts')

const environment = testEnvironment({ DINGTALK_EVENTS: 'callback' })

let service: TestService
let lending: Lending
let admin: TestOperator

beforeAll(async () => {
  service = await startTestService({ environment: { ...environment, SECRET_KEYS: old } })
  lending = await Lending.begin(service.url)
  admin = await buildOperator(service.url)
})
beforeEach(async () => {
  withKeys(old)
  await TestAccounts.deleteMany({})
})
afterAll(() => service.stop())

/** This process, and so its service, knows these keys. */
function withKeys(...keys: string[]): void {
  configure({ ...environment, SECRET_KEYS: keys.join(',') })
}

function rotate(keys: string): Promise<{ code: number; out: string; err: string }> {
  const env = { ...process.env, ...environment, SECRET_KEYS: keys }
  return new Promise((resolve) => {
    execFile(process.execPath, [script], { env }, (error, out, err) => {
      resolve({ code: error ? Number(error.code) : 0, out, err })
    })
  })
}

const keysInUse = async () =>
  new Set([
    ...(await TestAccounts.distinct('secrets.login.key')),
    ...(await TestAccounts.distinct('secrets.payment.key')),
  ])

test('after it the old key can be taken away, and people see their passwords as before', async () => {
  const { client, account } = await lending.lent(admin)
  for (let n = 0; n < 3; n++) await lending.account(admin.workspace._id)
  const first = await rotate(`${fresh},${old}`)
  expect(first).toMatchObject({
    code: 0,
    out: expect.stringContaining('4 sealed with key new'),
  })
  expect(await keysInUse()).toEqual(new Set(['new']))
  withKeys(fresh)
  expect((await look(client, account.id)).body).toMatchObject({
    loginPassword: account.loginPassword,
    paymentPassword: account.paymentPassword,
  })
  const again = await rotate(fresh)
  expect(again).toMatchObject({ code: 0, out: expect.stringContaining(' 0 sealed with key') })
}, 60_000)

test('a password that is changed at the same moment keeps its new value', async () => {
  withKeys(fresh, old)
  const { id } = await lending.account(admin.workspace._id)
  withKeys(old, fresh)
  const passwords = { loginPassword: 'changed-login', paymentPassword: 'changed-pay' }
  await Promise.all([
    resealTestAccounts(),
    lending.keep(id, 'rotate', { version: 1, ...passwords }),
  ])
  const account = await TestAccounts.findById(id).orFail().lean()
  expect(account.version).toBe(2)
  expect(openPasswords(account)).toEqual(passwords)
})

test('what no key opens is named and left as it is; all others are done', async () => {
  const good = await lending.account(admin.workspace._id)
  const lost = await lending.account(admin.workspace._id)
  withKeys(ringKey('gone'))
  await TestAccounts.updateOne(
    { _id: lost.id },
    { $set: { secrets: sealPasswords({ _id: lost.id, version: 1 }, lost) } },
  )
  const before = await TestAccounts.findById(lost.id).lean()
  const { code, out, err } = await rotate(`${fresh},${old}`)
  expect(code).toBe(1)
  expect(out).toContain('1 sealed with key')
  expect(out).not.toContain('may be taken out')
  expect(err).toContain(lost.id)
  expect(err).not.toContain(good.id)
  expect(await TestAccounts.findById(lost.id).lean()).toEqual(before)
}, 60_000)

test('another key under the id of an earlier one seals nothing', async () => {
  const { id } = await lending.account(admin.workspace._id)
  const before = await TestAccounts.findById(id).lean()
  const { code, err } = await rotate(`${ringKey('old')},${fresh}`)
  expect(code).toBe(1)
  expect(err).toContain('SECRET_KEYS has another key under the id old')
  expect(await TestAccounts.findById(id).lean()).toEqual(before)
}, 60_000)

test('thousands are done in batches', async () => {
  const rows = Array.from({ length: 250 }, (_, n) => {
    const owner = { _id: randomUUIDv7(), version: 1 }
    const now = new Date()
    return {
      ...owner,
      iso: admin.workspace._id,
      email: `many${n}@alipay.example`,
      status: 'available' as const,
      since: now,
      rotatedAt: now,
      seen: false,
      secrets: sealPasswords(owner, { loginPassword: `login-${n}`, paymentPassword: `pay-${n}` }),
      ended: [],
      createdAt: now,
    }
  })
  await TestAccounts.insertMany(rows)
  withKeys(fresh, old)
  expect(await resealTestAccounts()).toEqual({ done: 250, unopened: [] })
  expect(await keysInUse()).toEqual(new Set(['new']))
})

test('no model has sealed fields that it does not know of', () => {
  const sealed = Object.entries(mongoose.models).flatMap(([name, { schema }]) =>
    [...schemaPaths(schema)].some((path) => path.endsWith('.tag')) ? [name] : [],
  )
  expect(sealed).toEqual(['TestAccount'])
})

/** Paths of a schema and of those inside it. */
function* schemaPaths(schema: mongoose.Schema, prefix = ''): Generator<string> {
  for (const [path, type] of Object.entries(schema.paths)) {
    yield prefix + path
    if (type.schema) yield* schemaPaths(type.schema, `${prefix}${path}.`)
  }
}
