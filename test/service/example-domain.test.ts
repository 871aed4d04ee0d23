/** The example domain (test/structure/example-domain), passed to the service as the others are listed in it. */
import { randomUUIDv7 } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { takeCardAction } from '../../service/dingtalk/inbound.ts'
import { Events } from '../../service/outbox/model.ts'
import { buildOperator } from '../setup/people.ts'
import { Scene } from '../setup/scene.ts'
import type { Promoter } from '../setup/visit.ts'
import { withBadges } from '../setup/with-badges.ts'
import {
  findBadge,
  listBadges,
  orderBadge,
  sendBadge,
} from '../structure/example-domain/contract.ts'
import { Streams } from './notifications/streams.ts'
import { Hiring } from './staff/hiring.ts'

let hiring: Hiring
let scene: Scene
let streams: Streams
let mei: Promoter

beforeAll(async () => {
  hiring = await Hiring.start({ domains: withBadges })
  scene = new Scene(hiring.service.url)
  streams = new Streams(hiring.service.url)
})
beforeEach(async () => {
  await hiring.settled()
  await hiring.clear()
  mei = await scene.staff({ dingtalkUserId: 'mei04' })
})
afterAll(async () => {
  streams.close()
  await hiring.service.stop()
})

const wanted = () => ({ id: randomUUIDv7(), staff: mei.staff, number: 'B-1042' })

/** A badge that was ordered. */
const ordered = () => mei.admin.call(orderBadge, { body: wanted() })

/** A badge that was sent, and the card that tells of it. */
async function sent() {
  const { id } = await ordered()
  await mei.admin.call(sendBadge, { params: { badgeId: id } })
  const { outTrackId } = await hiring.phones.card('mei', title)
  await hiring.settled()
  return { id, outTrackId }
}
const title = 'Your badge is on its way'

const eventsOf = async (id: string) =>
  (await Events.find({ 'subject.id': id }).sort({ _id: 1 }).lean()).map(({ type }) => type)

test('a badge is ordered by those who may add staff, for people of their own, once', async () => {
  const body = wanted()
  const { workspace } = mei.admin
  const without = await buildOperator(scene.url, { workspace, roles: [] })
  const elsewhere = await scene.admin()
  expect(await scene.stranger.refused(orderBadge, { body })).toMatchObject({ status: 401 })
  expect(await elsewhere.refused(orderBadge, { body })).toMatchObject({ status: 404 })
  expect(await without.refused(orderBadge, { body })).toMatchObject({ status: 403 })
  expect(await mei.refused(orderBadge, { body })).toMatchObject({ status: 403 })
  const blank = await mei.admin.refused(orderBadge, { body: { ...body, number: ' ' } })
  expect(blank).toMatchObject({ status: 400, field: 'number' })

  const badge = { id: body.id, number: 'B-1042', status: 'ordered', abilities: ['send'] }
  expect(await mei.admin.call(orderBadge, { body })).toEqual(badge)
  expect(await mei.admin.call(orderBadge, { body })).toEqual(badge)
  expect(await mei.admin.call(listBadges)).toEqual({ items: [badge], next: null })
  expect(await eventsOf(body.id)).toEqual(['badges.ordered'])

  // the id of another ISO's badge gives nothing away, and changes nothing
  const ben = await scene.staff()
  const taken = { ...body, staff: ben.staff, number: 'B-1' }
  expect(await ben.admin.refused(orderBadge, { body: taken })).toMatchObject({ status: 404 })
  expect(await ben.admin.call(listBadges)).toEqual({ items: [], next: null })
  const params = { badgeId: body.id }
  expect(await ben.admin.refused(findBadge, { params })).toMatchObject({ status: 404 })
  expect(await mei.admin.call(findBadge, { params })).toEqual(badge)
})

test('it is sent once; a stranger, another ISO and an operator without the right send nothing', async () => {
  const { id } = await ordered()
  const params = { badgeId: id }
  const { workspace } = mei.admin
  const without = await buildOperator(scene.url, { workspace, roles: [] })
  const elsewhere = await scene.admin()
  expect(await scene.stranger.refused(sendBadge, { params })).toMatchObject({ status: 401 })
  expect(await elsewhere.refused(sendBadge, { params })).toMatchObject({ status: 404 })
  expect(await without.refused(sendBadge, { params })).toMatchObject({ status: 403 })
  expect(await eventsOf(id)).toEqual(['badges.ordered'])

  const answer = await mei.admin.call(sendBadge, { params })
  expect(answer).toMatchObject({ status: 'sent', abilities: [] })
  const again = await mei.admin.refused(sendBadge, { params })
  expect(again).toMatchObject({ status: 409, code: 'wrong_state', about: { status: 'sent' } })
  expect(await eventsOf(id)).toEqual(['badges.ordered', 'badges.sent'])
})

test('its holder presses the button of the card: received once, and the screens of the ISO hear of it', async () => {
  const { id, outTrackId } = await sent()
  const elsewhere = await scene.admin()
  const [ours, theirs] = [
    await streams.follow(mei.admin.client, 'operator'),
    await streams.follow(elsewhere.client, 'operator'),
  ]
  await Promise.all([
    hiring.phones.press('mei', outTrackId, 'badges.have'),
    hiring.phones.press('mei', outTrackId, 'badges.have'),
  ])
  const card = () => hiring.phones.card('mei', title)
  await expect.poll(card).toMatchObject({ status: 'Received', buttons: [] })
  await expect.poll(() => ours.heard).toContainEqual({ kind: 'badge', id })
  expect(theirs.heard).not.toContainEqual({ kind: 'badge', id })
  const received = await mei.admin.call(findBadge, { params: { badgeId: id } })
  expect(received).toMatchObject({ status: 'received' })
  expect(await eventsOf(id)).toEqual(['badges.ordered', 'badges.sent', 'badges.received'])
})

test('a card that was forwarded receives nothing for another person', async () => {
  const { id, outTrackId } = await sent()
  await scene.staff({ admin: mei.admin, dingtalkUserId: 'nok06' })
  const content = { cardPrivateData: { actionIds: ['badges.have'], params: {} } }
  const press = { outTrackId, userId: 'nok06', content: JSON.stringify(content) }
  expect(await takeCardAction(press, randomUUIDv7())).toMatchObject({
    cardData: { cardParamMap: { statusKind: 'warning' } },
  })
  const badge = await mei.admin.call(findBadge, { params: { badgeId: id } })
  expect(badge).toMatchObject({ status: 'sent' })
})
