/** The consent of the store is demanded; what phones had queued before is taken for thirty days, and marked. */
import { randomUUIDv7 } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Migrations } from '../../../service/database/migrations.ts'
import { Submissions } from '../../../service/promotions/model.ts'
import { buildOperator, type TestOperator } from '../../setup/people.ts'
import { startTestService, type TestService } from '../../setup/service.ts'
import {
  addressOf,
  buildContent,
  buildPromoter,
  decide,
  eventsOf,
  submitted,
  type Promoter,
} from '../../setup/visit.ts'

let service: TestService
let mei: Promoter
let reviewer: TestOperator
/** When this database began to demand it. */
let since = 0

const day = 86_400_000

beforeAll(async () => {
  service = await startTestService()
  mei = await buildPromoter(service.url)
  reviewer = await buildOperator(service.url, { kind: 'platform' })
})
afterAll(() => service.stop())

/** The service demands it since so many milliseconds. */
async function demandedFor(milliseconds: number): Promise<void> {
  since = Date.now() - milliseconds
  const set = { $set: { startedAt: new Date(since) } }
  expect((await Migrations.updateOne({ _id: 58 }, set)).matchedCount).toBe(1)
}

/** An id that a phone made so many milliseconds after the consent was first demanded. */
function idMade(later: number): string {
  const time = (since + later).toString(16).padStart(12, '0')
  return `${time.slice(0, 8)}-${time.slice(8)}${randomUUIDv7().slice(13)}`
}

async function contentWith(storeAgreed: boolean | undefined) {
  const content = await buildContent(mei)
  const { storeAgreed: _agreed, ...supplement } = content.supplement
  return {
    ...content,
    supplement: { ...supplement, ...(storeAgreed === undefined ? {} : { storeAgreed }) },
  }
}

describe('a visit without the consent of the store', () => {
  test.each([
    ['says that it was not given', false, 60_000, 60_000],
    ['says so, from a phone whose visit began earlier, after 30 days', false, -day, 30 * day],
    ['says nothing, after 30 days', undefined, -day, 30 * day],
  ])('is refused when it %s; nothing is stored', async (_why, agreed, made, at) => {
    await demandedFor(at)
    const id = idMade(made)
    const content = await contentWith(agreed)
    const answer = await mei.client.put(addressOf(id), content)
    expect(answer).toMatchObject({
      status: 400,
      body: { code: 'store_not_agreed', field: 'supplement.storeAgreed' },
    })
    expect(await Submissions.exists({ _id: id })).toBeNull()
    expect(await eventsOf(id)).toEqual([])
  })

  test.each([
    ['an older app says nothing of it', undefined, 60_000],
    ['the visit began before it was demanded', false, -day],
  ])('is taken within 30 days when %s, and marked', async (_why, agreed, made) => {
    await demandedFor(29 * day)
    const id = idMade(made)
    const content = await contentWith(agreed)
    const answer = await mei.client.put(addressOf(id), content)
    expect(answer).toMatchObject({
      status: 200,
      body: { consent: 'older_app', supplement: { storeAgreed: false } },
    })
    expect((await mei.client.put(addressOf(id), content)).status).toBe(200)
    expect(await Submissions.findById(id).lean()).toMatchObject({ consent: 'older_app' })
    expect((await eventsOf(id)).map(({ data }) => data['consent'])).toEqual(['older_app'])
    const opened = await reviewer.client.get(`/api/v1/reviews/${id}`)
    expect(opened.body.submission.consent).toBe('older_app')
  })

  test('loses its mark with a revision that has the consent', async () => {
    await demandedFor(day)
    const id = idMade(60_000)
    const content = await contentWith(undefined)
    await mei.client.put(addressOf(id), content)
    const [one, two] = content.spots.map((spot) => spot.id) as [string, string]
    await decide(reviewer.client, id, 1, {
      store: 'rejected',
      [one]: 'approved',
      [two]: 'approved',
    })
    const supplement = { ...content.supplement, storeAgreed: true }
    const answer = await mei.client.put(`${addressOf(id)}/revisions/2`, { ...content, supplement })
    expect(answer).toMatchObject({ status: 200, body: { consent: 'given' } })
  })
})

test('a revision without it is refused', async () => {
  const { id, content } = await submitted(mei)
  const [one, two] = content.spots.map((spot) => spot.id) as [string, string]
  await decide(reviewer.client, id, 1, { store: 'rejected', [one]: 'approved', [two]: 'approved' })
  const supplement = { ...content.supplement, storeAgreed: false }
  const answer = await mei.client.put(`${addressOf(id)}/revisions/2`, { ...content, supplement })
  expect(answer).toMatchObject({ status: 400, body: { code: 'store_not_agreed' } })
  expect(await Submissions.findById(id).lean()).toMatchObject({ revision: 1, status: 'rejected' })
})

test('a visit with it carries no mark', async () => {
  const { id, answer } = await submitted(mei)
  expect(answer.body.consent).toBe('given')
  expect(await Submissions.findById(id).lean()).not.toHaveProperty('consent')
})
