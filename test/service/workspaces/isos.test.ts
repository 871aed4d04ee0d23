/** The platform's list of ISOs: narrowed, counted, and one of them with what was done to it. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { QueryGiven } from '../../../service/http/contract.ts'
import { countStaffOfIso } from '../../../service/staff/contract/lists.ts'
import {
  countIsos,
  findIso,
  listIsos,
  resumeWorkspace,
  suspendWorkspace,
} from '../../../service/workspaces/contract/isos.ts'
import { Workspaces } from '../../../service/workspaces/model.ts'
import { buildOperator, buildStaff, clientOf, type TestOperator } from '../../setup/people.ts'
import { startTestService, type TestService } from '../../setup/service.ts'

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

const paramsOf = ({ workspace }: TestOperator) => ({ workspaceId: workspace._id })

const namesOf = async (query: QueryGiven<typeof listIsos> = {}): Promise<string[]> => {
  const { items } = await platform.call(listIsos, { query })
  return items.map(({ name }) => name)
}

test('only the platform, with the permission, sees other ISOs', async () => {
  const reviewer = await buildOperator(service.url, { kind: 'platform' })
  const worker = await buildStaff(service.url, lotus.workspace._id)
  const params = paramsOf(lotus)
  for (const endpoint of [listIsos, countIsos, findIso, countStaffOfIso]) {
    const answers = []
    for (const { refused } of [clientOf(service.url), lotus, worker, reviewer]) {
      const { status, code } = await refused(endpoint, { params })
      answers.push([status, code])
    }
    expect(answers, endpoint.name).toEqual([
      [401, 'signed_out'],
      [403, 'not_allowed'],
      [403, 'not_allowed'],
      [403, 'not_allowed'],
    ])
  }
})

test('the platform itself is no ISO, and a made-up state or page is refused', async () => {
  const { refused } = platform
  const params = paramsOf(platform)
  expect((await refused(findIso, { params })).status).toBe(404)
  expect((await refused(countStaffOfIso, { params })).status).toBe(404)
  expect(await namesOf()).not.toContain('Alipay+')
  const closed = await refused(listIsos, { query: { status: 'closed' } })
  expect([closed.status, closed.field]).toEqual([400, 'status'])
  const hidden = await refused(listIsos, { query: { search: '\0a' } })
  expect([hidden.status, hidden.field]).toEqual([400, 'search'])
  const nowhere = await refused(listIsos, { query: { after: 'nowhere' } })
  expect([nowhere.status, nowhere.code]).toEqual([400, 'bad_cursor'])
})

test('a search finds part of the name or of the e-mail, and takes signs as they are', async () => {
  const called = 'Lotus (Merchant) Services'
  for (const part of ['lotus', '(merchant)', 'HELLO+iso', '@lotus.ex']) {
    expect(await namesOf({ search: part }), part).toEqual([called])
  }
  expect(await namesOf({ search: '.*' })).toEqual([])
  const counts = await platform.call(countIsos, { query: { search: 'lotus' } })
  expect(counts).toEqual({ active: 1, suspended: 0 })
})

test('the list goes page by page, newest first, and can be narrowed to those that are suspended', async () => {
  const everybody = await namesOf()
  expect(everybody).toEqual([
    'Lotus (Merchant) Services',
    others[1]?.workspace.name,
    others[0]?.workspace.name,
  ])
  const { call } = platform
  const first = await call(listIsos, { query: { limit: 2 } })
  expect(first.items).toHaveLength(2)
  const rest = await call(listIsos, { query: { limit: 2, after: first.next ?? '' } })
  expect(rest.items.map(({ name }) => name)).toEqual(everybody.slice(2))
  expect(rest.next).toBeNull()

  await call(suspendWorkspace, {
    params: { workspaceId: others[0]?.workspace._id ?? '' },
    body: { reason: 'No answer for a month.' },
  })
  expect(await namesOf({ status: 'suspended' })).toEqual(everybody.slice(2))
  expect(await namesOf({ status: 'active' })).toEqual(everybody.slice(0, 2))
  expect(await call(countIsos)).toEqual({ active: 2, suspended: 1 })
})

/** What can be set in each state. */
const setting = ['set_order', 'set_country']

test('one ISO shows who suspended it and why, what was done to it, and how many staff it has', async () => {
  const { call } = platform
  const params = paramsOf(lotus)
  await buildStaff(service.url, lotus.workspace._id, { status: 'invited' })
  const active = await call(findIso, { params })
  expect(active).toMatchObject({
    suspension: null,
    departmentId: null,
    abilities: ['suspend', ...setting],
  })
  expect(active.timeline).toEqual([])

  const reason = 'The agreement was not renewed.'
  const by = platform.account.name
  await call(suspendWorkspace, { params, body: { reason: `  ${reason} ` } })
  await call(suspendWorkspace, { params, body: { reason: 'Another word' } })
  const suspended = await call(findIso, { params })
  expect(suspended).toMatchObject({ suspension: { by, reason }, abilities: ['resume', ...setting] })
  await call(resumeWorkspace, { params })
  const resumed = await call(findIso, { params })
  expect(resumed).toMatchObject({ suspension: null, abilities: ['suspend', ...setting] })
  expect(resumed.timeline).toMatchObject([
    { what: 'suspended', by, reason },
    { what: 'resumed', by, reason: '' },
  ])

  const { counts } = await call(countStaffOfIso, { params })
  expect(counts).toMatchObject({ associated: 1, invited: 1, removed: 0 })
})
