/** An operator who is restricted to regions gets nothing of another region: at every endpoint, in counts, searches, exports and live screens. */
import { randomUUIDv7 } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { transaction } from '../../service/database/transaction.ts'
import { system } from '../../service/http/callers.ts'
import { record } from '../../service/outbox/record.ts'
import { worksIn } from '../../service/staff/actions/regions.ts'
import { staffApproved } from '../../service/staff/events.ts'
import { Members } from '../../service/team/model.ts'
import { buildOperator, buildStaff, type TestOperator } from '../setup/people.ts'
import { startTestService, type TestService } from '../setup/service.ts'
import { Streams } from './notifications/streams.ts'
import { everything, guarded, queries, Walk } from './walk.ts'

let service: TestService
let walk: Walk

const own = /^\/api\/v1\/(me|rejection-reasons|reject-reasons)/
const aboutOne = (by: 'iso' | 'platform') =>
  guarded.filter(
    (one) =>
      (one.by === by || one.by === 'operator') && one.path.includes(':') && !own.test(one.path),
  )
const lists = guarded.filter(
  ({ by, method, path }) =>
    (by === 'iso' || by === 'platform') &&
    method === 'GET' &&
    !path.includes(':') &&
    !own.test(path),
)
/** ISOs are in no region: they can be found, so that their stores there can be. */
const ofIso = new Map([
  ['findIso', 200],
  ['countStaffOfIso', 200],
  ['suspendWorkspace', 403],
  ['resumeWorkspace', 403],
  ['setIsoCountry', 403],
  ['setIsoOrder', 403],
])
type Desk = Record<'iso' | 'platform', TestOperator>
let thai: Desk
let singaporean: Desk

async function build(regions: string[]): Promise<Desk> {
  const roles = ['platform.administrator']
  const desk = {
    iso: await buildOperator(service.url, { workspace: walk.firstAdmin.workspace }),
    platform: await buildOperator(service.url, { kind: 'platform', roles }),
  }
  for (const { member } of Object.values(desk)) {
    await Members.updateOne({ _id: member._id }, { $set: { access: { regions } } })
  }
  return desk
}

beforeAll(async () => {
  service = await startTestService()
  walk = await Walk.begin(service.url)
  thai = await build(['TH-10', 'MY'])
  singaporean = await build(['SG'])
})
afterAll(() => service.stop())

test.each([...aboutOne('iso'), ...aboutOne('platform')])(
  'finds nothing of another: $line',
  async (endpoint) => {
    const before = await everything()
    const { client } = thai[endpoint.by === 'platform' ? 'platform' : 'iso']
    const answer = await walk.call(client, endpoint)
    expect(answer.status).toBe(ofIso.get(endpoint.name) ?? 404)
    const text = JSON.stringify(answer.body)
    for (const id of [
      walk.ids['staffId'],
      walk.ids['submissionId'],
      walk.ids['taskId'],
      walk.ids['accountId'],
    ]) {
      expect(text).not.toContain(id)
    }
    expect(await everything()).toBe(before)
  },
)

test.each(lists)('is shown nothing of another: $line', async (endpoint) => {
  const { client } = thai[endpoint.by === 'platform' ? 'platform' : 'iso']
  const iso = walk.firstAdmin.workspace._id
  for (const query of [queries[endpoint.name] ?? '', `?iso=${iso}`, '?search=Staff']) {
    const { status, body } = await walk.call(client, endpoint, query)
    expect([200, 400]).toContain(status)
    const text = JSON.stringify(body)
    const names = ['staffId', 'submissionId', 'importId', 'messageId', 'accountId', 'taskId']
    for (const name of [...names, 'eventId']) expect(text).not.toContain(walk.ids[name])
  }
})

test('finds and counts what is there', async () => {
  const { iso, platform } = singaporean
  const { staffId = '', submissionId = '', taskId = '' } = walk.ids
  expect((await iso.client.get(`/api/v1/staff/${staffId}`)).status).toBe(200)
  expect((await iso.client.get(`/api/v1/workspace/submissions/${submissionId}`)).status).toBe(200)
  expect((await platform.client.get(`/api/v1/reviews/${submissionId}`)).status).toBe(200)
  expect((await platform.client.get(`/api/v1/tasks/${taskId}`)).status).toBe(200)
  const stores = `/api/v1/inspections/stores?iso=${walk.firstAdmin.workspace._id}`
  for (const [desk, is] of [
    [singaporean, true],
    [thai, false],
  ] as const) {
    const counts = (await desk.iso.client.get('/api/v1/staff/counts')).body.counts
    expect(counts.associated > 0).toBe(is)
    const waiting = (await desk.platform.client.get('/api/v1/reviews/counts')).body.waiting
    expect(waiting > 0).toBe(is)
    expect((await desk.platform.client.get(stores)).body.items.length > 0).toBe(is)
    expect((await desk.platform.client.get('/api/v1/tasks')).body.items.length > 0).toBe(is)
    const page = await desk.iso.client.get('/api/v1/staff?search=Staff&sort=name')
    expect(page.body.items.length > 0).toBe(is)
    const sheet = String((await desk.iso.client.get('/api/v1/staff/export?format=csv')).body)
    expect(sheet.includes('+658')).toBe(is)
    const sent = '/api/v1/workspace/submissions'
    expect((await desk.iso.client.get(sent)).body.items.length > 0).toBe(is)
    expect((await desk.iso.client.get(`${sent}?search=kopi`)).body.items.length > 0).toBe(is)
    const inReview = (await desk.iso.client.get(`${sent}/counts`)).body.counts.in_review
    expect(inReview > 0).toBe(is)
    const exported = String((await desk.iso.client.get(`${sent}/export?format=csv`)).body)
    expect(exported.includes('Kopi')).toBe(is)
  }
})

test('changes nothing that is for the whole ISO', async () => {
  const { client } = singaporean.iso
  const before = await everything()
  for (const [method, path, body] of [
    ['POST', '/api/v1/workspace/join-code/replace', {}],
    ['PATCH', '/api/v1/workspace/settings', { digestHour: 9 }],
  ] as const) {
    const answer = await client.send(method, path, body)
    expect([answer.status, answer.body.code]).toEqual([403, 'not_allowed'])
  }
  const many = { verb: 'approve', ids: [walk.ids['staffId']] }
  const { body } = await thai.iso.client.post('/api/v1/staff/decisions', many)
  expect(body.results).toMatchObject([{ outcome: 'not_found' }])
  expect(await everything()).toBe(before)
})

test('sees newcomers from the country, whom they add, and who has been to a store there', async () => {
  const iso = walk.firstAdmin.workspace._id
  const paths = (staff: string) =>
    [singaporean, thai].map(({ iso: { client } }) => client.get(`/api/v1/staff/${staff}`))
  const seenBy = async (staff: string) => {
    const answers = await Promise.all(paths(staff))
    return answers.map(({ status }) => status)
  }
  const newcomer = await buildStaff(service.url, iso, { phone: '+66812345671' })
  expect(await seenBy(newcomer.member._id)).toEqual([404, 200])
  const id = randomUUIDv7()
  const phone = '+6581239777'
  const added = await thai.iso.client.post('/api/v1/staff', { id, name: 'Ana Lim', phone })
  expect([added.status, await seenBy(id)]).toEqual([201, [404, 200]])
  await worksIn(iso, newcomer.member._id, 'SG')
  expect(await seenBy(newcomer.member._id)).toEqual([200, 404])
  await worksIn(iso, newcomer.member._id, 'MY-01')
  expect(await seenBy(newcomer.member._id)).toEqual([200, 200])
})

test('hears on live screens of what is there only, until the region is another', async () => {
  const streams = new Streams(service.url)
  try {
    const here = await streams.follow(singaporean.iso.client, 'operator')
    const there = await streams.follow(thai.iso.client, 'operator')
    const tenant = walk.firstAdmin.workspace._id
    const data = { status: 'approved' } as const
    const tell = (id: string, regions: string[]) =>
      transaction(() => record(staffApproved, { tenant, id, regions, by: system, data }))
    await tell('one-of-singapore', ['SG'])
    await tell('one-of-bangkok', ['TH-10'])
    await tell('one-of-chiang-mai', ['TH-50'])
    await tell('one-of-both', ['SG', 'MY-14'])
    // told in this order: what comes last shows that the others were left out
    const last = { kind: 'staffMember', id: 'one-of-both' }
    await expect.poll(() => here.heard).toContainEqual(last)
    await expect.poll(() => there.heard).toContainEqual(last)
    expect(here.heard.map(({ id }) => id)).toEqual(['one-of-singapore', 'one-of-both'])
    expect(there.heard.map(({ id }) => id)).toEqual(['one-of-bangkok', 'one-of-both'])
  } finally {
    streams.close()
  }
})
