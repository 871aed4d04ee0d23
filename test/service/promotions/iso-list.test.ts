/** All submissions of an ISO: who sees them, each filter, counts, pages and searches. */
import { randomUUIDv7 } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { clock } from '../../../service/clock.ts'
import { migrations } from '../../../service/migrations.ts'
import { mendLateSearchKeys } from '../../../service/promotions/actions/search-keys.ts'
import {
  countIsoSubmissions,
  listIsoSubmissions,
  listSubmissionRegions,
} from '../../../service/promotions/contract/iso-lists.ts'
import { modify } from '../../../service/promotions/contract/own.ts'
import { Submissions } from '../../../service/promotions/model.ts'
import { Members, Roles } from '../../../service/team/model.ts'
import { buildOperator, type TestOperator } from '../../setup/people.ts'
import { Scene } from '../../setup/scene.ts'
import { startTestService, type TestService } from '../../setup/service.ts'
import { addressOf, buildContent, type Promoter } from '../../setup/visit.ts'

let service: TestService
let scene: Scene
let admin: TestOperator
let mei: Promoter
let ben: Promoter

const bangkok = {
  address: '45 Sukhumvit Soi 24, Bangkok 10110',
  place: { latitude: 13.7262, longitude: 100.5684, accuracy: 14 },
}

/** Submits for a store of that name, at that time. */
async function sent(by: Promoter, name: string, at: string, given: object = {}) {
  clock.arrange(() => new Date(at))
  const { store } = await buildContent(by)
  const made = await scene.submission(by, { store: { ...store, name, ...given } })
  clock.arrange(() => new Date('2026-11-22T09:00:00Z'))
  return made
}

type Query = NonNullable<Parameters<TestOperator['call']>[1]>['query'] & object

/** Names of the stores that a query lists. */
async function names(query: object = {}, operator = admin): Promise<string[]> {
  const { items } = await operator.call(listIsoSubmissions, { query: query as Query })
  return items.map(({ storeName }) => storeName)
}

const counts = async (query: object = {}, operator = admin) =>
  (await operator.call(countIsoSubmissions, { query: query as Query })).counts

async function operatorOf(regions: string[]): Promise<TestOperator> {
  const operator = await buildOperator(service.url, { workspace: admin.workspace })
  await Members.updateOne({ _id: operator.member._id }, { $set: { access: { regions } } })
  return operator
}

beforeAll(async () => {
  clock.arrange(() => new Date('2026-11-22T09:00:00Z'))
  service = await startTestService()
  scene = new Scene(service.url)
  admin = await scene.admin()
  mei = await scene.staff({ admin, name: 'Mei Chen' })
  ben = await scene.staff({ admin, name: 'Ben Tan' })
  await sent(mei, 'Kopi & Toast', '2026-11-01T02:00:00Z')
  const rejected = await sent(mei, 'Golden Crust Bakery', '2026-11-02T02:00:00Z')
  await scene.decided(rejected, 'rejected')
  const approved = await sent(ben, 'Toast Box', '2026-11-03T02:00:00Z')
  await scene.decided(approved, 'approved')
  await sent(ben, 'Baan Thai', '2026-11-04T02:00:00Z', bangkok)
})
afterAll(() => service.stop())

test('strangers, staff, the platform and whose role does not include it are refused', async () => {
  await Roles.insertMany([
    {
      _id: 'iso.recruiter',
      workspace: admin.workspace._id,
      workspaceKind: 'iso',
      name: 'Recruiter',
      permissions: ['staff.view'],
    },
  ])
  const { workspace } = admin
  const recruiter = await buildOperator(service.url, { workspace, roles: ['iso.recruiter'] })
  const reviewer = await scene.desk('reviewer')
  for (const endpoint of [listIsoSubmissions, countIsoSubmissions, listSubmissionRegions]) {
    expect((await scene.stranger.refused(endpoint)).code).toBe('signed_out')
    for (const { refused } of [mei.client, reviewer, recruiter]) {
      expect((await refused(endpoint)).code).toBe('not_allowed')
    }
  }
})

test('what no filter can be is refused', async () => {
  for (const query of [
    { status: 'happy' },
    { region: 'bangkok' },
    { staff: 'mei' },
    { from: '22.11.2026' },
    { to: '2026-02-30' },
  ]) {
    expect([query, (await admin.refused(listIsoSubmissions, { query })).code]).toEqual([
      query,
      'bad_input',
    ])
  }
  for (const query of [{ after: 'x' }, { after: 'x', search: 'kopi' }]) {
    expect((await admin.refused(listIsoSubmissions, { query })).code).toBe('bad_cursor')
  }
})

test('another ISO sees nothing of it, also by the person', async () => {
  const other = await scene.admin()
  expect(await names({}, other)).toEqual([])
  expect(await names({ staff: mei.staff }, other)).toEqual([])
  expect(await names({ search: 'kopi' }, other)).toEqual([])
  expect(await counts({}, other)).toEqual({ in_review: 0, approved: 0, rejected: 0 })
  expect((await other.call(listSubmissionRegions)).items).toEqual([])
})

test('a row tells store, person, product, status, spots, day and region', async () => {
  const { items } = await admin.call(listIsoSubmissions, { query: { limit: 1 } })
  expect(items).toEqual([
    {
      id: expect.any(String),
      storeName: 'Baan Thai',
      staff: { id: ben.staff, name: 'Ben Tan' },
      product: 'marketing_code',
      status: 'in_review',
      revision: 1,
      spots: { in_review: 2, approved: 0, rejected: 0 },
      submittedAt: '2026-11-04T02:00:00.000Z',
      region: 'TH-10',
    },
  ])
})

const all = ['Baan Thai', 'Toast Box', 'Golden Crust Bakery', 'Kopi & Toast']

test.each([
  [{}, all],
  [{ status: 'in_review' }, ['Baan Thai', 'Kopi & Toast']],
  [{ status: 'rejected' }, ['Golden Crust Bakery']],
  [{ product: 'marketing_code' }, all],
  [{ product: 'primary_posm' }, []],
  [{ region: 'SG' }, all.slice(1)],
  [{ region: 'TH' }, ['Baan Thai']],
  [{ region: 'TH-10' }, ['Baan Thai']],
  [{ region: 'TH-50' }, []],
  [{ from: '2026-11-03' }, all.slice(0, 2)],
  [{ to: '2026-11-02' }, all.slice(2)],
  [{ from: '2026-11-02', to: '2026-11-03' }, all.slice(1, 3)],
  [{ from: '2026-11-03', to: '2026-11-02' }, []],
  [{ search: 'toast' }, ['Toast Box', 'Kopi & Toast']],
  [{ search: 'TOAST B' }, ['Toast Box']],
  [{ search: 'crust', status: 'in_review' }, []],
  [{ search: 'toast', region: 'TH' }, []],
  [{ search: 'toast', to: '2026-11-01' }, ['Kopi & Toast']],
  [{ search: 'oast' }, []],
  [{ region: 'SG', status: 'in_review', to: '2026-11-20' }, ['Kopi & Toast']],
])('%j lists %j', async (query, expected) => {
  // what a search finds has an order of its own
  const found = await names(query)
  if ('search' in query) expect(found.toSorted()).toEqual(expected.toSorted())
  else expect(found).toEqual(expected)
  const counted = await counts({ ...query, status: undefined })
  const ofStatus = 'status' in query ? [query.status] : Object.keys(counted)
  const sum = ofStatus.reduce((total, status) => total + counted[status as keyof typeof counted], 0)
  expect(sum).toBe(expected.length)
})

test('of one person, also with a search', async () => {
  expect(await names({ staff: mei.staff })).toEqual(['Golden Crust Bakery', 'Kopi & Toast'])
  expect(await names({ staff: mei.staff, search: 'toast' })).toEqual(['Kopi & Toast'])
  expect(await names({ staff: randomUUIDv7() })).toEqual([])
  expect(await counts({ staff: ben.staff })).toEqual({ in_review: 1, approved: 1, rejected: 0 })
})

test.each([{}, { search: 'toast' }, { region: 'SG' }])('%j comes page by page', async (query) => {
  const whole = await names(query)
  const found: string[] = []
  for (let after: string | undefined; ;) {
    const page = await admin.call(listIsoSubmissions, { query: { ...query, limit: 1, after } })
    found.push(...page.items.map(({ storeName }) => storeName))
    if (!page.next) break
    after = page.next
  }
  expect(found).toEqual(whole)
})

test('days are those of the business time zone', async () => {
  // in Singapore it is the next day
  const late = await sent(ben, 'Night Market', '2026-11-10T17:00:00Z')
  expect(await names({ from: '2026-11-11', to: '2026-11-11' })).toEqual(['Night Market'])
  expect(await names({ from: '2026-11-10', to: '2026-11-10' })).toEqual([])
  await Submissions.deleteOne({ _id: late.id })
})

test('an operator of some regions sees those in lists, counts, searches and choices', async () => {
  const thai = await operatorOf(['TH'])
  const ofBangkok = await operatorOf(['TH-10'])
  const malay = await operatorOf(['MY'])
  for (const operator of [thai, ofBangkok]) {
    expect(await names({}, operator)).toEqual(['Baan Thai'])
    expect(await names({ search: 'toast' }, operator)).toEqual([])
    expect(await names({ search: 'baan' }, operator)).toEqual(['Baan Thai'])
    expect(await names({ staff: ben.staff }, operator)).toEqual(['Baan Thai'])
    expect(await names({ region: 'SG' }, operator)).toEqual([])
    expect(await counts({}, operator)).toEqual({ in_review: 1, approved: 0, rejected: 0 })
    expect((await operator.call(listSubmissionRegions)).items).toEqual([
      { id: 'TH-10', names: { en: 'Bangkok', 'zh-CN': '曼谷' } },
    ])
  }
  expect(await names({}, malay)).toEqual([])
  expect(await counts({ search: 'toast' }, malay)).toEqual({
    in_review: 0,
    approved: 0,
    rejected: 0,
  })
  expect((await admin.call(listSubmissionRegions)).items.map(({ id }) => id)).toEqual([
    'SG',
    'TH-10',
  ])
})

test('more regions than an index is read in at once come in order all the same', async () => {
  const other = await scene.staff()
  const { id } = await scene.submission(other)
  const pattern = await Submissions.findById(id).orFail().lean()
  const regions = Array.from({ length: 76 }, (_, index) => `TH-${10 + index}`)
  const many = Array.from({ length: 152 }, (_, index) => ({
    ...pattern,
    _id: randomUUIDv7(),
    region: regions[(index * 29) % regions.length] ?? '',
    submittedAt: new Date(Date.UTC(2026, 9, 1) + index * 60_000),
  }))
  await Submissions.insertMany(many)
  const newest = many.map(({ _id }) => _id).toReversed()
  const found: string[] = []
  for (let after: string | undefined; ;) {
    const query = { region: 'TH', limit: 100, after }
    const page = await other.admin.call(listIsoSubmissions, { query })
    found.push(...page.items.map((item) => item.id))
    if (!page.next) break
    after = page.next
  }
  expect(found).toEqual(newest)
  expect((await counts({ region: 'TH' }, other.admin)).in_review).toBe(152)
})

test('a revision with another name is found by it', async () => {
  const { id, content } = await sent(ben, 'Old Name Cafe', '2026-11-05T02:00:00Z')
  await scene.decided({ id, content }, 'rejected')
  const store = { ...content.store, name: 'New Name Cafe' }
  await ben.call(modify, {
    params: { submissionId: id, revision: 2 },
    body: { ...content, store },
  })
  expect(await names({ search: 'old name' })).toEqual([])
  expect(await names({ search: 'new name' })).toEqual(['New Name Cafe'])
  expect((await ben.client.get(addressOf(id))).status).toBe(200)
  await Submissions.deleteOne({ _id: id })
})

test('what the release before has written is found once it is given its search keys', async () => {
  const forget = () => Submissions.updateMany({}, { $unset: { searchKeys: 1 } })
  const migration = migrations.find(({ number }) => number === 92) ?? expect.fail('no migration')
  await forget()
  expect(await names({ search: 'kopi' })).toEqual([])
  expect(await names()).toEqual(all)
  const saved: unknown[] = []
  await migration.run({ progress: undefined, save: async (at) => void saved.push(at) })
  expect(await names({ search: 'kopi' })).toEqual(['Kopi & Toast'])
  // it goes on from where it was
  await forget()
  const [first] = await Submissions.find({ iso: admin.workspace._id }).sort({ _id: 1 }).lean()
  await migration.run({ progress: first?._id, save: async () => {} })
  expect((await Submissions.findById(first?._id).lean())?.searchKeys).toBeUndefined()
  expect(await Submissions.countDocuments({ searchKeys: null, _id: { $gt: first?._id } })).toBe(0)
  // later, with the name of a revision that the release before took in
  clock.arrange(() => new Date('2026-11-05T00:00:00Z'))
  await Submissions.updateOne(
    { 'store.name': 'Baan Thai' },
    { $set: { 'store.name': 'Krua Thai' } },
  )
  await mendLateSearchKeys()
  expect(await names({ search: 'krua' })).toEqual(['Krua Thai'])
  expect(await names({ search: 'baan' })).toEqual([])
})
