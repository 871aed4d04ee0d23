/** The platform's list of ISOs: narrowed, counted, and one of them with what was done to it. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { buildOperator, buildStaff, clientOf, type TestOperator } from '../../setup/people.ts'
import { startTestService, type TestService } from '../../setup/service.ts'
import { Workspaces } from '../../../service/workspaces/model.ts'

let service: TestService
let platform: TestOperator
let lotus: TestOperator
let others: TestOperator[]

beforeAll(async () => {
  service = await startTestService()
  platform = await buildOperator(service.url, { kind: 'platform', roles: ['platform.operations'] })
  others = [await buildOperator(service.url), await buildOperator(service.url)]
  lotus = await buildOperator(service.url)
  const called = { name: 'Lotus (Merchant) Services', email: 'hello+iso@lotus.example' }
  await Workspaces.updateOne({ _id: lotus.workspace._id }, { $set: called })
})
afterAll(() => service.stop())

const namesOf = async (query: string): Promise<string[]> => {
  const { items } = (await platform.client.get(`/api/v1/isos${query}`)).body
  return items.map(({ name }: { name: string }) => name)
}

test('only the platform, with the permission, sees other ISOs', async () => {
  const reviewer = await buildOperator(service.url, { kind: 'platform' })
  const { client: worker } = await buildStaff(service.url, lotus.workspace._id)
  const one = `/api/v1/isos/${lotus.workspace._id}`
  for (const path of ['/api/v1/isos', '/api/v1/isos/counts', one, `${one}/staff-counts`]) {
    const answers = []
    for (const client of [clientOf(service.url), lotus.client, worker, reviewer.client]) {
      const { status, body } = await client.get(path)
      answers.push([status, body.code])
    }
    expect(answers, path).toEqual([
      [401, 'signed_out'],
      [403, 'not_allowed'],
      [403, 'not_allowed'],
      [403, 'not_allowed'],
    ])
  }
})

test('the platform itself is no ISO, and a made-up state or page is refused', async () => {
  const own = `/api/v1/isos/${platform.workspace._id}`
  expect((await platform.client.get(own)).status).toBe(404)
  expect((await platform.client.get(`${own}/staff-counts`)).status).toBe(404)
  expect(await namesOf('')).not.toContain('Alipay+')
  const closed = await platform.client.get('/api/v1/isos?status=closed')
  expect([closed.status, closed.body.field]).toEqual([400, 'status'])
  const hidden = await platform.client.get('/api/v1/isos?search=%00a')
  expect([hidden.status, hidden.body.field]).toEqual([400, 'search'])
  const nowhere = await platform.client.get('/api/v1/isos?after=nowhere')
  expect([nowhere.status, nowhere.body.code]).toEqual([400, 'bad_cursor'])
})

test('a search finds part of the name or of the e-mail, and takes signs as they are', async () => {
  const called = 'Lotus (Merchant) Services'
  for (const part of ['lotus', '(merchant)', 'HELLO%2Biso', '@lotus.ex']) {
    expect(await namesOf(`?search=${part}`), part).toEqual([called])
  }
  expect(await namesOf('?search=.*')).toEqual([])
  const counts = await platform.client.get('/api/v1/isos/counts?search=lotus')
  expect(counts.body).toEqual({ active: 1, suspended: 0 })
})

test('the list goes page by page, newest first, and can be narrowed to those that are suspended', async () => {
  const everybody = await namesOf('')
  expect(everybody).toEqual([
    'Lotus (Merchant) Services',
    others[1]?.workspace.name,
    others[0]?.workspace.name,
  ])
  const first = (await platform.client.get('/api/v1/isos?limit=2')).body
  expect(first.items).toHaveLength(2)
  const rest = (await platform.client.get(`/api/v1/isos?limit=2&after=${first.next}`)).body
  expect(rest.items.map(({ name }: { name: string }) => name)).toEqual(everybody.slice(2))
  expect(rest.next).toBeNull()

  const suspend = `/api/v1/isos/${others[0]?.workspace._id}/suspend`
  await platform.client.post(suspend, { reason: 'No answer for a month.' })
  expect(await namesOf('?status=suspended')).toEqual(everybody.slice(2))
  expect(await namesOf('?status=active')).toEqual(everybody.slice(0, 2))
  const counts = await platform.client.get('/api/v1/isos/counts')
  expect(counts.body).toEqual({ active: 2, suspended: 1 })
})

/** What can be set in each state. */
const setting = ['set_order', 'set_country']

test('one ISO shows who suspended it and why, what was done to it, and how many staff it has', async () => {
  const one = `/api/v1/isos/${lotus.workspace._id}`
  await buildStaff(service.url, lotus.workspace._id, { status: 'invited' })
  const active = (await platform.client.get(one)).body
  expect(active).toMatchObject({
    suspension: null,
    departmentId: null,
    abilities: ['suspend', ...setting],
  })
  expect(active.timeline).toEqual([])

  const reason = 'The agreement was not renewed.'
  const by = platform.account.name
  await platform.client.post(`${one}/suspend`, { reason: `  ${reason} ` })
  await platform.client.post(`${one}/suspend`, { reason: 'Another word' })
  const suspended = (await platform.client.get(one)).body
  expect(suspended).toMatchObject({ suspension: { by, reason }, abilities: ['resume', ...setting] })
  await platform.client.post(`${one}/resume`)
  const resumed = (await platform.client.get(one)).body
  expect(resumed).toMatchObject({ suspension: null, abilities: ['suspend', ...setting] })
  expect(resumed.timeline).toMatchObject([
    { what: 'suspended', by, reason },
    { what: 'resumed', by, reason: '' },
  ])

  const { counts } = (await platform.client.get(`${one}/staff-counts`)).body
  expect(counts).toMatchObject({ associated: 1, invited: 1, removed: 0 })
})
