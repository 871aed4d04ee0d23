/** The card that tells a staff member what became of a submission: of the decision that stands, or none. */
import { randomUUIDv7 } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { notificationReactions } from '../../../service/notifications/handlers.ts'
import { Messages } from '../../../service/notifications/model.ts'
import { startRelay } from '../../../service/outbox/relay.ts'
import { StaffMembers } from '../../../service/staff/model.ts'
import { buildOperator, type Client } from '../../setup/people.ts'
import { Phones } from '../../setup/phones.ts'
import { startTestService, type TestService } from '../../setup/service.ts'
import { addressOf, buildPromoter, decide, submitted } from '../promotions/visit.ts'

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

/** Delivers only now what has happened; the staff member is Olivia in DingTalk. */
async function deliverLate(staff: string): Promise<void> {
  const earlier = { dingtalkUserId: 'olivia01' }
  await StaffMembers.updateOne(earlier, { $set: { dingtalkUserId: randomUUIDv7() } })
  await StaffMembers.updateOne({ _id: staff }, { $set: { dingtalkUserId: 'olivia01' } })
  const relay = startRelay({ reactions: notificationReactions })
  await relay.drain()
  await relay.stop()
}

const told = (id: string) => Messages.countDocuments({ 'subject.id': id })

test('tells the decision that stands', async () => {
  const { promoter, id } = await rejected()
  await deliverLate(promoter.staff)
  expect(await Messages.find({ 'subject.id': id }).lean()).toMatchObject([
    { template: 'review_result', status: 'sent' },
  ])
  expect(await phones.cards('olivia')).toHaveLength(1)
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
