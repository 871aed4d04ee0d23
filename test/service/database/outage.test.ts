/** MongoDB stands still, is killed and comes back while visits are sent in: none is lost, none is there twice. */
import { randomUUIDv7 } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import mongoose from 'mongoose'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { unreachableAfter } from '../../../service/database/outage.ts'
import { Events } from '../../../service/outbox/model.ts'
import type { SubmissionContent } from '../../../service/promotions/contract/content.ts'
import { MarketingCodes } from '../../../service/marketing-codes/model.ts'
import { Submissions } from '../../../service/promotions/model.ts'
import { codesOf } from '../../../service/promotions/rules/content.ts'
import { arrangeFault, endFaults } from '../../setup/failpoints.ts'
import { OwnMongod } from '../../setup/own-mongod.ts'
import { startTestService, type TestService } from '../../setup/service.ts'
import { addressOf, buildContent, buildPromoter, type Promoter } from '../../setup/visit.ts'
import { retryWhileUnavailable } from './retry-while-unavailable.ts'

let mongod: OwnMongod
let service: TestService
let mei: Promoter

beforeAll(async () => {
  mongod = await OwnMongod.start({ testCommands: true })
  const environment = { MONGODB_URI: mongod.uri('outage', 'outage-service') }
  service = await startTestService({ environment, unreachableAfter })
  mei = await retryWhileUnavailable(() => buildPromoter(service.url))
})
afterAll(async () => {
  await service.stop()
  await mongod.end()
})

interface Visit {
  id: string
  content: SubmissionContent
}

const visits = (count: number): Promise<Visit[]> =>
  Promise.all(
    Array.from({ length: count }, async () => ({
      id: randomUUIDv7(),
      content: await retryWhileUnavailable(() => buildContent(mei)),
    })),
  )

/** As a phone does: the same again until it is answered. @returns statuses on the way */
async function sendUntilTaken({ id, content }: Visit): Promise<number[]> {
  const statuses: number[] = []
  for (;;) {
    const { status } = await mei.client.put(addressOf(id), content)
    statuses.push(status)
    if (status === 200) return statuses
    expect(status, 'told to come again, and never that something went wrong').toBe(503)
    await sleep(100)
  }
}

async function mustBeThereOnce(sent: Visit[]): Promise<void> {
  const ids = sent.map(({ id }) => id)
  const codes = sent.flatMap(({ content }) => codesOf(content))
  expect(await Submissions.countDocuments({ _id: { $in: ids } })).toBe(ids.length)
  const events = await Events.find({ 'subject.id': { $in: ids }, type: 'promotions.submitted' })
  expect(events.map(({ subject }) => subject.id).toSorted()).toEqual(ids.toSorted())
  const bound = await MarketingCodes.countDocuments({
    _id: { $in: codes },
    submission: { $in: ids },
    status: 'bound',
  })
  expect(bound).toBe(codes.length)
}

test('it stands still for two seconds', async () => {
  const sent = await visits(10)
  const sending = sent.map(sendUntilTaken)
  await Promise.race(sending)
  mongod.pause()
  await sleep(2_000)
  mongod.resume()
  await Promise.all(sending)
  await mustBeThereOnce(sent)
}, 30_000)

test('it is killed in the middle and started again', async () => {
  const sent = await visits(10)
  const sending = sent.map(sendUntilTaken)
  await Promise.race(sending)
  await mongod.kill()
  await mongod.restart()
  await Promise.all(sending)
  await mustBeThereOnce(sent)
}, 30_000)

test('its primary steps down, and is elected again', async () => {
  const sent = await visits(10)
  const sending = sent.map(sendUntilTaken)
  await Promise.race(sending)
  const admin = mongoose.connection.getClient().db('admin')
  await admin.command({ replSetStepDown: 2, force: true })
  await Promise.all(sending)
  await mustBeThereOnce(sent)
}, 30_000)

test('a request that an election holds up is refused, although MongoDB answers again', async () => {
  const list = () => mei.client.get('/api/v1/submissions')
  const listed = async () => {
    const { status } = await list()
    if (status !== 200) throw new Error(String(status))
  }
  await retryWhileUnavailable(listed)
  await arrangeFault({
    failCommands: ['aggregate', 'find'],
    namespace: 'outage.submissions',
    times: 1,
    blockConnection: true,
    blockTimeMS: 5_000,
  })
  try {
    const held = list()
    const admin = mongoose.connection.getClient().db('admin')
    await admin.command({ replSetStepDown: 1, force: true })
    const { status, headers } = await held
    expect(status).toBe(503)
    expect(headers.get('retry-after')).toBe('2')
  } finally {
    await endFaults()
  }
  await retryWhileUnavailable(listed)
}, 30_000)
