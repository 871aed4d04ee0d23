/** Pictures that are sent again, in another visit or inspection. */
import { randomUUIDv7 } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect } from 'vitest'
import { inspectionReactions } from '../../../service/inspections/handlers.ts'
import { joinReactions } from '../../../service/outbox/handlers.ts'
import { startRelay } from '../../../service/outbox/relay.ts'
import { promotionReactions } from '../../../service/promotions/handlers.ts'
import { buildOperator, type Client } from '../../setup/people.ts'
import { startTestService, type TestService } from '../../setup/service.ts'
import {
  addressOf,
  buildContent,
  buildPromoter,
  buildSpot,
  decide,
  jpeg,
  submitted,
  type Promoter,
} from '../../setup/visit.ts'
import { Inspecting } from '../inspections/inspecting.ts'

export let service: TestService
export let mei: Promoter
export let lin: Promoter
export let nok: Promoter
export let reviewer: Client
export let world: Inspecting

beforeAll(async () => {
  service = await startTestService()
  mei = await buildPromoter(service.url)
  lin = await buildPromoter(service.url, mei.admin)
  nok = await buildPromoter(service.url)
  const { client } = await buildOperator(service.url, { kind: 'platform' })
  reviewer = client
  world = await Inspecting.begin(service.url)
})
afterAll(() => service.stop())

export let bytes: Buffer
beforeEach(async () => {
  bytes = await jpeg(640, 480)
})

/** Lets handlers do what follows from events. */
export async function settle() {
  const reactions = joinReactions([...promotionReactions, ...inspectionReactions])
  const relay = startRelay({ reactions })
  await relay.drain()
  await relay.stop()
}

export async function send(by: Pick<Promoter, 'client'>, file: Buffer, query = '') {
  const id = randomUUIDv7()
  const { status, body } = await by.client.put(`/api/v1/photos/${id}${query}`, file)
  expect(status).toBe(200)
  return { id, usedBefore: body.usedBefore as Record<string, unknown>[] }
}

/** A visit whose first spot has this photo. */
export async function visitWith(by: Promoter, photo: string, storeName = 'Kopi & Toast') {
  const plain = await buildContent(by)
  const spots = [await buildSpot(by, { photos: [photo] }), await buildSpot(by)]
  const store = { ...plain.store, name: storeName }
  const { id, content } = await submitted(by, { ...plain, store, spots })
  await settle()
  return { id, content, spot: spots[0]!.id }
}

export const usedBefore = async (id: string) =>
  (await reviewer.get(`/api/v1/reviews/${id}`)).body.usedBefore

export async function reusedInQueue(id: string): Promise<number> {
  for (let after = ''; ;) {
    const { body } = await reviewer.get(`/api/v1/reviews?limit=50${after && `&after=${after}`}`)
    const row = body.items.find((item: { id: string }) => item.id === id)
    if (row) return row.reused
    if (!body.next) throw new Error('it is not in the queue')
    after = body.next
  }
}

/** The photo of the first spot was rejected, and another one is sent for it. */
export async function replaced(
  { id, content, spot }: Awaited<ReturnType<typeof visitWith>>,
  photo?: string,
) {
  const items = Object.fromEntries(
    ['store', ...content.spots.map((each) => each.id)].map((item) => [
      item,
      item === spot ? ('rejected' as const) : ('approved' as const),
    ]),
  )
  expect((await decide(reviewer, id, 1, items)).status).toBe(200)
  const other = photo ?? (await send(mei, await jpeg())).id
  const spots = content.spots.map((each) =>
    each.id === spot ? { ...each, photos: [other] } : each,
  )
  const answer = await mei.client.put(`${addressOf(id)}/revisions/2`, { ...content, spots })
  expect(answer.status).toBe(200)
  await settle()
}
