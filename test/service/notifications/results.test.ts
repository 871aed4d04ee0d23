/** The card that tells a staff member what became of a submission: of the decision that stands, or none. */
import { randomUUIDv7 } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { messagesDue } from '../../../service/notifications/events.ts'
import { notificationReactions, reactionsOf } from '../../../service/notifications/handlers.ts'
import { Messages } from '../../../service/notifications/model.ts'
import type { EventType } from '../../../service/outbox/event.ts'
import { joinReactions } from '../../../service/outbox/handlers.ts'
import { Events } from '../../../service/outbox/model.ts'
import { startRelay } from '../../../service/outbox/relay.ts'
import { reviewDecided } from '../../../service/reviews/events.ts'
import { StaffMembers } from '../../../service/staff/model.ts'
import { messages } from '../../../service/worker.ts'
import { only } from '../../setup/events.ts'
import { buildOperator, type Client } from '../../setup/people.ts'
import { Phones } from '../../setup/phones.ts'
import { startTestService, type TestService } from '../../setup/service.ts'
import { addressOf, buildPromoter, decide, submitted, type Promoter } from '../../setup/visit.ts'

const ofMessages = [...notificationReactions, ...reactionsOf(messages)]

let service: TestService
let reviewer: Client
let phones: Phones

beforeAll(async () => {
  service = await startTestService({ simulator: true, parts: ['web'] })
  if (!service.simulator) throw new Error('no simulator')
  phones = new Phones(service.simulator)
  reviewer = (await buildOperator(service.url, { kind: 'platform' })).client
})
afterAll(() => service.stop())

async function rejected() {
  const promoter = await buildPromoter(service.url)
  const { id, content } = await submitted(promoter)
  const [one, two] = content.spots
  const verdicts = { store: 'approved', [one!.id]: 'approved', [two!.id]: 'rejected' } as const
  expect((await decide(reviewer, id, 1, verdicts)).status).toBe(200)
  return { promoter, id, content }
}

/** The staff member is Olivia in DingTalk. */
async function isOlivia(staff: string): Promise<void> {
  const earlier = { dingtalkUserId: 'olivia01' }
  await StaffMembers.updateOne(earlier, { $set: { dingtalkUserId: randomUUIDv7() } })
  await StaffMembers.updateOne({ _id: staff }, { $set: { dingtalkUserId: 'olivia01' } })
}

/** Lets these events do what they do. */
async function run(...events: EventType[]): Promise<void> {
  const relay = startRelay({ reactions: only(ofMessages, events) })
  await relay.drain()
  await relay.stop()
}

/** Delivers only now what has happened. */
async function deliverLate(staff: string): Promise<void> {
  await isOlivia(staff)
  const relay = startRelay({ reactions: joinReactions(ofMessages) })
  await relay.drain()
  await relay.stop()
}

const remove = ({ admin, staff }: Promoter) =>
  admin.client.post(`/api/v1/staff/${staff}/remove`, {})

const messageAbout = async (id: string) => (await Messages.find({ 'subject.id': id }).lean())[0]
const givenUp = () => Events.countDocuments({ type: 'notifications.due', state: 'failed' })

const told = (id: string) => Messages.countDocuments({ 'subject.id': id })

test('tells the decision that stands', async () => {
  const { promoter, id } = await rejected()
  await deliverLate(promoter.staff)
  expect(await Messages.find({ 'subject.id': id }).lean()).toMatchObject([
    { template: 'review_result', status: 'sent' },
  ])
  expect(await phones.cards('olivia')).toHaveLength(1)
})

test('tells why each rejected item was rejected, in the words of the screens', async () => {
  const promoter = await buildPromoter(service.url)
  const { id, content } = await submitted(promoter)
  const [one, two] = content.spots
  const verdicts = { store: 'rejected', [one!.id]: 'approved', [two!.id]: 'rejected' } as const
  expect((await decide(reviewer, id, 1, verdicts)).status).toBe(200)
  await deliverLate(promoter.staff)
  expect((await phones.cards('olivia')).at(-1)).toMatchObject({
    title: 'Rejected: Kopi & Toast',
    status: 'Rejected',
    lines: [
      { label: 'Store', value: 'Rejected' },
      { label: 'Spots', value: '1 approved, 1 rejected' },
      { label: 'Store', value: 'Photo is blurred · The code cannot be seen.' },
      { label: '2. Cashier counter', value: 'Photo is blurred · The code cannot be seen.' },
    ],
  })
})

test('says nothing of a decision that was answered by a new revision before it was told', async () => {
  const modified = await rejected()
  const { content } = modified
  const changed = { ...content, store: { ...content.store, name: 'Kopi and Toast' } }
  const sent = await modified.promoter.client.put(`${addressOf(modified.id)}/revisions/2`, changed)
  expect(sent.body).toMatchObject({ revision: 2, status: 'in_review' })
  await deliverLate(modified.promoter.staff)
  expect(await told(modified.id)).toBe(0)

  // a rejected spot given up: what stands was never decided so
  const reduced = await rejected()
  const spots = [reduced.content.spots[0]]
  const rest = await reduced.promoter.client.put(`${addressOf(reduced.id)}/revisions/2`, {
    ...reduced.content,
    spots,
  })
  expect(rest.body).toMatchObject({ revision: 2, status: 'approved' })
  await deliverLate(reduced.promoter.staff)
  expect(await told(reduced.id)).toBe(0)
})

test('says nothing to a person who was removed by the ISO before the card went out', async () => {
  const { promoter, id } = await rejected()
  await isOlivia(promoter.staff)
  await run(reviewDecided)
  expect(await messageAbout(id)).toMatchObject({ status: 'sending' })
  const cards = (await phones.cards('olivia')).length
  expect((await remove(promoter)).status).toBe(200)
  await run(messagesDue)
  expect(await messageAbout(id)).toMatchObject({ status: 'not_needed', ways: [] })
  expect(await phones.cards('olivia')).toHaveLength(cards)
})

test('does not count as failed when the person is removed, and out of DingTalk, while it is on its way', async () => {
  const { promoter, id } = await rejected()
  await StaffMembers.updateOne({ _id: promoter.staff }, { $set: { dingtalkUserId: 'out-by-now' } })
  await run(reviewDecided)
  await phones.misbehave({ where: '/v1.0/robot/oToMessages/batchSend', what: 'delay', value: 1500 })
  const delivered = run(messagesDue)
  await expect.poll(async () => (await messageAbout(id))?.ways).toHaveLength(1)
  expect((await remove(promoter)).status).toBe(200)
  await delivered
  await phones.behave()
  expect(await messageAbout(id)).toMatchObject({
    status: 'not_needed',
    ways: [{ way: 'card' }, { way: 'robot', reason: 'not_in_organisation' }],
  })
  expect(await givenUp()).toBe(0)

  // who belongs to the ISO should have been told
  const other = await rejected()
  await StaffMembers.updateOne(
    { _id: other.promoter.staff },
    { $set: { dingtalkUserId: 'out-unheard' } },
  )
  await run(reviewDecided, messagesDue)
  expect(await messageAbout(other.id)).toMatchObject({ status: 'failed' })
  expect(await givenUp()).toBe(1)
})
