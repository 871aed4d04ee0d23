/** Live screens: people hear at once of what they may see, and of nothing else. */
import { randomUUIDv7 } from 'node:crypto'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { buildOperator, type Client } from '../../setup/people.ts'
import { startTestService, type TestService } from '../../setup/service.ts'
import { buildPromoter, decide, submitted } from '../../setup/visit.ts'
import { Lending } from '../test-accounts/lending.ts'
import { Streams, type Followed } from './streams.ts'

let service: TestService
let streams: Streams

beforeAll(async () => {
  service = await startTestService()
  streams = new Streams(service.url)
})
afterEach(() => streams.close())
afterAll(() => service.stop())

const follow = (client: Client, as: 'staff' | 'operator') => streams.follow(client, as)

test('a new staff member shows on the screens of that ISO only', async () => {
  const [mine, other] = [await buildOperator(service.url), await buildOperator(service.url)]
  const [here, there] = [
    await follow(mine.client, 'operator'),
    await follow(other.client, 'operator'),
  ]
  expect(here.response.headers.get('content-type')).toContain('text/event-stream')
  expect(here.response.headers.get('content-encoding')).toBeNull()
  const id = randomUUIDv7()
  await mine.client.post('/api/v1/staff', { id, name: 'Ana', phone: '+6581239001' })
  await expect.poll(() => here.heard).toEqual([{ kind: 'staffMember', id }])
  expect(there.heard).toEqual([])
})

test('one person holds so many streams and no more: the oldest ends, and does not come back at once', async () => {
  const [mine, other] = [await buildOperator(service.url), await buildOperator(service.url)]
  const colleague = await follow(other.client, 'operator')
  const opened: Followed[] = []
  for (let n = 0; n < 10; n++) opened.push(await follow(mine.client, 'operator'))
  const ended = () => opened.map(({ state }) => state.ended)
  await expect.poll(ended).toEqual([true, true, ...Array<boolean>(8).fill(false)])
  expect([opened[0]!.state.pause, opened[9]!.state.pause]).toEqual(['60000', '2000'])
  expect(colleague.state.ended).toBe(false)
  const id = randomUUIDv7()
  await mine.client.post('/api/v1/staff', { id, name: 'Ana', phone: '+6581239002' })
  const last = opened[9]!.heard
  await expect.poll(() => last).toEqual([{ kind: 'staffMember', id }])
})

test('that an ISO is suspended shows to those who may suspend, and not to reviewers or another ISO', async () => {
  const platform = { kind: 'platform', roles: ['platform.operations'] } as const
  const operations = await buildOperator(service.url, { ...platform, roles: [...platform.roles] })
  const reviewer = await buildOperator(service.url, { kind: 'platform' })
  const [mine, other] = [await buildOperator(service.url), await buildOperator(service.url)]
  const [here, desk, there] = [
    await follow(operations.client, 'operator'),
    await follow(reviewer.client, 'operator'),
    await follow(other.client, 'operator'),
  ]
  const id = mine.workspace._id
  await operations.client.post(`/api/v1/isos/${id}/suspend`, { reason: 'No answer.' })
  await expect.poll(() => here.heard).toContainEqual({ kind: 'workspace', id })
  expect([...desk.heard, ...there.heard]).toEqual([])
})

test('a submission shows to reviewers, its decision to its sender, neither to colleagues', async () => {
  const reviewer = (await buildOperator(service.url, { kind: 'platform' })).client
  const promoter = await buildPromoter(service.url)
  const colleague = await buildPromoter(service.url, promoter.admin)
  const desk = await follow(reviewer, 'operator')
  const [own, others] = [
    await follow(promoter.client, 'staff'),
    await follow(colleague.client, 'staff'),
  ]
  const { id, content } = await submitted(promoter)
  await expect.poll(() => desk.heard).toContainEqual({ kind: 'submission', id })
  const all = ['store', ...content.spots.map((spot) => spot.id)]
  await decide(reviewer, id, 1, Object.fromEntries(all.map((item) => [item, 'approved'])))
  await expect.poll(() => own.heard.filter((one) => one.id === id).length).toBe(2)
  expect(others.heard).toEqual([])
})

test('a test account shows to its holder, to those who lend it and to those who keep the pool, to no one else', async () => {
  const lending = await Lending.begin(service.url)
  const promoter = await buildPromoter(service.url)
  const colleague = await buildPromoter(service.url, promoter.admin)
  const other = await buildOperator(service.url)
  const reviewer = await buildOperator(service.url, { kind: 'platform' })
  const { id } = await lending.account(promoter.iso)
  const concerned = [
    await follow(promoter.client, 'staff'),
    await follow(promoter.admin.client, 'operator'),
    await follow(lending.keeper, 'operator'),
  ]
  const unconcerned = [
    await follow(colleague.client, 'staff'),
    await follow(other.client, 'operator'),
    await follow(reviewer.client, 'operator'),
  ]
  await promoter.admin.client.post(`/api/v1/staff/${promoter.staff}/test-account`, { account: id })
  for (const { heard } of concerned) {
    await expect.poll(() => heard).toContainEqual({ kind: 'testAccount', id })
  }
  for (const { heard } of unconcerned) expect(heard).toEqual([])
})
