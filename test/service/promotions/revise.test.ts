/** After a rejection: modify and appeal, what they keep, and what becomes of the codes and the store. */
import { randomUUIDv7 } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { MarketingCodes } from '../../../service/marketing-codes/model.ts'
import { Revisions } from '../../../service/promotions/model.ts'
import { clientOf, type Client } from '../../setup/people.ts'
import {
  addressOf,
  buildPromoter,
  buildSpot,
  decide,
  eventsOf,
  givenCodes,
  sendPhoto,
  submitted,
} from '../../setup/visit.ts'
import {
  appeal,
  explanation,
  mei,
  modify,
  reviewed,
  reviewer,
  service,
  statusOfCode,
} from './reviewed.ts'

describe('what is refused', () => {
  test('strangers, and people whose submission it is not', async () => {
    const { id, content } = await reviewed('approved', 'approved', 'rejected')
    const others = [
      await buildPromoter(service.url, mei.admin),
      await buildPromoter(service.url),
    ].map(({ client }) => client)
    for (const send of [
      (by: Client) => modify(id, content, 2, by),
      (by: Client) => appeal(id, 2, by),
    ]) {
      expect((await send(clientOf(service.url))).body.code).toBe('signed_out')
      expect((await send(mei.admin.client)).body.code).toBe('not_allowed')
      expect((await send(reviewer)).body.code).toBe('not_allowed')
      for (const other of others) {
        expect(await send(other)).toMatchObject({ status: 404, body: { code: 'not_found' } })
      }
    }
    expect(await Revisions.countDocuments({ submission: id })).toBe(0)
  })

  test('while it is in review, and when nothing of it was rejected', async () => {
    const waiting = await submitted(mei)
    const approved = await reviewed('approved', 'approved', 'approved')
    for (const { id, content } of [waiting, approved]) {
      expect((await modify(id, content)).body.code).toBe('wrong_state')
      expect((await appeal(id)).body.code).toBe('wrong_state')
    }
  })

  test('a revision that skips one, and one that is there already with other content', async () => {
    const { id, content } = await reviewed('rejected', 'approved', 'rejected')
    expect(await modify(id, content, 3)).toMatchObject({ status: 400, body: { field: 'revision' } })
    expect(await appeal(id, 3)).toMatchObject({ status: 400, body: { field: 'revision' } })
    await appeal(id)
    const late = await modify(id, content)
    expect(late).toMatchObject({ status: 409, body: { code: 'revision_superseded' } })
    expect(late.body.about).toEqual({ revision: 2 })
  })

  test('another product, a missing photo, a code that stands elsewhere; nothing changes', async () => {
    const { id, content } = await reviewed('approved', 'approved', 'rejected')
    const elsewhere = (await submitted(mei)).content.spots[0]!.codes[0]!
    const second = content.spots[1]!
    const changed = (spot: object) => ({
      ...content,
      spots: [content.spots[0], { ...second, ...spot }],
    })
    const tries = [
      [{ ...content, product: 'primary_posm' }, 'bad_input'],
      [changed({ photos: [randomUUIDv7()] }), 'photo_missing'],
      [changed({ codes: [elsewhere] }), 'code_taken'],
      [changed({ codes: [] }), 'bad_input'],
    ] as const
    for (const [sent, code] of tries) expect((await modify(id, sent)).body.code).toBe(code)
    const { body } = await mei.client.get(addressOf(id))
    expect(body).toMatchObject({ revision: 1, status: 'rejected' })
    expect(await statusOfCode(second.codes[0])).toBe('bound')
  })

  test('an appeal without an explanation', async () => {
    const { id } = await reviewed('approved', 'approved', 'rejected')
    const answer = await appeal(id, 2, mei.client, { explanation: '  hm ' })
    expect(answer).toMatchObject({ status: 400, body: { field: 'explanation' } })
  })
})

describe('modify', () => {
  test('what was approved and left alone stays approved; the rest is in review again', async () => {
    const { id, content } = await reviewed('approved', 'approved', 'rejected')
    const before = (await mei.client.get(addressOf(id))).body
    expect(before.abilities).toEqual(['modify', 'appeal'])
    expect(before.spots[1].verdict).toMatchObject({
      status: 'rejected',
      reasons: [{ code: 'photo_blurred', field: 'photos' }],
      note: 'The code cannot be seen.',
    })

    const photo = await sendPhoto(mei.client)
    const spots = [content.spots[0]!, { ...content.spots[1]!, photos: [photo] }]
    const { status, body } = await modify(id, { ...content, spots })
    expect(status).toBe(200)
    expect(body).toMatchObject({
      revision: 2,
      status: 'in_review',
      cause: 'modify',
      decidedAt: null,
      abilities: [],
      store: { verdict: { status: 'approved' } },
    })
    const verdicts = body.spots.map((spot: { verdict: { status: string } }) => spot.verdict.status)
    expect(verdicts).toEqual(['approved', 'in_review'])
    expect(body.spots[0].verdict.decidedAt).toBe(before.spots[0].verdict.decidedAt)
    expect(body.timeline.map(({ what }: { what: string }) => what)).toEqual([
      'submitted',
      'decided',
      'modified',
    ])
    const events = await eventsOf(id)
    expect(events.at(-1)).toMatchObject({
      type: 'promotions.modified',
      tenant: mei.iso,
      staff: mei.staff,
      data: { revision: 2, status: 'in_review' },
    })
  })

  test('the superseded revision is kept as it was, with its reasons', async () => {
    const { id, content } = await reviewed('rejected', 'approved', 'rejected')
    const before = (await mei.client.get(addressOf(id))).body
    await modify(id, { ...content, store: { ...content.store, name: 'Kopi and Toast' } })
    const { body } = await mei.client.get(`${addressOf(id)}/revisions`)
    expect(body.items).toHaveLength(1)
    const { abilities: _before, ...was } = before
    const { abilities, ...kept } = body.items[0]
    expect(kept).toEqual(was)
    expect(abilities).toEqual([])
  })

  test('an approved spot that is changed is looked at again, and its code waits with it', async () => {
    const { id, content } = await reviewed('approved', 'approved', 'rejected')
    const [code] = content.spots[0]!.codes
    expect(await statusOfCode(code)).toBe('active')
    const spots = [{ ...content.spots[0]!, note: 'moved to the left' }, content.spots[1]!]
    const { body } = await modify(id, { ...content, spots })
    expect(body.spots[0].verdict.status).toBe('in_review')
    expect(await statusOfCode(code)).toBe('bound')
  })

  test('codes taken out are free again, new ones are bound, one of an approved spot is used up', async () => {
    const { id, content } = await reviewed('approved', 'approved', 'rejected')
    const [approved, rejected] = content.spots
    const [fresh, fresher] = await givenCodes(mei.iso, 2)
    const spots = [
      { ...approved!, codes: [fresh!] },
      { ...rejected!, codes: [fresher!] },
    ]
    expect((await modify(id, { ...content, spots })).status).toBe(200)
    expect(await statusOfCode(approved!.codes[0])).toBe('retired')
    expect(await statusOfCode(fresh)).toBe('bound')
    expect(await statusOfCode(fresher)).toBe('bound')
    const released = await MarketingCodes.findById(rejected!.codes[0]).lean()
    expect(released).toMatchObject({ status: 'issued', submission: null })
    // and can be used elsewhere
    await submitted(mei, { spots: [await buildSpot(mei, { codes: rejected!.codes })] })
  })

  test('a rejected spot can be given up: with nothing left to review the rest stands approved', async () => {
    const { id, content } = await reviewed('approved', 'approved', 'rejected')
    const { body } = await modify(id, { ...content, spots: [content.spots[0]] })
    expect(body).toMatchObject({ revision: 2, status: 'approved', abilities: [] })
    expect(body.decidedAt).not.toBeNull()
    expect(await statusOfCode(content.spots[1]!.codes[0])).toBe('issued')
  })

  test('the same again answers the same; twins make one revision', async () => {
    const { id, content } = await reviewed('approved', 'approved', 'rejected')
    const spots = [content.spots[0]!, await buildSpot(mei)]
    const answers = await Promise.all(
      Array.from({ length: 6 }, () => modify(id, { ...content, spots })),
    )
    answers.push(await modify(id, { ...content, spots }))
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]))
    expect(new Set(answers.map(({ body }) => body.submittedAt)).size).toBe(1)
    expect(await Revisions.countDocuments({ submission: id })).toBe(1)
    const modified = (await eventsOf(id)).filter(({ type }) => type === 'promotions.modified')
    expect(modified).toHaveLength(1)
  })

  test('two phones with different edits at the same moment: one wins, the other is told', async () => {
    const { id, content } = await reviewed('rejected', 'approved', 'rejected')
    const edits = ['left', 'right', 'middle'].map((name) => ({
      ...content,
      store: { ...content.store, name },
    }))
    const answers = await Promise.all(edits.map((edit) => modify(id, edit)))
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409, 409])
    for (const { status, body } of answers) {
      if (status === 409) expect(body.code).toBe('revision_superseded')
    }
  })
})

describe('appeal', () => {
  test('what was rejected is in review again with the same evidence and an explanation', async () => {
    const { id, content } = await reviewed('approved', 'rejected', 'approved')
    const { status, body } = await appeal(id)
    expect(status).toBe(200)
    expect(body).toMatchObject({
      revision: 2,
      status: 'in_review',
      cause: 'appeal',
      explanation,
      store: { verdict: { status: 'approved' } },
      spots: [
        { verdict: { status: 'in_review', reasons: [] } },
        { verdict: { status: 'approved' } },
      ],
    })
    expect(body.spots[0].photos[0].id).toBe(content.spots[0]!.photos[0])
    expect((await eventsOf(id)).at(-1)).toMatchObject({
      type: 'promotions.appealed',
      data: { revision: 2 },
    })
    expect(await statusOfCode(content.spots[0]!.codes[0])).toBe('bound')
  })

  test('can be lost and followed by a modification, each revision kept', async () => {
    const { id, content } = await reviewed('approved', 'approved', 'rejected')
    await appeal(id)
    expect((await appeal(id)).body.revision).toBe(2)
    await decide(reviewer, id, 2, { [content.spots[1]!.id]: 'rejected' })
    const spots = [content.spots[0]!, { ...content.spots[1]!, note: 'at eye level now' }]
    expect((await modify(id, { ...content, spots }, 3)).body.explanation).toBe('')
    const { body } = await mei.client.get(`${addressOf(id)}/revisions`)
    expect(
      body.items.map(({ revision, cause }: { revision: number; cause: string }) => [
        revision,
        cause,
      ]),
    ).toEqual([
      [2, 'appeal'],
      [1, 'submit'],
    ])
    expect(body.items[0].explanation).toBe(explanation)
  })
})
