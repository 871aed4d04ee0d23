/** Regions of what is stored: written with each visit, and filled in for what an earlier release has written. */
import { randomUUIDv7 } from 'node:crypto'
import mongoose from 'mongoose'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { mendLateRegions as mendLateTasks } from '../../../service/inspections/actions/regions.ts'
import { Tasks } from '../../../service/inspections/model.ts'
import { migrations } from '../../../service/migrations.ts'
import { joinReactions } from '../../../service/outbox/handlers.ts'
import { startRelay } from '../../../service/outbox/relay.ts'
import { mendLateRegions } from '../../../service/promotions/actions/regions.ts'
import { promotionReactions } from '../../../service/promotions/handlers.ts'
import { Submissions } from '../../../service/promotions/model.ts'
import { Stores } from '../../../service/stores/model.ts'
import { mendLateRegions as mendLateStaff } from '../../../service/staff/actions/regions.ts'
import { StaffMembers } from '../../../service/staff/model.ts'
import { Members } from '../../../service/team/model.ts'
import { buildOperator, buildStaff, type TestOperator } from '../../setup/people.ts'
import { startTestService, type TestService } from '../../setup/service.ts'
import {
  addressOf,
  buildContent,
  buildPromoter,
  decisionsOn,
  submitted,
  type Promoter,
} from '../../setup/visit.ts'
import { Inspecting } from '../inspections/inspecting.ts'
import { csvOf } from '../staff-imports/files.ts'

let service: TestService
let admin: TestOperator
let promoter: Promoter
let visit: string
let task: string

const bangkok = { latitude: 13.7262, longitude: 100.5684, accuracy: 14 }

beforeAll(async () => {
  service = await startTestService()
})
afterAll(() => service.stop())
beforeEach(async () => {
  admin = await buildOperator(service.url)
  promoter = await buildPromoter(service.url, admin)
  const inspecting = await Inspecting.begin(service.url)
  task = (await inspecting.assigned(admin, promoter)).id
  visit = (await submitted(promoter)).id
})

const ofIso = () => ({ iso: admin.workspace._id })

/** Everything that has a region here. */
async function regions() {
  const [visits, stores, tasks, staff] = await Promise.all([
    Submissions.find(ofIso()).lean(),
    Stores.find(ofIso()).lean(),
    Tasks.find(ofIso()).lean(),
    StaffMembers.find(ofIso()).sort({ _id: 1 }).lean(),
  ])
  const found = [visits, stores, tasks].flat().map(({ region }) => region)
  return { found: [...new Set(found)], staff: staff.map((one) => one.regions) }
}

/** As an earlier release wrote it. */
async function forget(): Promise<void> {
  for (const name of ['submissions', 'stores', 'tasks', 'staffMembers']) {
    const all = mongoose.connection.collection(name)
    await all.updateMany({}, { $unset: { region: 1, regions: 1 } })
  }
}

test('a visit, its store and its task have the region of the address, and its person works there', async () => {
  const relay = startRelay({ reactions: joinReactions(promotionReactions) })
  await relay.drain()
  await relay.stop()
  const { found, staff } = await regions()
  expect(found).toEqual(['SG'])
  expect(staff).toContainEqual(['SG'])
  const worker = await StaffMembers.findById(promoter.staff).lean()
  expect(worker?.regions).toEqual(['SG'])
})

test('a revision with another address has its region', async () => {
  const { client } = await buildOperator(service.url, { kind: 'platform' })
  const { body: shown } = await promoter.client.get(addressOf(visit))
  const spots = shown.spots.map(({ id }: { id: string }) => [id, 'approved'])
  const items = { store: 'rejected', ...Object.fromEntries(spots) } as const
  const decided = await client.post(`/api/v1/reviews/${visit}/decision`, decisionsOn(1, items))
  expect(decided.status).toBe(200)
  const { store, ...content } = await buildContent(promoter)
  const moved = { ...store, address: '45 Sukhumvit Soi 24, Bangkok 10110', place: bangkok }
  const answer = await promoter.client.put(`${addressOf(visit)}/revisions/2`, {
    ...content,
    store: moved,
  })
  expect(answer.status).toBe(200)
  expect((await Submissions.findById(visit).lean())?.region).toBe('TH-10')
})

test('of a person who works in two regions, an operator of one sees the visits there', async () => {
  const { store, ...content } = await buildContent(promoter)
  const there = { ...store, address: '45 Sukhumvit Soi 24, Bangkok 10110', place: bangkok }
  const other = randomUUIDv7()
  expect((await promoter.client.put(addressOf(other), { ...content, store: there })).status).toBe(
    200,
  )
  await StaffMembers.updateOne({ _id: promoter.staff }, { regions: ['SG', 'TH-10'] })
  const listed = async ({ client }: TestOperator) => {
    const { body } = await client.get(`/api/v1/staff/${promoter.staff}/submissions`)
    return body.items.map(({ id }: { id: string }) => id).toSorted()
  }
  const thai = await buildOperator(service.url, { workspace: admin.workspace })
  await Members.updateOne({ _id: thai.member._id }, { $set: { access: { regions: ['TH-10'] } } })
  expect(await listed(thai)).toEqual([other])
  expect((await listed(admin)).length).toBeGreaterThan(1)
  // read with its sender, whom this operator does not reach until the event has run
  await StaffMembers.updateOne({ _id: promoter.staff }, { regions: ['SG'] })
  expect((await thai.client.get(`/api/v1/workspace/submissions/${other}`)).status).toBe(200)
})

test('that a number is taken is told to an operator of another region, but not whose it is', async () => {
  const thai = await buildOperator(service.url, { workspace: admin.workspace })
  await Members.updateOne({ _id: thai.member._id }, { $set: { access: { regions: ['TH-10'] } } })
  const { phone } = await StaffMembers.findById(promoter.staff).orFail().lean()
  const add = async ({ client }: TestOperator) =>
    (await client.post('/api/v1/staff', { id: randomUUIDv7(), name: 'Ana Lim', phone })).body
  expect(await add(admin)).toMatchObject({
    code: 'already_staff',
    about: { staffId: promoter.staff },
  })
  const told = await add(thai)
  expect([told.code, told.about]).toEqual(['already_staff', undefined])
})

test('nor does a file of theirs tell it: the row says that the number is taken, and no more', async () => {
  const thai = await buildOperator(service.url, { workspace: admin.workspace })
  await Members.updateOne({ _id: thai.member._id }, { $set: { access: { regions: ['TH-10'] } } })
  const { phone } = await StaffMembers.findById(promoter.staff).orFail().lean()
  const rowOf = async ({ client }: TestOperator) => {
    const path = `/api/v1/staff-imports/${randomUUIDv7()}`
    const file = csvOf('Name,Phone number', `Ana Lim,${phone}`)
    expect((await client.put(path, file)).status).toBe(200)
    return (await client.get(`${path}/rows`)).body.items[0]
  }
  const taken = { problem: 'already_staff', phone }
  const known = { staffId: promoter.staff, staffStatus: 'associated' }
  expect(await rowOf(admin)).toMatchObject({ ...taken, ...known })
  expect(await rowOf(thai)).toMatchObject({ ...taken, staffId: null, staffStatus: null })
})

test('a store that stands by a visit that is rejected as a whole is filled in at night, too', async () => {
  const standing = await Stores.findOne(ofIso()).orFail().lean()
  const visits = standing.standing.map(({ submission }) => submission)
  const changed = { $set: { status: 'rejected' as const } }
  const { matchedCount } = await Submissions.updateMany({ _id: { $in: visits } }, changed)
  expect(matchedCount).toBeGreaterThan(0)
  await forget()
  await mendLateRegions()
  expect((await Stores.findById(standing._id).lean())?.region).toBe('SG')
})

test('migrations fill in what an earlier release has written, also when they are run again', async () => {
  const newcomer = await buildStaff(service.url, admin.workspace._id, { phone: '+66812345678' })
  await forget()
  const pending = migrations.filter(({ number }) => number >= 80 && number <= 83)
  expect(pending.map(({ later }) => later)).toEqual([true, true, true, true])
  for (let run = 0; run < 2; run++) {
    for (const migration of pending) {
      await migration.run({ progress: undefined, save: async () => {} })
    }
    const { found, staff } = await regions()
    expect([...new Set([...found, ...staff.flat()])].toSorted()).toEqual(['SG', 'TH?'])
    const entry = await StaffMembers.findById(newcomer.member._id).lean()
    expect(entry?.regions).toEqual(['TH?'])
  }
})

test('what it writes beside this one is filled in at night', async () => {
  await forget()
  for (const mend of [mendLateStaff, mendLateRegions, mendLateTasks]) await mend()
  const { found, staff } = await regions()
  expect([found, new Set(staff.flat())]).toEqual([['SG'], new Set(['SG'])])
  expect((await Tasks.findById(task).lean())?.region).toBe('SG')
})
