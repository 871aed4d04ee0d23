/** Taking a decision back: for ten seconds, by the one who made it, as if it had not been made. */
import { randomUUIDv7 } from 'node:crypto'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { clock } from '../../../service/clock.ts'
import { Events } from '../../../service/outbox/model.ts'
import { MarketingCodes } from '../../../service/marketing-codes/model.ts'
import { Submissions } from '../../../service/promotions/model.ts'
import { Stores } from '../../../service/stores/model.ts'
import { StaffMembers } from '../../../service/staff/model.ts'
import { Roles } from '../../../service/team/model.ts'
import { buildOperator, clientOf, type Client, type TestOperator } from '../../setup/people.ts'
import { startTestService, type TestService } from '../../setup/service.ts'
import {
  addressOf,
  buildContent,
  buildPromoter,
  decisionsOn,
  eventsOf,
  settle,
  submitted,
  type Promoter,
  type Say,
} from '../../setup/visit.ts'

let service: TestService
let mei: Promoter
let ravi: TestOperator
let colleague: TestOperator

beforeAll(async () => {
  service = await startTestService()
  mei = await buildPromoter(service.url)
  ravi = await buildOperator(service.url, { kind: 'platform' })
  colleague = await buildOperator(service.url, { workspace: ravi.workspace })
})
afterAll(() => service.stop())

const start = Date.now()
let passed = 0
const replaceDriverSets = (seconds: number) => {
  passed += seconds * 1_000
}
const stop = () => clock.arrange(() => new Date(start + passed))
beforeEach(stop)
afterEach(() => clock.arrange())

/** Lets what is due be delivered; what has to wait its turn needs a clock that goes on. */
async function deliver(): Promise<void> {
  const since = Date.now()
  clock.arrange(() => new Date(start + passed + Date.now() - since))
  await settle()
  stop()
}

const address = (id: string) => `/api/v1/reviews/${id}`

const decideOn = (id: string, items: Record<string, Say>, revision = 1, by = ravi.client) =>
  by.post(`${address(id)}/decision`, decisionsOn(revision, items))

const undo = (id: string, decidedAt: string, revision = 1, by: Client = ravi.client) =>
  by.post(`${address(id)}/undo`, { revision, decidedAt })

/** A submission that Ravi has just decided: one spot rejected. */
async function decided() {
  const { id, content } = await submitted(mei)
  const [one, two] = content.spots.map((spot) => spot.id) as [string, string]
  const before = await Submissions.findById(id).lean()
  const items = { store: 'approved', [one]: 'approved', [two]: 'rejected' } as const
  const { status, body } = await decideOn(id, items)
  expect(status).toBe(200)
  return { id, content, before, items, at: body.submission.decidedAt as string, answer: body }
}

const statusOf = async (id: string) => (await Submissions.findById(id).lean())?.status

const codeStatuses = async (id: string) =>
  (await MarketingCodes.find({ submission: id }).sort({ _id: 1 }).lean()).map((code) => code.status)

describe('who may undo', () => {
  test('neither strangers, nor staff, nor an ISO, nor another reviewer, nor one without the right', async () => {
    const { id, at } = await decided()
    await Roles.create({
      _id: 'test.reads-only',
      workspace: null,
      workspaceKind: 'platform',
      name: 'Reads only',
      permissions: ['reviews.view'],
    })
    const reader = await buildOperator(service.url, {
      workspace: ravi.workspace,
      roles: ['test.reads-only'],
    })
    expect((await undo(id, at, 1, clientOf(service.url))).body.code).toBe('signed_out')
    for (const by of [mei.client, mei.admin.client, colleague.client, reader.client]) {
      expect(await undo(id, at, 1, by)).toMatchObject({
        status: 403,
        body: { code: 'not_allowed' },
      })
    }
    expect(await statusOf(id)).toBe('rejected')
    expect((await eventsOf(id)).map(({ type }) => type)).not.toContain('reviews.undone')
  })

  test('the one who decided is told until when; others see only that it is decided', async () => {
    const { id, at, answer } = await decided()
    const until = new Date(Date.parse(at) + 10_000).toISOString()
    expect(answer).toMatchObject({
      abilities: ['undo'],
      decision: { at, by: ravi.account.name, sameReviewer: false, undoUntil: until },
    })
    const theirs = await colleague.client.get(address(id))
    expect(theirs.body).toMatchObject({ abilities: [], decision: { at, undoUntil: null } })
    replaceDriverSets(10)
    const later = await ravi.client.get(address(id))
    expect(later.body).toMatchObject({ abilities: [], decision: { at, undoUntil: null } })
  })
})

describe('what is refused', () => {
  test('a submission that is not there, and a body that says nothing', async () => {
    const { id, at } = await decided()
    expect((await undo(randomUUIDv7(), at)).status).toBe(404)
    const answer = await ravi.client.post(`${address(id)}/undo`, { revision: 1 })
    expect(answer).toMatchObject({ status: 400, body: { code: 'bad_input', field: 'decidedAt' } })
  })

  test('what was never decided, and a decision of another time', async () => {
    const { id } = await submitted(mei)
    const never = await undo(id, new Date(start).toISOString())
    expect(never).toMatchObject({ status: 409, body: { code: 'wrong_state' } })
    const other = await decided()
    const answer = await undo(other.id, new Date(start - 60_000).toISOString())
    expect(answer).toMatchObject({ status: 409, body: { code: 'wrong_state' } })
    expect(await statusOf(other.id)).toBe('rejected')
  })

  test('ten seconds later; the decision has been told by then', async () => {
    const { id, at } = await decided()
    replaceDriverSets(10)
    expect(await undo(id, at)).toMatchObject({ status: 409, body: { code: 'undo_over' } })
    expect(await statusOf(id)).toBe('rejected')
  })

  test('when its event is being delivered, whatever the clock says', async () => {
    const { id, at } = await decided()
    replaceDriverSets(10.5)
    await deliver()
    replaceDriverSets(-10.5)
    expect(await undo(id, at)).toMatchObject({ status: 409, body: { code: 'undo_over' } })
  })

  test('when an instance has just taken its event to deliver it', async () => {
    const { id, at } = await decided()
    const event = { 'subject.id': id, type: 'reviews.decided' }
    await Events.updateOne(event, { $set: { state: 'running' } })
    expect(await undo(id, at)).toMatchObject({ status: 409, body: { code: 'undo_over' } })
    expect(await statusOf(id)).toBe('rejected')
    // a delivery that failed once may have told some already
    await Events.updateOne(event, { $set: { state: 'due', attempts: 1 } })
    expect(await undo(id, at)).toMatchObject({ status: 409, body: { code: 'undo_over' } })
    expect(await Events.findOne(event).lean()).toMatchObject({ state: 'due', attempts: 1 })
  })

  test('when the ISO has freed codes of a rejected spot, which may be bound elsewhere by now', async () => {
    const { id, content, at } = await decided()
    const bad = content.spots[1]!
    await StaffMembers.updateOne({ _id: mei.staff }, { $set: { status: 'removed' } })
    const address = `/api/v1/workspace/submissions/${id}/free-codes`
    const freed = await mei.admin.client.post(address, { spot: bad.id, reason: 'She has left.' })
    await StaffMembers.updateOne({ _id: mei.staff }, { $set: { status: 'associated' } })
    expect(freed.status).toBe(200)
    expect(await undo(id, at)).toMatchObject({ status: 409, body: { code: 'undo_over' } })
    expect(await statusOf(id)).toBe('rejected')
    expect((await eventsOf(id)).find(({ type }) => type === 'reviews.decided')?.state).toBe('due')
    expect((await MarketingCodes.findById(bad.codes[0]).lean())?.status).toBe('issued')
  })

  test('when the staff member has sent a new revision meanwhile', async () => {
    const { id, content, at } = await decided()
    const sent = await mei.client.put(
      `${addressOf(id)}/revisions/2`,
      await buildContent(mei, content),
    )
    expect(sent.status).toBe(200)
    expect(await undo(id, at)).toMatchObject({
      status: 409,
      body: { code: 'revision_superseded', about: { revision: 2 } },
    })
  })
})

describe('what is undone', () => {
  test('is in review as it was before, with its codes; no one is told of the decision', async () => {
    const { id, before, at } = await decided()
    expect(await codeStatuses(id)).toContain('active')
    replaceDriverSets(9)
    const answer = await undo(id, at)
    expect(answer).toMatchObject({
      status: 200,
      body: { abilities: ['decide'], decision: null, submission: { status: 'in_review' } },
    })
    expect(await Submissions.findById(id).lean()).toEqual(before)
    expect(await codeStatuses(id)).toEqual(['bound', 'bound'])
    replaceDriverSets(60)
    await deliver()
    const events = await eventsOf(id)
    expect(events.map(({ type }) => type)).toEqual([
      'promotions.submitted',
      'reviews.decided',
      'reviews.undone',
    ])
    expect(events[1]).toMatchObject({ state: 'done', finished: [], attempts: 0 })
    expect(events[2]).toMatchObject({
      tenant: mei.iso,
      staff: mei.staff,
      actor: { kind: 'operator', id: ravi.member._id },
      data: { revision: 1, status: 'rejected', decidedAt: at },
    })
    expect((await mei.client.get(addressOf(id))).body).toMatchObject({
      status: 'in_review',
      abilities: [],
    })
    expect(await Stores.countDocuments({ 'standing.submission': id })).toBe(0)
  })

  test('waits in the queue again and is no longer counted as decided', async () => {
    const counts = async () => (await ravi.client.get('/api/v1/reviews/counts')).body
    const before = await counts()
    const { id, at } = await decided()
    expect((await counts()).decidedToday).toBe(before.decidedToday + 1)
    await undo(id, at)
    expect(await counts()).toEqual({ ...before, waiting: before.waiting + 1 })
  })

  test('sent again, or twice at once, is undone once', async () => {
    const { id, at } = await decided()
    const answers = await Promise.all([undo(id, at), undo(id, at), undo(id, at)])
    for (const answer of [...answers, await undo(id, at)]) {
      expect(answer).toMatchObject({ status: 200, body: { submission: { status: 'in_review' } } })
    }
    const events = await eventsOf(id)
    expect(events.filter(({ type }) => type === 'reviews.undone')).toHaveLength(1)
  })

  test('can be decided by another person; a late repeat of the undo leaves that decision alone', async () => {
    const { id, items, at } = await decided()
    const early = await decideOn(id, items, 1, colleague.client)
    expect(early).toMatchObject({ status: 409, body: { code: 'already_decided' } })
    await undo(id, at)
    replaceDriverSets(1)
    const second = await decideOn(id, { ...items, store: 'rejected' }, 1, colleague.client)
    expect(second.status).toBe(200)
    const late = await undo(id, at)
    expect(late).toMatchObject({ status: 200, body: { submission: { status: 'rejected' } } })
    expect((await Submissions.findById(id).lean())?.decisions).toMatchObject([
      { by: colleague.member._id },
    ])
  })

  test('keeps what an earlier revision had decided', async () => {
    const { id, content } = await decided()
    replaceDriverSets(20)
    const spots = [content.spots[0]!, { ...content.spots[1]!, note: 'beside the door' }]
    await mei.client.put(`${addressOf(id)}/revisions/2`, { ...content, spots })
    const before = await Submissions.findById(id).lean()
    const second = await decideOn(id, { [spots[1]!.id]: 'approved' }, 2)
    expect(second.body.submission.status).toBe('approved')
    await undo(id, second.body.submission.decidedAt, 2)
    expect(await Submissions.findById(id).lean()).toEqual(before)
    expect(await codeStatuses(id)).toEqual(expect.arrayContaining(['active', 'bound']))
    // of two decisions that were not told yet, this one is not told
    const decisions = (await eventsOf(id)).filter(({ type }) => type === 'reviews.decided')
    expect(decisions.map(({ state }) => state)).toEqual(['due', 'done'])
  })
})

describe('a decision that is left alone', () => {
  test('is followed by what it brings after ten seconds, once, also when nothing ran meanwhile', async () => {
    const { id, content } = await submitted(mei)
    const all = ['store', ...content.spots.map((spot) => spot.id)]
    await decideOn(id, Object.fromEntries(all.map((item) => [item, 'approved'])))
    replaceDriverSets(5)
    await deliver()
    expect(await Stores.countDocuments({ 'standing.submission': id })).toBe(0)
    replaceDriverSets(5.5)
    await deliver()
    await deliver()
    expect(await Stores.countDocuments({ 'standing.submission': id })).toBe(1)
    const events = await eventsOf(id)
    expect(events.at(-1)).toMatchObject({ type: 'reviews.decided', state: 'done' })
    expect(events.at(-1)?.finished).toEqual(['storeFollows'])
  })
})
