/** What was kept long enough goes at night: events, looks at secrets, photos of rejected visits, people who left. */
import { randomUUIDv7 } from 'node:crypto'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { clock } from '../../../service/clock.ts'
import { config, configure } from '../../../service/config.ts'
import { personalData } from '../../../service/domains.ts'
import { system } from '../../../service/http/callers.ts'
import { event } from '../../../service/outbox/event.ts'
import { Events } from '../../../service/outbox/model.ts'
import { record } from '../../../service/outbox/record.ts'
import { PictureFiles } from '../../../service/photos/model.ts'
import { sweepPersonalData, sweptKinds } from '../../../service/privacy/actions/sweep.ts'
import { Submissions } from '../../../service/promotions/model.ts'
import { StaffMembers } from '../../../service/staff/model.ts'
import { Reveals } from '../../../service/test-accounts/model.ts'
import { testEnvironment } from '../../setup/environment.ts'
import { buildOperator, buildStaff, type TestOperator } from '../../setup/people.ts'
import { startTestService, type TestService } from '../../setup/service.ts'
import {
  addressOf,
  buildContent,
  buildPromoter,
  decide,
  sendPhoto,
  settle,
  submitted,
  type Promoter,
} from '../../setup/visit.ts'
import { collectionsWith } from './people.ts'

const day = 86_400_000
let service: TestService
let reviewer: TestOperator
let mei: Promoter

beforeAll(async () => {
  service = await startTestService()
  reviewer = await buildOperator(service.url, { kind: 'platform' })
})
beforeEach(async () => {
  mei = await buildPromoter(service.url)
})
afterEach(() => clock.arrange())
afterAll(() => service.stop())

/** A night after so many days. */
async function nightAfter(days: number): Promise<void> {
  clock.arrange(() => new Date(Date.now() + days * day))
  await sweepPersonalData(personalData)
  clock.arrange()
}

/** Decided one and all alike, or item by item. */
async function decided(ends: 'approved' | 'rejected', spot = ends) {
  const { id, content } = await submitted(mei)
  const items = Object.fromEntries(content.spots.map((one) => [one.id, spot]))
  await decide(reviewer.client, id, 1, { store: ends, ...items })
  await settle()
  return { id, content }
}

const shown = async (id: string) => (await mei.client.get(addressOf(id))).body
const typeOf = async (link: string) => (await mei.client.get(link)).headers.get('content-type')

test('each setting that says how long something is kept removes something', () => {
  expect([...sweptKinds(personalData)].toSorted()).toEqual(
    Object.keys(config().retention).toSorted(),
  )
})

test('events that are settled go after three years, and those that failed stay', async () => {
  const about = { tenant: mei.iso, id: mei.staff, by: system }
  const seen = event('test.seen', { about: 'staffMember', auditOnly: true })
  const settled = await record(seen, about)
  const failed = await record(seen, about)
  await Events.updateOne({ _id: failed }, { $set: { state: 'failed' } })
  await nightAfter(1_094)
  expect(await Events.exists({ _id: settled })).not.toBeNull()
  await nightAfter(1_096)
  expect(await Events.exists({ _id: settled })).toBeNull()
  expect(await Events.exists({ _id: failed })).not.toBeNull()
})

test('looks at secrets go after two years', async () => {
  const look = {
    account: 'a',
    email: 'tester@alipay.example',
    version: 1,
    iso: mei.iso,
    staff: mei.staff,
    name: 'Mei',
    from: { network: '', client: 'dingtalk', system: 'android' },
    at: new Date(),
  } as const
  await Reveals.create({ _id: randomUUIDv7(), ...look })
  await nightAfter(729)
  expect(await Reveals.countDocuments({ staff: mei.staff })).toBe(1)
  await nightAfter(731)
  expect(await Reveals.countDocuments({ staff: mei.staff })).toBe(0)
})

test('photos of a rejected visit go after a year, those of what was approved stay', async () => {
  const rejected = await decided('rejected')
  const mixed = await decided('approved', 'rejected')
  const approved = await decided('approved')
  await nightAfter(364)
  expect(await typeOf((await shown(rejected.id)).store.photos[0].url)).toBe('image/jpeg')
  await nightAfter(366)

  const gone = await shown(rejected.id)
  for (const { url, thumbnailUrl } of gone.store.photos) {
    expect(await typeOf(url)).toBe('image/svg+xml')
    expect(await typeOf(thumbnailUrl)).toBe('image/svg+xml')
  }
  const names = rejected.content.store.photos.map((photo) => `${photo}/full`)
  expect(await PictureFiles.countDocuments({ filename: { $in: names } })).toBe(0)
  const half = await shown(mixed.id)
  expect(await typeOf(half.store.photos[0].url)).toBe('image/jpeg')
  expect(await typeOf(half.spots[0].photos[0].url)).toBe('image/svg+xml')
  expect(await typeOf((await shown(approved.id)).store.photos[0].url)).toBe('image/jpeg')
})

test('a photo that two rejected visits show goes when the time of both is over', async () => {
  const photos = [await sendPhoto(mei.client), await sendPhoto(mei.client)]
  const [, kept = ''] = photos
  const named = () => PictureFiles.distinct('filename', { filename: new RegExp(photos.join('|')) })
  const store = { ...(await buildContent(mei)).store, photos }
  const reject = async (given: { store: typeof store }) => {
    const { id, content } = await submitted(mei, given)
    const items = content.spots.map((spot) => [spot.id, 'rejected'] as const)
    await decide(reviewer.client, id, 1, { store: 'rejected', ...Object.fromEntries(items) })
    await settle()
    return id
  }
  const earlier = await reject({ store })
  await Submissions.updateOne(
    { _id: earlier },
    { $set: { decidedAt: new Date(Date.now() - 180 * day) } },
  )
  await reject({ store })
  const third = await submitted(mei, { store: { ...store, photos: [kept] } })
  await settle()
  await nightAfter(366 - 180)
  expect(await named()).toHaveLength(4)
  await nightAfter(366)
  expect((await named()).toSorted()).toEqual([`${kept}/full`, `${kept}/thumbnail`].toSorted())
  expect(await typeOf((await shown(third.id)).store.photos[0].url)).toBe('image/jpeg')
})

test('contacts of stores and words for the review go a year after the decision, those in review stay', async () => {
  const note = 'Ask for Ms Lim, she has the key.'
  const { supplement } = await buildContent(mei)
  const given = { supplement: { ...supplement, note } }
  const waiting = await submitted(mei, given)
  const { id, content } = await submitted(mei, given)
  const items = content.spots.map((spot) => [spot.id, 'approved'] as const)
  await decide(reviewer.client, id, 1, { store: 'rejected', ...Object.fromEntries(items) })
  await settle()
  const explanation = 'Ms Lim says that it is there.'
  const appeal = await mei.client.put(`${addressOf(id)}/appeals/2`, { explanation })
  expect(appeal.status).toBe(200)
  await decide(reviewer.client, id, 2, { store: 'rejected' })
  await settle()
  await nightAfter(364)
  expect(await collectionsWith('Ms Lim')).toEqual(['revisions', 'submissions'])
  await nightAfter(366)

  expect(await shown(id)).toMatchObject({
    explanation: '',
    supplement: { ...supplement, contactName: '', contactPhone: '', note: '' },
  })
  expect((await shown(waiting.id)).supplement).toEqual(given.supplement)
  expect(await collectionsWith('Ms Lim')).toEqual(['submissions'])

  // what is sent in again has words again, for the next decision
  const photo = [await sendPhoto(mei.client)]
  const again = { ...content, store: { ...content.store, photos: photo } }
  expect((await mei.client.put(`${addressOf(id)}/revisions/3`, again)).status).toBe(200)
  await nightAfter(800)
  expect((await shown(id)).supplement.contactName).toBe('Ms Lim')
  await Submissions.deleteMany({ iso: mei.iso })
})

test('a visit without its photos can be sent in again with new ones, and not be appealed', async () => {
  const { id, content } = await decided('rejected')
  await nightAfter(366)
  expect((await shown(id)).abilities).toEqual(['modify'])
  const appeal = await mei.client.put(`${addressOf(id)}/appeals/2`, { explanation: 'It is there.' })
  expect(appeal).toMatchObject({ status: 409, body: { code: 'photo_missing' } })
  const same = await mei.client.put(`${addressOf(id)}/revisions/2`, content)
  expect(same.body.code).toBe('photo_missing')

  const photos = async () => [await sendPhoto(mei.client)]
  const spots = await Promise.all(
    content.spots.map(async (spot) => ({ ...spot, photos: await photos() })),
  )
  const store = { ...content.store, photos: await photos() }
  const again = await mei.client.put(`${addressOf(id)}/revisions/2`, { ...content, store, spots })
  expect(again).toMatchObject({ status: 200, body: { status: 'in_review', revision: 2 } })
  await decide(reviewer.client, id, 2, {
    store: 'rejected',
    ...Object.fromEntries(spots.map((spot) => [spot.id, 'rejected' as const])),
  })
  expect((await shown(id)).abilities).toEqual(['modify', 'appeal'])
})

test('people who left are erased after two years, and only where they left', async () => {
  const userId = `both-${randomUUIDv7()}`
  const long = { since: new Date(), status: 'removed', dingtalkUserId: userId } as const
  const former = await buildStaff(service.url, mei.iso, { ...long, name: 'Lin Wei' })
  const waiting = await buildStaff(service.url, mei.iso, { ...long, broughtIn: userId })
  const elsewhere = await buildOperator(service.url)
  const present = await buildStaff(service.url, elsewhere.workspace._id, {
    dingtalkUserId: userId,
    name: 'Lin Wei',
  })
  await nightAfter(729)
  expect((await StaffMembers.findById(former.member._id).lean())?.name).toBe('Lin Wei')
  await nightAfter(731)
  await nightAfter(732)

  const erased = await StaffMembers.findById(former.member._id).lean()
  expect(erased?.name).toMatch(/^Erased /)
  expect(erased?.phone).not.toContain(former.member.phone)
  expect(await StaffMembers.findById(waiting.member._id).lean()).toMatchObject({
    phone: waiting.member.phone,
  })
  expect(await StaffMembers.findById(present.member._id).lean()).toMatchObject({
    name: 'Lin Wei',
    phone: present.member.phone,
  })
  const told = await Events.find({ type: 'privacy.erased', 'subject.id': former.member._id }).lean()
  expect(told).toMatchObject([{ tenant: mei.iso, actor: system }])
})

test('what a setting keeps without end stays', async () => {
  configure(
    testEnvironment({ DINGTALK_EVENTS: 'callback', RETENTION_FORMER_STAFF_DAYS: 'forever' }),
  )
  const { member } = await buildStaff(service.url, mei.iso, { status: 'left' })
  await nightAfter(9_999)
  configure(testEnvironment({ DINGTALK_EVENTS: 'callback' }))
  expect((await StaffMembers.findById(member._id).lean())?.phone).toBe(member.phone)
})
