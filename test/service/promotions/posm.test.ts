/** Which POSM is at a spot: what is taken, within which limits, for how long older apps need not tell, and revisions. */
import { randomUUIDv7 } from 'node:crypto'
import { afterEach, describe, expect, test } from 'vitest'
import { Migrations } from '../../../service/database/migrations.ts'
import { forgetCatalogue } from '../../../service/products/actions.ts'
import { PosmLimits } from '../../../service/products/model.ts'
import { Submissions } from '../../../service/promotions/model.ts'
import { addressOf, buildContent, buildSpot, decide, sendPhoto } from '../../setup/visit.ts'
import { appeal, mei, modify, reviewer } from './reviewed.ts'

type Posm = { type: string; count: number }[]

const sticker = { type: 'sticker', count: 2 }
const poster = { type: 'poster', count: 1 }

async function primary(...posm: (Posm | undefined)[]) {
  const spots = await Promise.all(
    posm.map((one) => buildSpot(mei, { codes: [], ...(one && { posm: one }) })),
  )
  return buildContent(mei, { product: 'primary_posm', spots })
}

async function withCodes(posm?: Posm) {
  return buildContent(mei, { spots: [await buildSpot(mei, posm ? { posm } : {})] })
}

const send = (content: unknown, id = randomUUIDv7()) => mei.client.put(addressOf(id), content)

async function taken(content: Awaited<ReturnType<typeof primary>>) {
  const id = randomUUIDv7()
  const { status, body } = await send(content, id)
  expect(status, JSON.stringify(body)).toBe(200)
  return { id, content, body }
}

const verdicts = (spot: {
  verdict: { status: string }
  posm: { type: string; verdict?: { status: string } }[]
}) => ({
  spot: spot.verdict.status,
  ...Object.fromEntries(spot.posm.map(({ type, verdict }) => [type, verdict?.status])),
})

async function limit(id: string, change: object): Promise<void> {
  await PosmLimits.updateOne({ _id: id }, { $set: change })
  forgetCatalogue()
}

const day = 86_400_000

async function askedFor(milliseconds: number): Promise<void> {
  const set = { $set: { startedAt: new Date(Date.now() - milliseconds) } }
  expect((await Migrations.updateOne({ _id: 86 }, set)).matchedCount).toBe(1)
}

afterEach(async () => {
  await limit('stickers_cafe', { perSpot: 3, perStore: 6 })
  await askedFor(0)
})

describe('what is refused', () => {
  test.each([
    ['a type that is not on the list', [{ type: 'neon_sign', count: 1 }], 'spots.0.posm.0.type'],
    ['a type of another product', [{ type: 'table_stand', count: 1 }], 'spots.0.posm.0.type'],
    ['a type twice', [poster, poster], 'spots.0.posm.1.type'],
    ['none of a type', [{ type: 'poster', count: 0 }], 'spots.0.posm.0.count'],
    ['no type at all', [], 'spots.0.posm'],
  ])('%s', async (_what, posm, field) => {
    const id = randomUUIDv7()
    const answer = await send(await primary(posm), id)
    expect(answer).toMatchObject({ status: 400, body: { code: 'bad_input', field } })
    expect(await Submissions.exists({ _id: id })).toBeNull()
  })

  test('codes in two forms, and another number than there are codes', async () => {
    const two = await send(await withCodes([{ type: 'table_stand', count: 1 }, poster]))
    expect(two).toMatchObject({ status: 400, body: { field: 'spots.0.posm' } })
    const more = await send(await withCodes([{ type: 'table_stand', count: 2 }]))
    expect(more).toMatchObject({ status: 400, body: { field: 'spots.0.posm.0.count' } })
  })

  test('too many at a spot, and too many in the store: the rule names the limit', async () => {
    const spot = await send(await primary([{ type: 'sticker', count: 4 }]))
    expect(spot.body).toMatchObject({
      code: 'bad_input',
      fields: [
        {
          field: 'spots.0.posm.0.count',
          rule: 'must be at most 3 at a spot: Sticker, Café, tea or bakery',
        },
      ],
    })
    const three = [{ type: 'sticker', count: 3 }]
    const store = await send(await primary(three, three, [{ type: 'sticker', count: 1 }]))
    expect(store.body).toMatchObject({
      code: 'bad_input',
      fields: [
        {
          field: 'spots.2.posm.0.count',
          rule: 'must be at most 6 in a store: Sticker, Café, tea or bakery',
        },
      ],
    })
  })

  test('a visit of an older app, when thirty days have passed', async () => {
    await askedFor(30 * day)
    for (const content of [await primary([poster], undefined), await withCodes()]) {
      const silent = content.spots.length - 1
      const answer = await send(content)
      expect(answer).toMatchObject({
        status: 400,
        body: { code: 'bad_input', field: `spots.${silent}.posm` },
      })
    }
    expect((await send(await withCodes([{ type: 'sticker', count: 1 }]))).status).toBe(200)
  })
})

describe('what is taken', () => {
  test('types with their number; each waits for a decision of its own', async () => {
    const { body } = await taken(await primary([sticker, poster]))
    expect(body.spots[0].posm).toMatchObject([
      { ...sticker, verdict: { status: 'in_review' } },
      { ...poster, verdict: { status: 'in_review' } },
    ])
  })

  test('the form of codes, which are decided with their spot', async () => {
    const { body } = await taken(await withCodes([poster]))
    expect(body.spots[0].posm).toEqual([poster])
  })

  test('an older app within thirty days: the usual type, whatever the limits are', async () => {
    await askedFor(29 * day)
    const one = await taken(await primary(undefined))
    expect(one.body.spots[0].posm).toMatchObject([{ type: 'sticker', count: 1 }])
    expect((await send(one.content, one.id)).status).toBe(200)
    await limit('codes', { perSpot: 0 })
    const codes = await taken(await withCodes())
    await limit('codes', { perSpot: 20 })
    expect(codes.body.spots[0].posm).toEqual([{ type: 'table_stand', count: 1 }])
  })
})

/** One spot with stickers and a poster, decided. */
async function decided(spot: 'approved' | 'rejected', ofPoster: 'approved' | 'rejected') {
  const { id, content } = await taken(await primary([sticker, poster]))
  const at = content.spots[0]!.id
  const say = { store: 'approved', [at]: spot, [`${at}:sticker`]: 'approved' } as const
  const { status } = await decide(reviewer, id, 1, { ...say, [`${at}:poster`]: ofPoster })
  expect(status).toBe(200)
  const change = (part: object) => ({ ...content, spots: [{ ...content.spots[0], ...part }] })
  return { id, content, change }
}

describe('modify and appeal', () => {
  test('approved POSM that is unchanged stays approved, and what was changed is looked at', async () => {
    const { id, change } = await decided('approved', 'rejected')
    const { status, body } = await modify(id, change({ posm: [sticker, { ...poster, count: 2 }] }))
    expect(status).toBe(200)
    expect(body.status).toBe('in_review')
    const kept = { spot: 'approved', sticker: 'approved', poster: 'in_review' }
    expect(verdicts(body.spots[0])).toEqual(kept)
  })

  test('new photos prove everything at the spot anew', async () => {
    const { id, change } = await decided('approved', 'rejected')
    const photos = [await sendPhoto(mei.client)]
    const { body } = await modify(id, change({ photos, posm: [sticker, poster] }))
    const open = { spot: 'in_review', sticker: 'in_review', poster: 'in_review' }
    expect(verdicts(body.spots[0])).toEqual(open)
  })

  test('without the rejected POSM nothing is left to review', async () => {
    const { id, change } = await decided('approved', 'rejected')
    const { body } = await modify(id, change({ posm: [sticker] }))
    expect(body.status).toBe('approved')
  })

  test('an older app leaves it as it was', async () => {
    const { id, content, change } = await decided('rejected', 'rejected')
    const { posm: _posm, ...older } = content.spots[0]!
    const { status, body } = await modify(id, { ...change({}), spots: [older] })
    expect(status).toBe(200)
    const open = { spot: 'in_review', sticker: 'approved', poster: 'in_review' }
    expect(verdicts(body.spots[0])).toEqual(open)
    expect(body.spots[0].posm).toMatchObject([sticker, poster])
  })

  test('limits that were lowered stop what grows or is new, not what stood before', async () => {
    const { id, change } = await decided('rejected', 'rejected')
    await limit('stickers_cafe', { perSpot: 1, perStore: 1 })
    const three = { type: 'sticker', count: 3 }
    const grown = await modify(id, change({ posm: [three, poster] }))
    expect(grown).toMatchObject({ status: 400, body: { field: 'spots.0.posm.0.count' } })
    const fresh = await buildSpot(mei, { codes: [], posm: [{ type: 'sticker', count: 1 }] })
    const same = change({})
    const added = await modify(id, { ...same, spots: [...same.spots, fresh] })
    expect(added).toMatchObject({ status: 400, body: { field: 'spots.1.posm.0.count' } })
    expect((await modify(id, same)).status).toBe(200)
  })

  test('an appeal puts rejected POSM into review again, and nothing else', async () => {
    const { id } = await decided('approved', 'rejected')
    const { status, body } = await appeal(id)
    expect(status).toBe(200)
    const open = { spot: 'approved', sticker: 'approved', poster: 'in_review' }
    expect(verdicts(body.spots[0])).toEqual(open)
  })

  test('a visit of the release before has no POSM of its own: it goes with its spot', async () => {
    const { id, content } = await taken(await primary([{ type: 'sticker', count: 1 }], [poster]))
    await Submissions.updateOne({ _id: id }, { $unset: { 'spots.0.posm': 1, 'spots.1.posm': 1 } })
    const [one, two] = content.spots.map((spot) => spot.id) as [string, string]
    const say = { store: 'approved', [one]: 'approved', [two]: 'rejected' } as const
    expect((await decide(reviewer, id, 1, say)).status).toBe(200)
    expect((await mei.client.get(addressOf(id))).body.spots[0]).not.toHaveProperty('posm')
    const { body } = await modify(id, content)
    expect(verdicts(body.spots[0])).toEqual({ spot: 'approved', sticker: 'approved' })
    expect(verdicts(body.spots[1])).toEqual({ spot: 'in_review', poster: 'in_review' })
  })
})

test('the list of my submissions names rejected POSM', async () => {
  const { id } = await decided('approved', 'rejected')
  const { body } = await mei.client.get('/api/v1/submissions?status=rejected')
  const row = body.items.find((one: { id: string }) => one.id === id)
  expect(row.spots).toEqual({ in_review: 0, approved: 1, rejected: 0 })
  expect(row.rejected).toMatchObject([
    { spot: { number: 1, kind: 'cashier' }, posm: 'poster', reasons: ['photo_blurred'] },
  ])
})
