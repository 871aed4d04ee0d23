/** Deliveries that were given up are seen and started again by platform operators, and by no one else. */
import { randomUUIDv7 } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { system } from '../../../service/http/callers.ts'
import { GiveUp } from '../../../service/outbox/handlers.ts'
import { record } from '../../../service/outbox/record.ts'
import { startRelay } from '../../../service/outbox/relay.ts'
import { buildOperator, type Client } from '../../setup/people.ts'
import { startTestService, type TestService } from '../../setup/service.ts'
import { happened } from '../../setup/events.ts'

let service: TestService
let operations: Client

beforeAll(async () => {
  service = await startTestService()
  const role = { kind: 'platform' as const, roles: ['platform.operations'] }
  operations = (await buildOperator(service.url, role)).client
})
afterAll(() => service.stop())

async function fails(handled: () => Promise<void>): Promise<string> {
  const id = await record(happened, {
    tenant: 'iso-1',
    id: randomUUIDv7(),
    by: system,
  })
  const relay = startRelay({ reactions: { 'test.happened': { handled } } })
  await relay.drain()
  await relay.stop()
  return id
}

test('reviewers and ISO admins are refused', async () => {
  const reviewer = await buildOperator(service.url, { kind: 'platform' })
  const admin = await buildOperator(service.url)
  for (const { client } of [reviewer, admin]) {
    expect((await client.get('/api/v1/failed-events')).body.code).toBe('not_allowed')
  }
})

test('what was given up is listed with its reason, started again, and gone from the list', async () => {
  let broken = true
  const handled = async () => {
    if (broken) throw new GiveUp('60011')
  }
  const id = await fails(handled)
  const list = (await operations.get('/api/v1/failed-events')).body.items
  expect(list).toHaveLength(1)
  expect(list[0]).toMatchObject({
    id,
    type: 'test.happened',
    failure: { handler: 'handled', kind: 'GiveUp', code: '60011' },
  })
  broken = false
  expect((await operations.post(`/api/v1/failed-events/${id}/retry`)).status).toBe(200)
  const again = await operations.post(`/api/v1/failed-events/${id}/retry`)
  expect([again.status, again.body.code]).toEqual([409, 'wrong_state'])
  const relay = startRelay({ reactions: { 'test.happened': { handled } } })
  await relay.drain()
  await relay.stop()
  expect((await operations.get('/api/v1/failed-events')).body.items).toEqual([])
})

test('an event that is not there', async () => {
  const answer = await operations.post(`/api/v1/failed-events/${randomUUIDv7()}/retry`)
  expect(answer.status).toBe(404)
})
