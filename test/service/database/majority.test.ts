/** A primary that has lost its majority says that it takes writes: requests are refused all the same, and do not hang. */
import { randomUUIDv7 } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import mongoose from 'mongoose'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { findMongod } from '../../../scripts/mongod/find.ts'
import { ReplicaSet } from '../../../scripts/mongod/replica-set.ts'
import { unreachableAfter } from '../../../service/database/outage.ts'
import { Submissions } from '../../../service/promotions/model.ts'
import { startTestService, type TestService } from '../../setup/service.ts'
import { addressOf, buildContent, buildPromoter, type Promoter } from '../../setup/visit.ts'
import { retryWhileUnavailable } from './retry-while-unavailable.ts'

let folder: string
let set: ReplicaSet
let service: TestService
let mei: Promoter

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'partner-workspace-majority-'))
  set = await ReplicaSet.start({ binary: await findMongod(() => undefined), folder, members: 3 })
  const environment = { MONGODB_URI: set.uri('majority') }
  service = await startTestService({ environment, unreachableAfter })
  await neverStepDown()
  mei = await retryWhileUnavailable(() => buildPromoter(service.url))
}, 100_000)
afterAll(async () => {
  await service.stop()
  await set.kill()
  await rm(folder, { recursive: true, force: true })
})

/** Without a majority a primary gives up after ten seconds; here it goes on saying that it takes writes. */
async function neverStepDown(): Promise<void> {
  const admin = mongoose.connection.getClient().db('admin')
  const { config } = await admin.command({ replSetGetConfig: 1 })
  const settings = { ...config.settings, electionTimeoutMillis: 600_000 }
  await admin.command({ replSetReconfig: { ...config, version: config.version + 1, settings } })
}

test('two of three members stand still: requests are refused, and all goes on when they are back', async () => {
  const primary = await set.primary()
  const [id, content] = [randomUUIDv7(), await retryWhileUnavailable(() => buildContent(mei))]
  const send = () => mei.client.put(addressOf(id), content)
  const list = () => mei.client.get('/api/v1/submissions')
  const resume = [0, 1, 2]
    .filter((member) => member !== primary)
    .map((member) => set.pauseMember(member))
  try {
    const { status, headers, body } = await send()
    expect({ status, code: body.code }).toEqual({ status: 503, code: 'unavailable' })
    expect(headers.get('retry-after')).toBe('2')
    expect((await list()).status).toBe(503)
    const hello = await mongoose.connection.getClient().db('admin').command({ hello: 1 })
    expect(hello['isWritablePrimary']).toBe(true)
  } finally {
    for (const each of resume) each()
  }

  await expect.poll(async () => (await list()).status).toBe(200)
  for (;;) {
    const { status } = await send()
    if (status === 200) break
    expect(status).toBe(503)
    await sleep(100)
  }
  expect(await Submissions.countDocuments({ _id: id })).toBe(1)
}, 90_000)
