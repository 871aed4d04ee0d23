/** The review desk: who may sit at it, what waits there, and that every decision is made once. */
import { randomUUIDv7 } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { runMigrations } from '../../../service/database/migrations.ts'
import { migrations } from '../../../service/migrations.ts'
import { MarketingCodes } from '../../../service/marketing-codes/model.ts'
import { Submissions } from '../../../service/promotions/model.ts'
import { RejectReasons } from '../../../service/reviews/model.ts'
import { Roles } from '../../../service/team/model.ts'
import { buildOperator, clientOf, type Client } from '../../setup/people.ts'
import { addressOf, buildContent, decide, decisionsOn, eventsOf } from '../../setup/visit.ts'
import { addressOfReview, mei, nok, ravi, reviewer, service, waiting } from './waiting.ts'

describe('who may review', () => {
  test('neither strangers, nor staff, nor operators of an ISO', async () => {
    const { id, allApproved } = await waiting()
    const everywhere = async (client: Client) => [
      await client.get('/api/v1/reviews'),
      await client.get('/api/v1/reviews/counts'),
      await client.get(addressOfReview(id)),
      await decide(client, id, 1, allApproved),
    ]
    for (const { body } of await everywhere(clientOf(service.url))) {
      expect(body.code).toBe('signed_out')
    }
    for (const client of [mei.client, mei.admin.client, nok.admin.client]) {
      for (const answer of await everywhere(client)) {
        expect(answer).toMatchObject({ status: 403, body: { code: 'not_allowed' } })
      }
    }
    expect((await Submissions.findById(id).lean())?.status).toBe('in_review')
  })

  test('an operator of the platform whose role does not include it', async () => {
    const { id, allApproved } = await waiting()
    await Roles.create({
      _id: 'test.looks-only',
      workspace: null,
      workspaceKind: 'platform',
      name: 'Looks only',
      permissions: ['reviews.view'],
    })
    const { client: onlooker } = await buildOperator(service.url, {
      kind: 'platform',
      roles: ['test.looks-only'],
    })
    const { client: outsider } = await buildOperator(service.url, { kind: 'platform', roles: [] })
    expect((await outsider.get(addressOfReview(id))).body.code).toBe('not_allowed')
    expect((await onlooker.get(addressOfReview(id))).body.abilities).toEqual([])
    expect((await decide(onlooker, id, 1, allApproved)).body.code).toBe('not_allowed')
  })
})

describe('what is refused', () => {
  test('decisions that do not fit; nothing is decided', async () => {
    const { id, one, two } = await waiting()
    const send = (change: (body: ReturnType<typeof decisionsOn>) => void) => {
      const body = decisionsOn(1, { store: 'approved', [one]: 'approved', [two]: 'rejected' })
      change(body)
      return reviewer.post(`${addressOfReview(id)}/decision`, body)
    }
    const tries: [(body: ReturnType<typeof decisionsOn>) => void, string][] = [
      [({ decisions }) => decisions.pop(), 'decisions'],
      [({ decisions }) => (decisions[1]!.item = randomUUIDv7()), 'decisions.1.item'],
      [({ decisions }) => (decisions[2]!.reasons = []), 'decisions.2.reasons'],
      [({ decisions }) => (decisions[2]!.reasons[0]!.code = 'ugly'), 'decisions.2.reasons.0.code'],
      [({ decisions }) => (decisions[2]!.note = 'x'.repeat(501)), 'decisions.2.note'],
    ]
    for (const [change, field] of tries) {
      expect(await send(change)).toMatchObject({ status: 400, body: { code: 'bad_input', field } })
    }
    expect((await Submissions.findById(id).lean())?.status).toBe('in_review')
    expect(await eventsOf(id)).toHaveLength(1)
  })

  test('a decision on a revision that is no longer the newest', async () => {
    const { id, content, one, two, allApproved } = await waiting()
    await decide(reviewer, id, 1, { store: 'rejected', [one]: 'approved', [two]: 'approved' })
    await mei.client.put(`${addressOf(id)}/revisions/2`, await buildContent(mei, content))
    const answer = await decide(reviewer, id, 1, allApproved)
    expect(answer).toMatchObject({
      status: 409,
      body: { code: 'revision_superseded', about: { revision: 2 } },
    })
  })

  test('a second decision, telling who made the first and when', async () => {
    const { id, allApproved } = await waiting()
    const colleague = await buildOperator(service.url, { workspace: ravi.workspace })
    const first = await decide(reviewer, id, 1, allApproved)
    const answer = await decide(colleague.client, id, 1, allApproved)
    expect(answer).toMatchObject({ status: 409, body: { code: 'already_decided' } })
    expect(answer.body.about).toEqual({
      status: 'approved',
      by: ravi.account.name,
      at: first.body.submission.decidedAt,
    })
  })

  test('five reviewers at the same moment: one decides, the others are told', async () => {
    const { id, one, two, allApproved } = await waiting()
    const says = [allApproved, { store: 'rejected', [one]: 'approved', [two]: 'rejected' } as const]
    const answers = await Promise.all(
      Array.from({ length: 5 }, (_, index) => decide(reviewer, id, 1, says[index % 2]!)),
    )
    const won = answers.filter(({ status }) => status === 200)
    expect(won).toHaveLength(1)
    for (const { status, body } of answers) {
      if (status !== 200) expect(body).toMatchObject({ code: 'already_decided' })
    }
    expect((await Submissions.findById(id).lean())?.status).toBe(won[0]!.body.submission.status)
    expect((await eventsOf(id)).filter(({ type }) => type === 'reviews.decided')).toHaveLength(1)
  })
})

describe('what is decided', () => {
  test('each item has its verdict, approved spots their codes active, one event tells of it', async () => {
    const { id, content, one, two } = await waiting()
    const answer = await decide(reviewer, id, 1, {
      store: 'approved',
      [one]: 'approved',
      [two]: 'rejected',
    })
    expect(answer.status).toBe(200)
    expect(answer.body).toMatchObject({
      abilities: ['undo'],
      submission: {
        status: 'rejected',
        store: { verdict: { status: 'approved', reasons: [] } },
        spots: [
          { id: one, verdict: { status: 'approved' } },
          {
            id: two,
            verdict: {
              status: 'rejected',
              reasons: [{ code: 'photo_blurred', field: 'photos' }],
              note: 'The code cannot be seen.',
            },
          },
        ],
      },
    })
    const [active, bound] = content.spots.map((spot) => spot.codes[0])
    expect((await MarketingCodes.findById(active).lean())?.status).toBe('active')
    expect((await MarketingCodes.findById(bound).lean())?.status).toBe('bound')
    expect((await eventsOf(id)).at(-1)).toMatchObject({
      type: 'reviews.decided',
      tenant: mei.iso,
      staff: mei.staff,
      actor: { kind: 'operator', id: ravi.member._id },
      data: { revision: 1, status: 'rejected', approved: 2, rejected: 1 },
    })
    const mine = await mei.client.get(addressOf(id))
    expect(mine.body).toMatchObject({ status: 'rejected', abilities: ['modify', 'appeal'] })
    expect(JSON.stringify(mine.body)).not.toContain(ravi.account.name)
    expect(
      (await mei.client.get('/api/v1/submissions?status=rejected')).body.items[0],
    ).toMatchObject({
      id,
      spots: { in_review: 0, approved: 1, rejected: 1 },
      rejected: [
        {
          spot: { number: 2, kind: content.spots[1]?.kind },
          reasons: ['photo_blurred'],
          thumbnailUrl: expect.stringContaining(content.spots[1]?.photos[0] ?? 'none'),
        },
      ],
    })
  })

  test('a modification is reviewed only where it is new, beside what was before', async () => {
    const { id, content, one, two } = await waiting()
    await decide(reviewer, id, 1, { store: 'approved', [one]: 'approved', [two]: 'rejected' })
    const spots = [content.spots[0]!, { ...content.spots[1]!, note: 'moved to the till' }]
    await mei.client.put(`${addressOf(id)}/revisions/2`, { ...content, spots })

    const { body } = await reviewer.get(addressOfReview(id))
    expect(body.submission).toMatchObject({ revision: 2, cause: 'modify' })
    expect(body.earlier).toHaveLength(1)
    expect(body.earlier[0].spots[1].verdict.status).toBe('rejected')

    const again = await decide(reviewer, id, 2, { store: 'approved', [two]: 'approved' })
    expect(again).toMatchObject({ status: 400, body: { field: 'decisions.0.item' } })
    const done = await decide(reviewer, id, 2, { [two]: 'approved' })
    expect(done.body.submission).toMatchObject({ status: 'approved', revision: 2 })
    const codes = await MarketingCodes.find({ submission: id }).lean()
    expect(codes.map(({ status }) => status)).toEqual(['active', 'active'])
  })
})

describe('reject reasons', () => {
  test('are read by reviewers and staff, in both languages, not by strangers', async () => {
    expect((await clientOf(service.url).get('/api/v1/reject-reasons')).status).toBe(401)
    for (const client of [reviewer, mei.client]) {
      const { items } = (await client.get('/api/v1/reject-reasons')).body
      expect(items).toHaveLength(19)
      expect(items[0]).toMatchObject({
        id: 'photo_blurred',
        names: { en: 'Photo is blurred', 'zh-CN': '照片模糊' },
        appliesTo: ['store', 'spot', 'posm'],
        field: 'photos',
      })
      for (const { remedies } of items) expect(remedies.en && remedies['zh-CN']).toBeTruthy()
    }
  })

  test('that were edited or deleted stay so when the service starts again', async () => {
    const names = { en: 'Blurry', 'zh-CN': '模糊' }
    await RejectReasons.updateOne({ _id: 'photo_blurred' }, { $set: { names } })
    await RejectReasons.deleteOne({ _id: 'excessive' })
    await runMigrations(migrations)
    expect((await RejectReasons.findById('photo_blurred').lean())?.names).toEqual(names)
    expect(await RejectReasons.countDocuments()).toBe(18)
  })
})
