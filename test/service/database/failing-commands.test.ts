/** Single commands of MongoDB fail as they do in an election: what can be tried again is, and the rest is a 503. */
import { randomUUIDv7 } from 'node:crypto'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { Submissions } from '../../../service/promotions/model.ts'
import { arrangeFault, endFaults } from '../../setup/failpoints.ts'
import { OwnMongod } from '../../setup/own-mongod.ts'
import { startTestService, type TestService } from '../../setup/service.ts'
import { addressOf, buildContent, buildPromoter, type Promoter } from '../../setup/visit.ts'

/** MongoDB's code of a primary that steps down. */
const steppedDown = 189

let mongod: OwnMongod
let service: TestService
let mei: Promoter

beforeAll(async () => {
  mongod = await OwnMongod.start({ throwAway: true, testCommands: true })
  const uri = mongod.uri('failing', 'service')
  service = await startTestService({ environment: { MONGODB_URI: uri } })
  mei = await buildPromoter(service.url)
})
afterEach(endFaults)
afterAll(async () => {
  await service.stop()
  await mongod.end()
})

const list = () => mei.client.get('/api/v1/submissions')

test('a read is tried again when the primary steps down under it, and once more', async () => {
  await arrangeFault({ times: 2, failCommands: ['find'], errorCode: steppedDown })
  expect((await list()).status).toBe(200)
})

test('a read that finds no primary in the end is refused for now, and is no fault of ours', async () => {
  await arrangeFault({ times: 1_000, failCommands: ['find'], errorCode: steppedDown })
  const { status, headers, body } = await list()
  expect({ status, code: body.code }).toEqual({ status: 503, code: 'unavailable' })
  expect(headers.get('retry-after')).toBe('2')
})

test('a connection that breaks in the middle of a read goes unnoticed', async () => {
  await arrangeFault({ times: 1, failCommands: ['find'], closeConnection: true })
  expect((await list()).status).toBe(200)
})

test.each([
  [
    'the insert',
    {
      failCommands: ['insert'],
      errorCode: steppedDown,
      errorLabels: ['TransientTransactionError'],
    },
  ],
  ['the commit', { failCommands: ['commitTransaction'], errorCode: steppedDown }],
  [
    'the answer to the commit',
    { failCommands: ['commitTransaction'], closeConnection: true as const },
  ],
])('what was sent in is stored once when %s fails', async (_what, data) => {
  const id = randomUUIDv7()
  const content = await buildContent(mei)
  await arrangeFault({ times: 1, ...data })
  expect((await mei.client.put(addressOf(id), content)).status).toBe(200)
  expect(await Submissions.countDocuments({ _id: id })).toBe(1)
})

test('more requests than MongoDB keeps up with are refused after a while, and do not wait without end', async () => {
  await arrangeFault({
    times: 32,
    failCommands: ['find'],
    namespace: 'failing.submissions',
    blockConnection: true,
    blockTimeMS: 13_000,
  })
  const answers = await Promise.all(Array.from({ length: 40 }, list))
  const counts = Map.groupBy(answers, ({ status }) => status)
  expect(counts.get(200)).toHaveLength(32)
  expect(counts.get(503)).toHaveLength(8)
})
