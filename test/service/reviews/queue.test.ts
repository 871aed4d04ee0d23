/** The queue of reviews, and a submission that is opened from it. */
import { randomUUIDv7 } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { clock } from '../../../service/clock.ts'
import { Submissions } from '../../../service/promotions/model.ts'
import { buildOperator, clientOf, type Client } from '../../setup/people.ts'
import { decide } from '../../setup/visit.ts'
import { addressOfReview, mei, nok, ravi, reviewer, service, waiting } from './waiting.ts'

describe('the queue', () => {
  test('has what waits, of all ISOs, oldest first, page by page', async () => {
    await Submissions.deleteMany({})
    const ids: string[] = []
    for (const [index, by] of [mei, nok, mei].entries()) {
      clock.arrange(() => new Date(Date.now() - (10 - index) * 1000))
      ids.push((await waiting(by)).id)
    }
    const first = await reviewer.get('/api/v1/reviews?limit=2')
    const second = await reviewer.get(`/api/v1/reviews?limit=2&after=${first.body.next}`)
    const rows = [...first.body.items, ...second.body.items]
    expect(rows.map(({ id }) => id)).toEqual(ids)
    expect(second.body.next).toBeNull()
    expect(rows[1]).toMatchObject({
      isoName: nok.admin.workspace.name,
      product: 'marketing_code',
      storeName: 'Kopi & Toast',
      revision: 1,
      cause: 'submit',
      spots: 2,
      photos: 3,
      decidedAt: null,
    })
  })

  test('lets go of what is decided and counts what I decided today', async () => {
    // noon in Singapore: today does not end while the test runs, whenever that is
    clock.arrange(() => new Date('2026-03-02T04:00:00Z'))
    await Submissions.deleteMany({})
    const colleague = await buildOperator(service.url, { workspace: ravi.workspace })
    const counts = async (client: Client) => (await client.get('/api/v1/reviews/counts')).body
    const before = { mine: await counts(reviewer), theirs: await counts(colleague.client) }
    const { id, allApproved } = await waiting()
    expect((await counts(reviewer)).waiting).toBe(before.mine.waiting + 1)
    await decide(reviewer, id, 1, allApproved)
    expect(await counts(reviewer)).toEqual({
      waiting: before.mine.waiting,
      decidedToday: before.mine.decidedToday + 1,
    })
    expect((await counts(colleague.client)).decidedToday).toBe(before.theirs.decidedToday)
    const { body } = await reviewer.get('/api/v1/reviews?state=decided&limit=1')
    expect(body.items[0]).toMatchObject({ id, status: 'approved' })
    expect(body.items[0].decidedAt).not.toBeNull()
  })

  test('a page marker that is not ours is refused', async () => {
    const answer = await reviewer.get('/api/v1/reviews?after=nonsense')
    expect(answer).toMatchObject({ status: 400, body: { code: 'bad_cursor' } })
  })
})

describe('a submission opened', () => {
  test('has the people, the photos with their distance, and what may be done', async () => {
    const { id, content } = await waiting()
    const { body } = await reviewer.get(addressOfReview(id))
    expect(body).toMatchObject({
      submission: { id, status: 'in_review', abilities: [] },
      iso: { id: mei.iso, name: mei.admin.workspace.name },
      staff: { id: mei.staff },
      earlier: [],
      distances: { [content.store.photos[0]!]: 11 },
      abilities: ['decide'],
    })
    const picture = await clientOf(service.url).get(body.submission.store.photos[0].url)
    expect(picture.headers.get('content-type')).toBe('image/jpeg')
  })

  test('that does not exist is not there', async () => {
    const answer = await reviewer.get(addressOfReview(randomUUIDv7()))
    expect(answer).toMatchObject({ status: 404, body: { code: 'not_found' } })
    const deciding = await decide(reviewer, randomUUIDv7(), 1, { store: 'approved' })
    expect(deciding.status).toBe(404)
  })
})
