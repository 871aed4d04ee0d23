/** Deciding about many people at once: each by itself, safe to send again, over a page or over a whole filter. */
import { randomUUIDv7 } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { clock } from '../../../service/clock.ts'
import { Events } from '../../../service/outbox/model.ts'
import { StaffMembers, type StaffMember } from '../../../service/staff/model.ts'
import {
  buildOperator,
  buildStaff,
  clientOf,
  type Client,
  type TestOperator,
} from '../../setup/people.ts'
import { startTestService, type TestService } from '../../setup/service.ts'

let service: TestService
let admin: TestOperator

beforeAll(async () => {
  service = await startTestService()
})
afterAll(() => service.stop())
beforeEach(async () => {
  clock.arrange()
  admin = await buildOperator(service.url)
})

async function build(given: Partial<StaffMember>, iso = admin.workspace._id): Promise<string> {
  return (await buildStaff(service.url, iso, given)).member._id
}

const asking = (given: Partial<StaffMember> = {}) =>
  build({ status: 'requested', via: 'request', ...given })

const decide = (body: unknown, client: Client = admin.client, headers = {}) =>
  client.post('/api/v1/staff/decisions', body, headers)

const statusOf = async (id: string) => (await StaffMembers.findById(id).lean())?.status

const eventsOf = async (id: string) =>
  (await Events.find({ 'subject.id': id }).sort({ _id: 1 }).lean()).map(({ type }) => type)

describe('a decision about many is refused', () => {
  test('to strangers, staff, reviewers and roles without the right for it', async () => {
    const ids = [await asking()]
    const iso = admin.workspace
    const worker = await buildStaff(service.url, iso._id)
    const callers = [
      clientOf(service.url),
      worker.client,
      (await buildOperator(service.url, { kind: 'platform' })).client,
      (await buildOperator(service.url, { workspace: iso, roles: [] })).client,
    ]
    for (const verb of ['approve', 'resend_invitation', 'withdraw']) {
      const answers = await Promise.all(callers.map((client) => decide({ verb, ids }, client)))
      expect(answers.map(({ status, body }) => [status, body.code])).toEqual([
        [401, 'signed_out'],
        [403, 'not_allowed'],
        [403, 'not_allowed'],
        [403, 'not_allowed'],
      ])
    }
    expect(await statusOf(ids[0]!)).toBe('requested')
  })

  test('without ids, with too many, with an unknown verb, or a rejection without a reason', async () => {
    const ids = [await asking()]
    const many = Array.from({ length: 201 }, () => randomUUIDv7())
    const fields = async (body: unknown) => {
      const answer = await decide(body)
      expect([answer.status, answer.body.code]).toEqual([400, 'bad_input'])
      return answer.body.field ?? answer.body.fields[0].field
    }
    expect(await fields({ verb: 'approve', ids: [] })).toBe('ids')
    expect(await fields({ verb: 'approve', ids: many })).toBe('ids')
    expect(await fields({ verb: 'promote', ids })).toBe('verb')
    expect(await fields({ verb: 'reject', ids })).toBe('rejection')
    expect(await fields({ verb: 'reject', ids, rejection: { reason: 'mood' } })).toBe(
      'rejection.reason',
    )
    expect(await statusOf(ids[0]!)).toBe('requested')
  })
})

test('each is answered for itself: done, done before, too late, not of this ISO', async () => {
  const other = await buildOperator(service.url)
  const waiting = await asking()
  const approved = await build({ status: 'invited', via: 'request' })
  const rejected = await build({ status: 'rejected', via: 'request' })
  const theirs = await build({ status: 'requested' }, other.workspace._id)
  const nobody = randomUUIDv7()
  const { status, body } = await decide({
    verb: 'approve',
    ids: [waiting, approved, rejected, theirs, nobody, waiting],
  })
  expect(status).toBe(200)
  expect(body.results).toEqual([
    { id: waiting, outcome: 'done', status: 'approved', decidedAt: expect.any(String) },
    { id: approved, outcome: 'already_done', status: 'invited' },
    { id: rejected, outcome: 'wrong_state', status: 'rejected' },
    { id: theirs, outcome: 'not_found', status: null },
    { id: nobody, outcome: 'not_found', status: null },
  ])
  expect(await statusOf(theirs)).toBe('requested')
  expect(await eventsOf(waiting)).toEqual(['staff.approved'])
  expect(await eventsOf(approved)).toEqual([])
})

test('a rejection gives every person the same reason and words', async () => {
  const ids = [await asking(), await asking()]
  const rejection = { reason: 'other', note: 'Come back in spring' }
  const { body } = await decide({ verb: 'reject', ids, rejection })
  expect(body.results.map(({ outcome }: { outcome: string }) => outcome)).toEqual(['done', 'done'])
  for (const id of ids) {
    const { status, rejection: kept, timeline } = (await StaffMembers.findById(id).lean())!
    expect([status, kept, timeline.at(-1)?.by.name]).toEqual([
      'rejected',
      rejection,
      admin.account.name,
    ])
    expect(await eventsOf(id)).toEqual(['staff.rejected'])
  }
})

test('sent again, with the same key or without, nothing happens twice', async () => {
  const ids = await Promise.all(Array.from({ length: 20 }, () => asking()))
  const key = { 'idempotency-key': 'once' }
  const first = await decide({ verb: 'approve', ids }, admin.client, key)
  const again = await decide({ verb: 'approve', ids }, admin.client, key)
  const anew = await decide({ verb: 'approve', ids })
  expect(again.body).toEqual(first.body)
  const outcomes = (answer: typeof anew) =>
    new Set(answer.body.results.map(({ outcome }: { outcome: string }) => outcome))
  expect([outcomes(first), outcomes(anew)]).toEqual([new Set(['done']), new Set(['already_done'])])
  for (const id of ids) expect(await eventsOf(id)).toEqual(['staff.approved'])
})

test('two admins at once: every request is decided by one of them, and both learn how', async () => {
  const ids = await Promise.all(Array.from({ length: 12 }, () => asking()))
  const second = await buildOperator(service.url, { workspace: admin.workspace })
  const answers = await Promise.all([
    decide({ verb: 'approve', ids }),
    decide({ verb: 'reject', ids, rejection: { reason: 'not_needed' } }, second.client),
  ])
  for (const [index, id] of ids.entries()) {
    const outcomes = answers.map(({ body }) => body.results[index].outcome).toSorted()
    expect(outcomes).toEqual(['done', 'wrong_state'])
    expect(await eventsOf(id)).toHaveLength(1)
    const { status } = answers.map(({ body }) => body.results[index])[0]
    expect(status).toBe(await statusOf(id))
  }
})

test('an invitation that was resent a moment ago is not sent once more', async () => {
  const ids = [await build({ status: 'invited' }), await build({ status: 'invitation_failed' })]
  const resend = async () =>
    (await decide({ verb: 'resend_invitation', ids })).body.results.map(
      ({ outcome }: { outcome: string }) => outcome,
    )
  expect(await resend()).toEqual(['done', 'done'])
  expect(await resend()).toEqual(['already_done', 'already_done'])
  const now = Date.now()
  clock.arrange(() => new Date(now + 61_000))
  expect(await resend()).toEqual(['done', 'done'])
})

test('withdrawing takes back invitations and leaves alone the people who have joined', async () => {
  const [invited, joined] = [await build({ status: 'invited' }), await build({})]
  const { body } = await decide({ verb: 'withdraw', ids: [invited, joined] })
  expect(body.results).toEqual([
    { id: invited, outcome: 'done', status: 'removed' },
    { id: joined, outcome: 'wrong_state', status: 'associated' },
  ])
  expect(await eventsOf(invited)).toEqual(['staff.invitation_cancelled'])
})

describe('a whole filter', () => {
  const select = (query: string, client: Client = admin.client) =>
    client.get(`/api/v1/staff/selection?${query}`)

  test('holds those who can be decided on, longest waiting first, of this ISO', async () => {
    const other = await buildOperator(service.url)
    await build({ status: 'requested' }, other.workspace._id)
    const at = (day: number) => new Date(Date.UTC(2026, 9, day))
    const late = await asking({ name: 'Lin Late', since: at(9) })
    const early = await asking({ name: 'Ana Early', since: at(2) })
    const middle = await asking({ name: 'Lin Middle', since: at(5) })
    await build({ name: 'Lin Works' })
    const ids = async (query: string) => (await select(query)).body.ids
    expect((await select('verb=approve')).body).toEqual({
      ids: [early, middle, late],
      complete: true,
    })
    expect((await ids('verb=reject&search=lin')).toSorted()).toEqual([late, middle].toSorted())
    expect(await ids('verb=approve&status=associated')).toEqual([])
    expect(await ids('verb=withdraw')).toEqual([])
  })

  test('is not told to those who may not decide', async () => {
    const powerless = await buildOperator(service.url, { workspace: admin.workspace, roles: [] })
    const { status, body } = await select('verb=approve', powerless.client)
    expect([status, body.code]).toEqual([403, 'not_allowed'])
  })

  test('is cut at 10,000, and says so', async () => {
    const now = new Date()
    await StaffMembers.collection.insertMany(
      Array.from({ length: 10_001 }, (_, n) => ({
        _id: randomUUIDv7(),
        iso: admin.workspace._id,
        name: `Person ${n}`,
        phone: `+65${80_000_000 + n}`,
        status: 'requested',
        via: 'request',
        since: now,
        createdAt: now,
        searchKeys: [],
      })) as never,
    )
    const { body } = await select('verb=approve&status=requested')
    expect([body.ids.length, body.complete]).toEqual([10_000, false])
  })
})
