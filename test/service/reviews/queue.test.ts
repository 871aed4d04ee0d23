/** The queue of reviews, and a submission that is opened from it. */
import { randomUUIDv7 } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { clock } from '../../../service/clock.ts'
import { Submissions } from '../../../service/promotions/model.ts'
import {
  countReviews,
  decide as decision,
  openReview,
  reviewQueue,
} from '../../../service/reviews/contract.ts'
import type { Calls } from '../../setup/calls.ts'
import { buildOperator, clientOf } from '../../setup/people.ts'
import { decide, decisionsOn } from '../../setup/visit.ts'
import { mei, nok, ravi, reviewer, service, waiting } from './waiting.ts'

describe('the queue', () => {
  test('has what waits, of all ISOs, oldest first, page by page', async () => {
    await Submissions.deleteMany({})
    const ids: string[] = []
    for (const [index, by] of [mei, nok, mei].entries()) {
      clock.arrange(() => new Date(Date.now() - (10 - index) * 1000))
      ids.push((await waiting(by)).id)
    }
    const first = await ravi.call(reviewQueue, { query: { limit: 2 } })
    const after = first.next ?? expect.fail('there is no second page')
    const second = await ravi.call(reviewQueue, { query: { limit: 2, after } })
    const rows = [...first.items, ...second.items]
    expect(rows.map(({ id }) => id)).toEqual(ids)
    expect(second.next).toBeNull()
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
    const counts = ({ call }: Calls) => call(countReviews)
    const before = { mine: await counts(ravi), theirs: await counts(colleague) }
    const { id, allApproved } = await waiting()
    expect((await counts(ravi)).waiting).toBe(before.mine.waiting + 1)
    await decide(reviewer, id, 1, allApproved)
    expect(await counts(ravi)).toEqual({
      waiting: before.mine.waiting,
      decidedToday: before.mine.decidedToday + 1,
    })
    expect((await counts(colleague)).decidedToday).toBe(before.theirs.decidedToday)
    const { items } = await ravi.call(reviewQueue, { query: { state: 'decided', limit: 1 } })
    expect(items[0]).toMatchObject({ id, status: 'approved', decidedAt: expect.any(String) })
  })

  test('a page marker that is not ours is refused', async () => {
    expect(await ravi.refused(reviewQueue, { query: { after: 'nonsense' } })).toMatchObject({
      status: 400,
      code: 'bad_cursor',
    })
  })
})

describe('a submission opened', () => {
  test('has the people, the photos with their distance, and what may be done', async () => {
    const { id, content } = await waiting()
    const opened = await ravi.call(openReview, { params: { submissionId: id } })
    expect(opened).toMatchObject({
      submission: { id, status: 'in_review', abilities: [] },
      iso: { id: mei.iso, name: mei.admin.workspace.name },
      staff: { id: mei.staff },
      earlier: [],
      distances: { [content.store.photos[0]!]: 11 },
      abilities: ['decide'],
    })
    const picture = await clientOf(service.url).get(opened.submission.store.photos[0]?.url ?? '')
    expect(picture.headers.get('content-type')).toBe('image/jpeg')
  })

  test('that does not exist is not there', async () => {
    const params = { submissionId: randomUUIDv7() }
    const notFound = { status: 404, code: 'not_found' }
    expect(await ravi.refused(openReview, { params })).toMatchObject(notFound)
    const body = decisionsOn(1, { store: 'approved' })
    expect(await ravi.refused(decision, { params, body })).toMatchObject(notFound)
  })
})
