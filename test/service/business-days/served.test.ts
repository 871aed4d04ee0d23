/** Days on which a clock is changed, as the people of the service see them, on hosts in other time zones. */
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { clock } from '../../../service/clock.ts'
import { configure } from '../../../service/config.ts'
import { digestDue } from '../../../service/notifications/events.ts'
import { Messages } from '../../../service/notifications/model.ts'
import { startRelay } from '../../../service/outbox/relay.ts'
import { planDigests } from '../../../service/promotions/messages/digest.ts'
import { reactions } from '../../../service/worker.ts'
import { testEnvironment } from '../../setup/environment.ts'
import { only } from '../../setup/events.ts'
import { buildOperator, signedIn } from '../../setup/people.ts'
import { startTestService, type TestService } from '../../setup/service.ts'
import { buildPromoter, decide, submitted } from '../../setup/visit.ts'
import { Inspecting } from '../inspections/inspecting.ts'

const environment = testEnvironment({ DINGTALK_EVENTS: 'callback' })
const hostZone = process.env['TZ']
let service: TestService

beforeAll(async () => {
  service = await startTestService({ environment })
})
afterEach(() => {
  clock.arrange()
  if (hostZone === undefined) delete process.env['TZ']
  else process.env['TZ'] = hostZone
})
afterAll(() => service.stop())

function live(host: string, zone: string): void {
  process.env['TZ'] = host
  expect(new Intl.DateTimeFormat().resolvedOptions().timeZone).toBe(host)
  configure({ ...environment, BUSINESS_TIME_ZONE: zone })
}

const itIs = (time: string) => clock.arrange(() => new Date(time))

test.each([
  ['UTC', 'Australia/Melbourne', '2026-04-04T13:00:00Z', '2026-04-04T13:30:00Z'],
  ['UTC', 'America/Santiago', '2026-04-05T04:00:00Z', '2026-04-05T16:00:00Z'],
  ['Europe/Berlin', 'Asia/Singapore', '2026-10-24T16:00:00Z', '2026-10-25T02:00:00Z'],
])('on a host in %s, today in %s begins at %s', async (host, zone, begins, now) => {
  live(host, zone)
  const minute = (by: number) => new Date(Date.parse(begins) + by * 60_000).toISOString()
  itIs(minute(-1))
  const promoter = await buildPromoter(service.url)
  await submitted(promoter)
  itIs(begins)
  await submitted(promoter)
  itIs(now)
  const client = await signedIn(service.url, 'staff', promoter.member.dingtalkUserId ?? '')
  const { body } = await client.get('/api/v1/submissions/counts')
  expect(body).toMatchObject({ today: { stores: 1 } })
})

test.each([
  ['UTC', 'Australia/Melbourne', '2026-04-04', '2026-04-04T12:59:59.999Z'],
  ['Europe/Berlin', 'Asia/Singapore', '2026-10-24', '2026-10-24T15:59:59.999Z'],
  ['Europe/Berlin', 'America/New_York', '2026-03-29', '2026-03-30T03:59:59.999Z'],
])('on a host in %s, a task in %s is due until the end of %s', async (host, zone, day, ends) => {
  live(host, zone)
  itIs(new Date(Date.parse(day) - 86_400_000).toISOString())
  const at = await Inspecting.begin(service.url)
  const admin = await buildOperator(service.url)
  const store = await at.store(admin, await at.person(admin))
  const { status, body } = await at.assign(admin, store, await at.person(admin), { deadline: day })
  expect([status, body.deadline]).toEqual([200, ends])
})

test('a digest tells of the whole day before, though it had only 23 hours', async () => {
  live('UTC', 'Europe/Berlin')
  itIs('2026-03-28T22:00:00Z')
  const promoter = await buildPromoter(service.url)
  const ofEach = []
  for (const decided of ['2026-03-28T22:59:00Z', '2026-03-28T23:00:00Z', '2026-03-29T22:00:00Z']) {
    const { id, content } = await submitted(promoter)
    ofEach.push({ decided, id, items: ['store', ...content.spots.map((spot) => spot.id)] })
  }
  await promoter.admin.client.patch('/api/v1/workspace/settings', { digestHour: 9 })
  for (const { decided, id, items } of ofEach) {
    itIs(decided)
    const reviewer = await buildOperator(service.url, { kind: 'platform' })
    const verdicts = Object.fromEntries(items.map((item) => [item, 'approved' as const]))
    expect((await decide(reviewer.client, id, 1, verdicts)).status).toBe(200)
  }
  itIs('2026-03-30T07:05:00Z')
  expect(await planDigests()).toBe(1)
  const relay = startRelay({ reactions: only([reactions], [digestDue]) })
  await relay.drain()
  await relay.stop()
  const [message] = await Messages.find({ template: 'digest', account: promoter.admin.account._id })
  const { params = {} } = message?.content ?? {}
  const lines = [1, 2, 3, 4].map((n) => [params[`line${n}Label`], params[`line${n}Value`]])
  expect(Object.fromEntries(lines)).toMatchObject({ 'Submissions approved': '1' })
})
