/** Primary POSM is decided type by type, beside its spot; undo, codes and reasons follow. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Submissions } from '../../../service/promotions/model.ts'
import { buildOperator, type Client } from '../../setup/people.ts'
import { startTestService, type TestService } from '../../setup/service.ts'
import {
  addressOf,
  buildPromoter,
  buildSpot,
  decide,
  decisionsOn,
  submitted,
  type Promoter,
} from '../../setup/visit.ts'

let service: TestService
let mei: Promoter
let reviewer: Client

beforeAll(async () => {
  service = await startTestService()
  reviewer = (await buildOperator(service.url, { kind: 'platform' })).client
  mei = await buildPromoter(service.url)
})
afterAll(() => service.stop())

/** One spot with stickers and a poster. */
async function waiting() {
  const posm = [
    { type: 'sticker', count: 2 },
    { type: 'poster', count: 1 },
  ]
  const spot = await buildSpot(mei, { codes: [], posm })
  const { id } = await submitted(mei, { product: 'primary_posm', spots: [spot] })
  return { id, spot: spot.id, sticker: `${spot.id}:sticker`, poster: `${spot.id}:poster` }
}

test('every POSM in review is decided, once, with reasons and fields of POSM', async () => {
  const { id, spot, sticker, poster } = await waiting()
  const say = { store: 'approved', [spot]: 'approved' } as const
  const left = await decide(reviewer, id, 1, say)
  expect(left).toMatchObject({ status: 400, body: { code: 'bad_input' } })
  expect(left.body.fields).toEqual([
    { field: 'decisions', rule: `must say something about ${sticker}` },
    { field: 'decisions', rule: `must say something about ${poster}` },
  ])
  const all = decisionsOn(1, { ...say, [sticker]: 'approved', [poster]: 'rejected' })
  const post = (decisions: unknown) =>
    reviewer.post(`/api/v1/reviews/${id}/decision`, { revision: 1, decisions })
  const twice = await post([...all.decisions, all.decisions[2]])
  expect(twice.body.fields[0]).toMatchObject({ rule: 'is decided twice' })
  const strange = await post([...all.decisions, { ...all.decisions[2], item: `${spot}:flag` }])
  expect(strange.body.fields[0]).toMatchObject({ rule: 'is no item of this submission' })
  const because = (code: string, field: string) =>
    post(
      all.decisions.map((one) =>
        one.status === 'rejected' ? { ...one, reasons: [{ code, field }] } : one,
      ),
    )
  expect((await because('wrong_location', 'photos')).body.fields).toEqual([
    { field: 'decisions.3.reasons.0.code', rule: 'is not a reason for a posm' },
  ])
  expect((await because('data_missing', 'codes')).body.fields).toEqual([
    { field: 'decisions.3.reasons.0.field', rule: 'is not a field of a posm' },
  ])
  expect((await because('data_missing', 'count')).status).toBe(200)
})

test('a spot may be approved while its POSM is rejected, and the other way around', async () => {
  for (const [ofSpot, ofPosm] of [
    ['approved', 'rejected'],
    ['rejected', 'approved'],
  ] as const) {
    const { id, spot, sticker, poster } = await waiting()
    const say = { store: 'approved', [spot]: ofSpot, [sticker]: ofPosm, [poster]: ofPosm } as const
    const { status, body } = await decide(reviewer, id, 1, say)
    expect(status).toBe(200)
    expect(body.submission.status).toBe('rejected')
    expect(body.submission.spots[0]).toMatchObject({
      verdict: { status: ofSpot },
      posm: [{ verdict: { status: ofPosm } }, { verdict: { status: ofPosm } }],
    })
    const stored = await Submissions.findById(id).lean()
    expect(stored?.tally).toMatchObject({ [ofSpot]: 1, [ofPosm]: 0 })
    expect((await mei.client.get(addressOf(id))).body.abilities).toEqual(['modify', 'appeal'])
  }
})

test('undo puts POSM back into review', async () => {
  const { id, spot, sticker, poster } = await waiting()
  const say = { store: 'approved', [spot]: 'approved', [sticker]: 'approved' } as const
  const body = decisionsOn(1, { ...say, [poster]: 'rejected' })
  const decided = await reviewer.post(`/api/v1/reviews/${id}/decision`, body)
  const { at } = decided.body.decision
  const undone = await reviewer.post(`/api/v1/reviews/${id}/undo`, { revision: 1, decidedAt: at })
  expect(undone.status).toBe(200)
  const [back] = undone.body.submission.spots
  const states = back.posm.map((one: { verdict: { status: string } }) => one.verdict.status)
  expect([back.verdict.status, ...states]).toEqual(['in_review', 'in_review', 'in_review'])
})

test('the list of reasons says which are for POSM', async () => {
  const { body } = await reviewer.get('/api/v1/reject-reasons')
  const ofPosm = body.items.filter((one: { appliesTo: string[] }) => one.appliesTo.includes('posm'))
  const ids = ofPosm.map(({ id }: { id: string }) => id)
  expect(ids).toContain('posm_not_visible')
  expect(ids).not.toContain('wrong_location')
})
