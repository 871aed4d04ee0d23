/** Submit: what is refused and why, that once is once, and what is there afterwards. */
import { randomUUIDv7 } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { forgetCatalogue } from '../../../service/products/actions.ts'
import { Products } from '../../../service/products/model.ts'
import type { SubmissionContent } from '../../../service/promotions/contract/content.ts'
import { MarketingCodes } from '../../../service/marketing-codes/model.ts'
import { Submissions } from '../../../service/promotions/model.ts'
import { buildOperator, buildUnassociated, clientOf } from '../../setup/people.ts'
import {
  addressOf,
  buildContent,
  buildPromoter,
  buildSpot,
  eventsOf,
  givenCodes,
  newCode,
  sendPhoto,
  submitted,
} from '../../setup/visit.ts'
import { mei, nok, nothingWasWritten, send, service } from './submitting.ts'

describe('who may submit', () => {
  test('no one who is signed out', async () => {
    const answer = await clientOf(service.url).put(addressOf(randomUUIDv7()), {})
    expect(answer).toMatchObject({ status: 401, body: { code: 'signed_out' } })
  })
  test('no one without an ISO', async () => {
    const stranger = await buildUnassociated(service.url, 'stranger1')
    const answer = await stranger.put(addressOf(randomUUIDv7()), {})
    expect(answer).toMatchObject({ status: 403, body: { code: 'not_associated' } })
  })
  test('no operator, neither of an ISO nor of the platform', async () => {
    const reviewer = await buildOperator(service.url, { kind: 'platform' })
    for (const { client } of [mei.admin, reviewer]) {
      const answer = await client.put(addressOf(randomUUIDv7()), {})
      expect(answer).toMatchObject({ status: 403, body: { code: 'not_allowed' } })
    }
  })
})

describe('what is refused', () => {
  test.each<[string, (content: SubmissionContent) => void, string]>([
    ['a store without a name', ({ store }) => (store.name = '  '), 'store.name'],
    ['no spots', (content) => (content.spots = []), 'spots'],
    ['a storefront without photo', ({ store }) => (store.photos = []), 'store.photos'],
    ['a code that is none', ({ spots }) => (spots[0]!.codes = ['x']), 'spots.0.codes.0'],
    ['a code twice', ({ spots }) => (spots[1]!.codes = spots[0]!.codes), 'spots.1.codes.0'],
    ['a spot without code', ({ spots }) => (spots[1]!.codes = []), 'spots.1.codes'],
    ['an unknown product', (content) => (content.product = 'stickers'), 'product'],
    ['an unknown category', ({ store }) => (store.category = 'zoo'), 'store.category'],
  ])('%s, naming the field', async (_name, change, field) => {
    const content = await buildContent(mei)
    change(content)
    const id = randomUUIDv7()
    const answer = await send(content, id)
    expect(answer).toMatchObject({ status: 400, body: { code: 'bad_input', field } })
    await nothingWasWritten(id)
  })

  test('codes at a product that carries none', async () => {
    const content = await buildContent(mei, { product: 'primary_posm' })
    const answer = await send(content)
    expect(answer).toMatchObject({
      status: 400,
      body: { code: 'bad_input', field: 'spots.0.codes' },
    })
  })

  test('a product that is closed, or is no promotion', async () => {
    const content = await buildContent(mei)
    expect((await send({ ...content, product: 'spot_inspection' })).body.code).toBe(
      'product_closed',
    )
    try {
      await Products.updateOne({ _id: 'marketing_code' }, { $set: { open: false } })
      forgetCatalogue()
      expect((await send(content)).body.code).toBe('product_closed')
    } finally {
      await Products.updateOne({ _id: 'marketing_code' }, { $set: { open: true } })
      forgetCatalogue()
    }
  })

  test('photos that have not arrived, or that another person sent', async () => {
    const [missing, foreign, colleagues] = [
      randomUUIDv7(),
      await sendPhoto(nok.client),
      await sendPhoto((await buildPromoter(service.url, mei.admin)).client),
    ]
    const content = await buildContent(mei)
    content.store.photos = [missing]
    content.spots[0]!.photos = [foreign]
    content.spots[1]!.photos.push(colleagues)
    const id = randomUUIDv7()
    const answer = await send(content, id)
    expect(answer).toMatchObject({ status: 409, body: { code: 'photo_missing' } })
    expect(answer.body.about).toEqual({ photos: [missing, foreign, colleagues] })
    await nothingWasWritten(id)
  })

  test('codes that do not exist or are another ISO’s, both alike', async () => {
    const [foreign] = await givenCodes(nok.iso, 1)
    const invented = newCode()
    const [mine] = await givenCodes(mei.iso, 1)
    const spots = [await buildSpot(mei, { codes: [mine!, foreign!, invented] })]
    const id = randomUUIDv7()
    const answer = await send(await buildContent(mei, { spots }), id)
    expect(answer).toMatchObject({ status: 409, body: { code: 'code_unknown' } })
    expect(answer.body.about.codes).toEqual([
      { code: foreign, verdict: 'unknown' },
      { code: invented, verdict: 'unknown' },
    ])
    await nothingWasWritten(id, [mine!, foreign!])
  })

  test('codes that stand somewhere already', async () => {
    const { content: first } = await submitted(mei)
    const [taken] = first.spots[0]!.codes
    const content = await buildContent(mei)
    content.spots[1]!.codes.push(taken!)
    const id = randomUUIDv7()
    const answer = await send(content, id)
    expect(answer).toMatchObject({ status: 409, body: { code: 'code_taken' } })
    expect(answer.body.about.codes).toEqual([{ code: taken, verdict: 'taken' }])
    await nothingWasWritten(id, content.spots[0]!.codes)
  })

  test('an id that was used for something else, by oneself, a colleague or another ISO', async () => {
    const { id } = await submitted(mei)
    const colleague = await buildPromoter(service.url, mei.admin)
    for (const by of [mei, colleague, nok]) {
      const answer = await send(await buildContent(by), id, by)
      expect(answer).toMatchObject({ status: 409, body: { code: 'same_id_other_content' } })
      expect(JSON.stringify(answer.body)).not.toContain(mei.staff)
    }
    expect(await eventsOf(id)).toHaveLength(1)
  })
})

describe('what is taken', () => {
  test('a visit becomes a submission in review, its codes are bound, one event tells of it', async () => {
    const { id, content, answer } = await submitted(mei)
    expect(answer.body).toMatchObject({
      id,
      product: 'marketing_code',
      revision: 1,
      status: 'in_review',
      cause: 'submit',
      decidedAt: null,
      abilities: [],
      store: { name: 'Kopi & Toast', verdict: { status: 'in_review', reasons: [] } },
      supplement: content.supplement,
      timeline: [{ what: 'submitted', revision: 1 }],
    })
    expect(answer.body.store.photos[0]).toMatchObject({ id: content.store.photos[0], width: 64 })
    const codes = await MarketingCodes.find({ submission: id }).lean()
    expect(codes.map(({ _id }) => _id).toSorted()).toEqual(
      content.spots.flatMap((spot) => spot.codes).toSorted(),
    )
    expect(codes[0]).toMatchObject({
      status: 'bound',
      history: [{ status: 'issued' }, { status: 'bound', submission: id }],
    })
    const events = await eventsOf(id)
    expect(events).toHaveLength(1)
    expect(events[0]).toMatchObject({
      type: 'promotions.submitted',
      tenant: mei.iso,
      staff: mei.staff,
      actor: { kind: 'staff', id: mei.staff },
      data: { revision: 1, product: 'marketing_code', spots: 2, codes: 2 },
    })
    expect(JSON.stringify(events)).not.toContain('Kopi')
  })

  test('a product without codes needs none', async () => {
    const spots = [await buildSpot(mei, { codes: [] })]
    const { answer } = await submitted(mei, { product: 'primary_posm', spots })
    expect(answer.body.status).toBe('in_review')
  })

  test('200 spots with 50 codes in all', async () => {
    const [photo, codes] = [await sendPhoto(mei.client), await givenCodes(mei.iso, 200)]
    const spots = await Promise.all(
      codes.map((code) => buildSpot(mei, { photos: [photo], codes: [code] })),
    )
    const { answer } = await submitted(mei, { spots })
    expect(answer.body.spots).toHaveLength(200)
  })
})

describe('once is once', () => {
  test('the same again answers the same, in whatever order its fields come', async () => {
    const { id, content, answer } = await submitted(mei)
    const again = await send(Object.fromEntries(Object.entries(content).toReversed()), id)
    expect(again.status).toBe(200)
    expect(again.body).toMatchObject({ id, submittedAt: answer.body.submittedAt, revision: 1 })
    expect(await eventsOf(id)).toHaveLength(1)
  })

  test('the same again is answered though the product was closed since', async () => {
    const { id, content, answer } = await submitted(mei)
    try {
      await Products.updateOne({ _id: 'marketing_code' }, { $set: { open: false } })
      forgetCatalogue()
      const again = await send(content, id)
      expect([again.status, again.body.submittedAt]).toEqual([200, answer.body.submittedAt])
    } finally {
      await Products.updateOne({ _id: 'marketing_code' }, { $set: { open: true } })
      forgetCatalogue()
    }
    expect(await eventsOf(id)).toHaveLength(1)
  })

  test('another content under an id that is taken is that, whatever else is wrong with it', async () => {
    const { id, content } = await submitted(mei)
    const spots = content.spots.map((spot) => ({ ...spot, photos: [randomUUIDv7()] }))
    for (const wrong of [
      { ...content, spots },
      { ...content, product: 'spot_inspection' },
    ]) {
      expect((await send(wrong, id)).body.code).toBe('same_id_other_content')
    }
  })

  test('ten sendings at the same moment make one submission', async () => {
    const id = randomUUIDv7()
    const content = await buildContent(mei)
    const answers = await Promise.all(Array.from({ length: 10 }, () => send(content, id)))
    expect(answers.map(({ status }) => status)).toEqual(Array(10).fill(200))
    expect(new Set(answers.map(({ body }) => body.submittedAt)).size).toBe(1)
    expect(await eventsOf(id)).toHaveLength(1)
  })

  test('two visits that scan the same code at the same moment: one gets it', async () => {
    const codes = await givenCodes(mei.iso, 1)
    const contents = await Promise.all(
      Array.from({ length: 5 }, async () =>
        buildContent(mei, { spots: [await buildSpot(mei, { codes })] }),
      ),
    )
    const answers = await Promise.all(contents.map((content) => send(content)))
    const statuses = answers.map(({ status }) => status).toSorted()
    expect(statuses).toEqual([200, 409, 409, 409, 409])
    for (const { status, body } of answers) {
      if (status === 409) expect(body.about.codes).toEqual([{ code: codes[0], verdict: 'taken' }])
    }
    expect(await Submissions.countDocuments({ 'spots.codes': codes[0] })).toBe(1)
  })
})
