/** A backup is a copy of the database and, kept apart, the keys: with both all is there again, without the keys it is not. */
import { createHash, randomBytes } from 'node:crypto'
import mongoose from 'mongoose'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { linksTo } from '../../service/photos/view.ts'
import { copyDatabase } from '../setup/copy-database.ts'
import { testDatabaseUri } from '../setup/database.ts'
import { testEnvironment } from '../setup/environment.ts'
import { OwnMongod } from '../setup/own-mongod.ts'
import { clientOf, type TestOperator } from '../setup/people.ts'
import { startTestService, type TestService } from '../setup/service.ts'
import { buildPromoter, sendPhoto, type Promoter } from '../setup/visit.ts'
import { Lending, look, type Given } from './test-accounts/lending.ts'

// programs that load the whole service
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

const original = testDatabaseUri()
const { SESSION_KEYS = '', SECRET_KEYS = '' } = testEnvironment()

let service: TestService
/** Another server, as after the loss of the first. */
let elsewhere: OwnMongod
let admin: TestOperator
let mei: Promoter
let account: Given
let photo: string
let before: { indexes: string[]; count: Record<string, number>; picture: string }

/** Starts on a database without the background part: nothing of the past may be sent again. */
async function start(environment: Record<string, string>): Promise<void> {
  service = await startTestService({ parts: ['web'], environment })
}

const digest = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex')

/** What is stored, and the picture as it is served. */
async function stateOf(): Promise<typeof before> {
  const database = mongoose.connection.db ?? expect.fail('not connected')
  const names = (await database.listCollections().toArray()).map(({ name }) => name).toSorted()
  const indexes = await Promise.all(
    names.map(
      async (name) => `${name} ${JSON.stringify(await database.collection(name).indexes())}`,
    ),
  )
  const counts = names.map(async (name) => [name, await database.collection(name).countDocuments()])
  const shown = await clientOf(service.url).get(linksTo(photo).url)
  expect(shown.status).toBe(200)
  const count = Object.fromEntries(await Promise.all(counts))
  return { indexes, count, picture: digest(shown.body) }
}

beforeAll(async () => {
  await start({ MONGODB_URI: original, SESSION_KEYS, SECRET_KEYS })
  mei = await buildPromoter(service.url)
  admin = mei.admin
  const lending = await Lending.begin(service.url)
  account = await lending.account(mei.iso)
  expect((await lending.lend(admin, mei, account)).status).toBe(200)
  photo = await sendPhoto(mei.client)
  before = await stateOf()
  await service.stop()

  elsewhere = await OwnMongod.start()
  await copyDatabase(original, elsewhere.uri('restored'))
}, 100_000)
afterAll(() => elsewhere.end())

test('on the copy, with the keys, everything is there and all people are signed in', async () => {
  await start({ MONGODB_URI: elsewhere.uri('restored'), SESSION_KEYS, SECRET_KEYS })
  try {
    expect(await stateOf()).toEqual(before)
    const client = clientOf(service.url, admin.client.token)
    const { items } = (await client.get('/api/v1/staff')).body
    expect(items.map(({ id }: { id: string }) => id)).toEqual([mei.member._id])
    const shown = await look(clientOf(service.url, mei.client.token), account.id)
    expect(shown.body).toMatchObject({
      loginPassword: account.loginPassword,
      paymentPassword: account.paymentPassword,
    })
  } finally {
    await service.stop()
  }
})

test('with other keys the start is refused, and what is missing is named', async () => {
  const right = { MONGODB_URI: elsewhere.uri('restored'), SESSION_KEYS, SECRET_KEYS }
  const other = `k1:${randomBytes(32).toString('base64url')}`
  await expect(start({ ...right, SECRET_KEYS: other })).rejects.toThrow(
    /SECRET_KEYS has another key under the id k1/,
  )
  await expect(start({ ...right, SESSION_KEYS: other })).rejects.toThrow(
    /SESSION_KEYS has another key under the id k1/,
  )
  const renamed = SECRET_KEYS.replace('k1', 'k2')
  await expect(start({ ...right, SECRET_KEYS: renamed })).rejects.toThrow(
    /SECRET_KEYS lacks the key k1/,
  )
})
