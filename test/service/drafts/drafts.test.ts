/** Drafts that the server keeps too. */
import { randomUUIDv7 } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Drafts } from '../../../service/drafts/model.ts'
import { buildOperator, clientOf } from '../../setup/people.ts'
import { startTestService, type TestService } from '../../setup/service.ts'
import {
  addressOf,
  buildPromoter,
  decide,
  sendPhoto,
  settle,
  submitted,
  type Promoter,
} from '../../setup/visit.ts'

let service: TestService
let mei: Promoter
let nok: Promoter

beforeAll(async () => {
  service = await startTestService()
  mei = await buildPromoter(service.url)
  nok = await buildPromoter(service.url)
})
afterAll(() => service.stop())

describe('drafts', () => {
  const content = (given: Record<string, unknown> = {}) => ({
    product: 'marketing_code',
    store: { name: 'Half a na' },
    spots: [],
    supplement: {},
    ...given,
  })
  const address = (id: string) => `/api/v1/drafts/${id}`
  const at = (second: number) => new Date(Date.UTC(2026, 10, 22, 9, 0, second)).toISOString()
  const save = (id: string, second: number, given?: Record<string, unknown>, by = mei.client) =>
    by.put(address(id), { content: content(given), savedAt: at(second) })
  const list = async (by = mei.client) => (await by.get('/api/v1/drafts')).body.items

  test('only for staff of an ISO', async () => {
    const id = randomUUIDv7()
    expect((await save(id, 1, {}, clientOf(service.url))).body.code).toBe('signed_out')
    expect((await save(id, 1, {}, mei.admin.client)).body.code).toBe('not_allowed')
  })

  test('come newest first, and only as many as a bad line can carry', async () => {
    const lin = await buildPromoter(service.url)
    const codes = Array.from({ length: 50 }, () => 'C'.repeat(40))
    const spots = () => Array.from({ length: 200 }, () => ({ id: randomUUIDv7(), codes }))
    const ids = Array.from({ length: 12 }, () => randomUUIDv7())
    for (const [second, id] of ids.entries()) {
      expect((await save(id, second, { spots: spots() }, lin.client)).status).toBe(200)
    }
    const { body } = await lin.client.get('/api/v1/drafts')
    const listed = body.items.map(({ id }: { id: string }) => id)
    expect(listed).toEqual(ids.toReversed().slice(0, listed.length))
    expect(listed.length).toBeGreaterThan(1)
    expect(JSON.stringify(body).length).toBeLessThan(4 * 1024 * 1024)
  })

  test('are found again on another phone, with the photos that have arrived', async () => {
    const lin = await buildPromoter(service.url)
    const id = randomUUIDv7()
    const photo = await sendPhoto(lin.client)
    const store = { name: 'Half a na', photos: [photo, randomUUIDv7()] }
    await save(id, 1, { store, step: 'spots' }, lin.client)
    const [draft, ...others] = await list(lin.client)
    expect(others).toEqual([])
    expect(draft).toMatchObject({
      id,
      revision: null,
      savedAt: at(1),
      content: { step: 'spots', store: { ...store, category: '', place: null } },
    })
    expect(draft.photos.map((one: { id: string }) => one.id)).toEqual([photo])
    expect(await list(mei.client)).toEqual([])
  })

  test('the newer one wins, in whatever order they come', async () => {
    const lin = await buildPromoter(service.url)
    const id = randomUUIDv7()
    await save(id, 2, { step: 'newer' }, lin.client)
    const late = await save(id, 1, { step: 'older' }, lin.client)
    expect(late).toMatchObject({ status: 200, body: { savedAt: at(2) } })
    expect((await list(lin.client))[0].content.step).toBe('newer')
    await save(id, 3, { step: 'newest' }, lin.client)
    expect((await list(lin.client))[0].content.step).toBe('newest')
  })

  test('cannot be written or thrown away by another person', async () => {
    const id = randomUUIDv7()
    await save(id, 1)
    const colleague = await buildPromoter(service.url, mei.admin)
    for (const { client } of [colleague, nok]) {
      expect((await save(id, 9, { step: 'theirs' }, client)).status).toBe(404)
      expect((await client.delete(address(id))).status).toBe(200)
    }
    expect((await Drafts.findById(id).lean())?.content.step).toBe('')
  })

  test('can be thrown away, twice too', async () => {
    const id = randomUUIDv7()
    await save(id, 1)
    for (const _ of [1, 2]) expect((await mei.client.delete(address(id))).status).toBe(200)
    expect(await Drafts.findById(id).lean()).toBeNull()
  })

  test('go once they are sent in, and do not come back from a slow phone', async () => {
    const lin = await buildPromoter(service.url)
    const { id, content: sent } = await submitted(lin)
    await Drafts.create({
      _id: id,
      iso: lin.iso,
      staff: lin.staff,
      revision: null,
      content: content(),
      savedAt: new Date(),
      at: new Date(),
    })
    // not listed any more, though what deletes it has not run yet
    expect(await list(lin.client)).toEqual([])
    await settle()
    expect(await Drafts.findById(id).lean()).toBeNull()
    expect((await save(id, 59, {}, lin.client)).status).toBe(200)
    expect(await list(lin.client)).toEqual([])

    const reviewer = await buildOperator(service.url, { kind: 'platform' })
    const [one, two] = sent.spots
    await decide(reviewer.client, id, 1, {
      store: 'rejected',
      [one!.id]: 'approved',
      [two!.id]: 'approved',
    })
    const edited = { content: content(), revision: 2, savedAt: at(59) }
    expect((await lin.client.put(address(id), edited)).status).toBe(200)
    await settle()
    expect(await list(lin.client)).toMatchObject([{ id, revision: 2 }])
    const fixed = { ...sent, store: { ...sent.store, name: 'Better name' } }
    expect((await lin.client.put(`${addressOf(id)}/revisions/2`, fixed)).status).toBe(200)
    expect(await list(lin.client)).toEqual([])
    await settle()
    expect(await list(lin.client)).toEqual([])
  })
})
