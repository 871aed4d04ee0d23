/** Erasing leaves others alone, gives way to a person who comes back, and goes on where it broke off. */
import { randomUUIDv7 } from 'node:crypto'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { Accounts, Sessions } from '../../../service/accounts/model.ts'
import { clock } from '../../../service/clock.ts'
import { atConsole, system } from '../../../service/http/callers.ts'
import { Tasks } from '../../../service/inspections/model.ts'
import { MessagePreferences } from '../../../service/notifications/model.ts'
import { Events } from '../../../service/outbox/model.ts'
import { record } from '../../../service/outbox/record.ts'
import { Photos, PictureFiles } from '../../../service/photos/model.ts'
import { personalData } from '../../../service/domains.ts'
import { eraseEntry, erasePerson, erasureObstacle } from '../../../service/privacy/actions/erase.ts'
import { exportPerson } from '../../../service/privacy/actions/export.ts'
import { findPerson } from '../../../service/privacy/actions/find-person.ts'
import { sweepPersonalData } from '../../../service/privacy/actions/sweep.ts'
import { staffPersonalData } from '../../../service/staff/actions/personal-data.ts'
import { StaffMembers } from '../../../service/staff/model.ts'
import { Members } from '../../../service/team/model.ts'
import { buildOperator, buildStaff, type TestOperator } from '../../setup/people.ts'
import { scannedBy } from '../../setup/scans.ts'
import { startTestService, type TestService } from '../../setup/service.ts'
import { buildPromoter, decide, settle, submitted } from '../../setup/visit.ts'
import { dataErased } from '../../../service/privacy/events.ts'

let service: TestService
let admin: TestOperator

beforeAll(async () => {
  service = await startTestService()
  admin = await buildOperator(service.url)
})
afterEach(() => clock.arrange())
afterAll(() => service.stop())

const at = new Date()
const iso = () => admin.workspace._id

async function task(staff: string, name: string): Promise<string> {
  const _id = randomUUIDv7()
  await Tasks.collection.insertOne({
    _id: _id as never,
    iso: iso(),
    store: { id: randomUUIDv7(), name: 'Kopi', category: 'cafe', address: '' },
    spots: [],
    status: 'accepted',
    since: at,
    open: false,
    deadline: at,
    assignment: { id: '1', staff, name, at },
    earlierAnswers: [],
    timeline: [
      { at, what: 'assigned', by: 'Ravi', note: name },
      { at, what: 'submitted', by: name, note: '' },
    ],
    createdAt: at,
  })
  return _id
}

const namesIn = async (id: string) => {
  const found = await Tasks.findById(id).lean()
  return [found?.assignment?.name, ...(found?.timeline.flatMap(({ by, note }) => [by, note]) ?? [])]
}

test('a colleague of the same name keeps it in the tasks that are theirs', async () => {
  const left = await buildStaff(service.url, iso(), { name: 'Wang Wei', status: 'left' })
  const stays = await buildStaff(service.url, iso(), { name: 'Wang Wei' })
  const [gone, kept] = [
    await task(left.member._id, 'Wang Wei'),
    await task(stays.member._id, 'Wang Wei'),
  ]
  expect(await eraseEntry(left.member, personalData, system)).toBe(true)
  const { name = '' } = (await StaffMembers.findById(left.member._id).lean()) ?? {}
  expect(name).toMatch(/^Erased /)
  expect(await namesIn(gone)).toEqual([name, 'Ravi', name, name, ''])
  expect(await namesIn(kept)).toEqual(['Wang Wei', 'Ravi', 'Wang Wei', 'Wang Wei', ''])
})

test('a person who asks again meanwhile is kept', async () => {
  const { member } = await buildStaff(service.url, iso(), { status: 'left' })
  await StaffMembers.updateOne(
    { _id: member._id },
    { $set: { status: 'requested', since: new Date() } },
  )
  expect(await eraseEntry(member, personalData, system)).toBe(false)
  expect(await StaffMembers.findById(member._id).lean()).toMatchObject({
    name: member.name,
    phone: member.phone,
    dingtalkUserId: member.dingtalkUserId,
  })
  expect(await Events.exists({ type: 'privacy.erased', 'subject.id': member._id })).toBeNull()
})

test('an erasure that broke off between the entry and the account goes on by the id of the entry', async () => {
  const dingtalkUserId = `user-${randomUUIDv7()}`
  const { member } = await buildStaff(service.url, iso(), { status: 'removed', dingtalkUserId })
  const other = await buildOperator(service.url, { workspace: admin.workspace, dingtalkUserId })
  const found = await findPerson({ id: member._id })
  expect(found).toMatchObject({ staff: [member._id], accounts: [other.account._id] })
  if (!found) return
  // as far as it came: the event, and what names the person as staff
  await record(dataErased, {
    tenant: iso(),
    kind: 'staffMember',
    id: member._id,
    by: atConsole,
    data: { staff: found.staff, accounts: found.accounts },
  })
  for (const { erase } of staffPersonalData) await erase(found, 'Erased 000000', atConsole)
  const again = await findPerson({ id: member._id })
  expect(again?.accounts).toEqual([other.account._id])
  expect(again && (await erasureObstacle(again))).toBeUndefined()
  if (again) await erasePerson(again, personalData, atConsole)
  expect((await Accounts.findById(other.account._id).lean())?.email).toMatch(/^erased-/)
  expect((await Members.findById(other.member._id).lean())?.status).toBe('removed')
})

test('of two who remove each other, one stays: a workspace keeps its last administrator', async () => {
  const first = await buildOperator(service.url)
  const second = await buildOperator(service.url, { workspace: first.workspace })
  const people = await Promise.all(
    [first, second].map(({ account }) => findPerson({ id: account._id })),
  )
  const erased = await Promise.allSettled(
    people.map((one) => one && erasePerson(one, personalData, atConsole)),
  )
  expect(erased.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
  const members = await Members.find({ workspace: first.workspace._id }).lean()
  expect(members.map(({ status }) => status).toSorted()).toEqual(['active', 'removed'])
  // of the one who stays nothing was replaced
  const stays = members.find(({ status }) => status === 'active')?.account
  expect((await Accounts.findById(stays).lean())?.email).not.toMatch(/^erased-/)
  expect(await Events.exists({ type: 'privacy.erased', 'subject.id': stays })).toBeNull()
})

test('with the last entry of a person go their sessions, wishes and messages', async () => {
  const dingtalkUserId = `user-${randomUUIDv7()}`
  const elsewhere = await buildOperator(service.url)
  const gone = { status: 'left', dingtalkUserId } as const
  const here = await buildStaff(service.url, iso(), gone)
  const there = await buildStaff(service.url, elsewhere.workspace._id, gone)
  const wishes = `staff:${dingtalkUserId}`
  await MessagePreferences.collection.insertOne({ _id: wishes as never, off: [] })
  await eraseEntry(here.member, personalData, system)
  expect(await MessagePreferences.exists({ _id: wishes })).not.toBeNull()
  await eraseEntry(there.member, personalData, system)
  expect(await MessagePreferences.exists({ _id: wishes })).toBeNull()
  expect(await Sessions.countDocuments({ subject: dingtalkUserId })).toBe(0)
})

test('erasing and exporting read no collection as a whole that grows with work', async () => {
  const mei = await buildPromoter(service.url)
  await submitted(mei)
  await StaffMembers.updateOne({ _id: mei.staff }, { $set: { status: 'left' } })
  const { account } = await buildOperator(service.url, { workspace: mei.admin.workspace })
  const both = async (id: string) => {
    const person = (await findPerson({ id })) ?? expect.fail('no one was found')
    await exportPerson(person, personalData, atConsole)
    await erasePerson(person, personalData, atConsole)
  }
  expect(await scannedBy(() => sweepPersonalData(personalData))).toEqual([])
  expect(
    await scannedBy(() => eraseEntry({ ...mei.member, status: 'left' }, personalData, system)),
  ).toEqual([])
  expect(await scannedBy(() => both(mei.staff))).toEqual([])
  // names of operators stand without ids in workspaces, a row for each ISO, and in tasks of every ISO
  expect(await scannedBy(() => both(account._id))).toEqual(['tasks', 'workspaces'])
})

test('pictures that a sweep had marked when it broke off are removed by the next one', async () => {
  const reviewer = await buildOperator(service.url, { kind: 'platform' })
  const mei = await buildPromoter(service.url, admin)
  const { id, content } = await submitted(mei)
  const spots = content.spots.map((spot) => [spot.id, 'rejected' as const])
  await decide(reviewer.client, id, 1, { store: 'rejected', ...Object.fromEntries(spots) })
  await settle()
  const [photo = ''] = content.store.photos
  await Photos.updateOne({ _id: photo }, { $set: { goneAt: new Date() } })
  clock.arrange(() => new Date(Date.now() + 366 * 86_400_000))
  await sweepPersonalData(personalData)
  expect(await PictureFiles.countDocuments({ filename: `${photo}/full` })).toBe(0)
})
