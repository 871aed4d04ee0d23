/** Single commands of MongoDB fail as they do in an election: what can be tried again is, and the rest is a 503. */
import { randomUUIDv7 } from 'node:crypto'
import mongoose from 'mongoose'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { Submissions } from '../../../service/promotions/model.ts'
import { testDatabaseUri } from '../../setup/database.ts'
import { startTestService, type TestService } from '../../setup/service.ts'
import { addressOf, buildContent, buildPromoter, type Promoter } from '../promotions/visit.ts'

/** MongoDB's code of a primary that steps down. */
const steppedDown = 189
/** The failpoint is for this file's connections only. */
const appName = `failing-${randomUUIDv7()}`

let service: TestService
let mei: Promoter

beforeAll(async () => {
  const uri = new URL(testDatabaseUri())
  uri.searchParams.set('appName', appName)
  service = await startTestService({ environment: { MONGODB_URI: uri.href } })
  mei = await buildPromoter(service.url)
})
afterEach(() => fail('off', {}))
afterAll(() => service.stop())

async function fail(mode: 'off' | { times: number }, data: object): Promise<void> {
  const admin = mongoose.connection.getClient().db('admin')
  await admin.command({ configureFailPoint: 'failCommand', mode, data: { appName, ...data } })
}

const list = () => mei.client.get('/api/v1/submissions')

test('a read is tried again when the primary steps down under it, and once more', async () => {
  await fail({ times: 2 }, { failCommands: ['find'], errorCode: steppedDown })
  expect((await list()).status).toBe(200)
})

test('a read that finds no primary in the end is refused for now, and is no fault of ours', async () => {
  await fail({ times: 1_000 }, { failCommands: ['find'], errorCode: steppedDown })
  const { status, headers, body } = await list()
  expect({ status, code: body.code }).toEqual({ status: 503, code: 'unavailable' })
  expect(headers.get('retry-after')).toBe('2')
})

test('a connection that breaks in the middle of a read costs nobody anything', async () => {
  await fail({ times: 1 }, { failCommands: ['find'], closeConnection: true })
  expect((await list()).status).toBe(200)
})

test.each([
  ['the insert', { failCommands: ['insert'], errorCode: steppedDown }],
  ['the commit', { failCommands: ['commitTransaction'], errorCode: steppedDown }],
  ['the answer to the commit', { failCommands: ['commitTransaction'], closeConnection: true }],
])('what was sent in is stored once when %s fails', async (_what, data) => {
  const id = randomUUIDv7()
  const content = await buildContent(mei)
  const errorLabels =
    'errorCode' in data && data.failCommands[0] === 'insert'
      ? { errorLabels: ['TransientTransactionError'] }
      : {}
  await fail({ times: 1 }, { ...data, ...errorLabels })
  expect((await mei.client.put(addressOf(id), content)).status).toBe(200)
  expect(await Submissions.countDocuments({ _id: id })).toBe(1)
})

test('more requests than MongoDB keeps up with are refused after a while, and do not wait without end', async () => {
  await fail({ times: 32 }, { failCommands: ['find'], blockConnection: true, blockTimeMS: 13_000 })
  const answers = await Promise.all(Array.from({ length: 40 }, list))
  const counts = Map.groupBy(answers, ({ status }) => status)
  expect(counts.get(200)).toHaveLength(32)
  expect(counts.get(503)).toHaveLength(8)
})
