/** Taking a decision on a request back: for ten seconds, by the one who made it, as if it had not been made. */
import { randomUUIDv7 } from 'node:crypto'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { clock } from '../../../service/clock.ts'
import { Events } from '../../../service/outbox/model.ts'
import { StaffMembers } from '../../../service/staff/model.ts'
import { Roles } from '../../../service/team/model.ts'
import {
  buildOperator,
  buildStaff,
  clientOf,
  type Client,
  type TestOperator,
} from '../../setup/people.ts'
import { startTestService, type TestService } from '../../setup/service.ts'

let service: TestService
let olivia: TestOperator
let colleague: TestOperator

beforeAll(async () => {
  service = await startTestService({ simulator: true })
  olivia = await buildOperator(service.url)
  colleague = await buildOperator(service.url, { workspace: olivia.workspace })
})
afterAll(() => service.stop())
afterEach(() => clock.arrange())

/** The service's clock goes on from so many seconds later. */
function replaceDriverSets(seconds: number): void {
  clock.arrange(() => new Date(Date.now() + seconds * 1_000))
}

async function asked(): Promise<string> {
  const { member } = await buildStaff(service.url, olivia.workspace._id, {
    status: 'requested',
    via: 'request',
  })
  return member._id
}

const address = (id: string) => `/api/v1/staff/${id}`
const rejection = { reason: 'not_needed', note: 'Full' }

const approve = (id: string, by: Client = olivia.client) => by.post(`${address(id)}/approve`)
const reject = (id: string) => olivia.client.post(`${address(id)}/reject`, rejection)
const undo = (id: string, decidedAt: string, by: Client = olivia.client) =>
  by.post(`${address(id)}/undo`, { decidedAt })

/** Olivia has just approved it. @returns when */
async function approved(id: string): Promise<string> {
  const { status, body } = await approve(id)
  expect(status).toBe(200)
  return body.decided.at as string
}

const stored = (id: string) => StaffMembers.findById(id).orFail().lean()
const eventsOf = async (id: string) =>
  (await Events.find({ 'subject.id': id }).sort({ _id: 1 }).lean()).map(({ type }) => type)
/** How the delivery of the approval stands. */
async function delivery(id: string) {
  const event = await Events.findOne({ 'subject.id': id, type: 'staff.approved' }).orFail().lean()
  return { state: event.state, attempts: event.attempts }
}

describe('who may undo', () => {
  test('neither strangers, nor staff, nor another ISO, nor a colleague, nor one without the right', async () => {
    const id = await asked()
    const at = await approved(id)
    await Roles.create({
      _id: 'test.looks-only',
      workspace: null,
      workspaceKind: 'iso',
      name: 'Looks only',
      permissions: ['staff.view'],
    })
    const looker = await buildOperator(service.url, {
      workspace: olivia.workspace,
      roles: ['test.looks-only'],
    })
    const other = await buildOperator(service.url)
    const { client: staff } = await buildStaff(service.url, olivia.workspace._id)
    expect((await undo(id, at, clientOf(service.url))).body.code).toBe('signed_out')
    for (const client of [staff, colleague.client, looker.client]) {
      expect((await undo(id, at, client)).body.code).toBe('not_allowed')
    }
    expect((await undo(id, at, other.client)).status).toBe(404)
    expect((await undo(randomUUIDv7(), at)).status).toBe(404)
    expect((await stored(id)).status).toBe('approved')
  })

  test('the one who decided is told until when; a colleague only sees who decided', async () => {
    const id = await asked()
    const { body } = await approve(id)
    const until = new Date(Date.parse(body.decided.at) + 10_000).toISOString()
    expect(body.decided).toMatchObject({ by: olivia.account.name, undoUntil: until })
    const theirs = await colleague.client.get(address(id))
    expect(theirs.body.decided).toMatchObject({ by: olivia.account.name, undoUntil: null })
  })
})

describe('what undoing does', () => {
  test('an approval: the request waits as it did before, and DingTalk never hears of it', async () => {
    const id = await asked()
    const before = await stored(id)
    const at = await approved(id)
    const { status, body } = await undo(id, at)
    expect([status, body.status]).toEqual([200, 'requested'])
    expect(body.abilities).toEqual(expect.arrayContaining(['approve', 'reject']))
    expect(await stored(id)).toEqual(before)
    replaceDriverSets(30)
    // another decision is delivered meanwhile: this one's event would have been too
    const next = await asked()
    await approve(next, colleague.client)
    replaceDriverSets(60)
    await expect.poll(async () => (await stored(next)).status).not.toBe('approved')
    expect((await stored(id)).status).toBe('requested')
    expect(await eventsOf(id)).toEqual(['staff.approved', 'staff.decision_undone'])
  })

  test('a rejection: the reason goes with it, and it can be decided otherwise', async () => {
    const id = await asked()
    const { body } = await reject(id)
    expect((await undo(id, body.decided.at)).body).toMatchObject({
      status: 'requested',
      rejection: null,
      decided: null,
    })
    expect((await approve(id)).body.status).toBe('approved')
  })

  test('sent again it answers the same, and takes back no later decision', async () => {
    const id = await asked()
    const at = await approved(id)
    const answers = await Promise.all([undo(id, at), undo(id, at)])
    expect(answers.map(({ status }) => status)).toEqual([200, 200])
    replaceDriverSets(2)
    const later = await approved(id)
    expect((await undo(id, at)).body).toMatchObject({ status: 'approved' })
    expect((await stored(id)).status).toBe('approved')
    expect((await undo(id, later)).body.status).toBe('requested')
  })
})

describe('when it is over', () => {
  test('after ten seconds it stands, and only then DingTalk is asked to invite', async () => {
    const id = await asked()
    const at = await approved(id)
    replaceDriverSets(5)
    expect(await delivery(id)).toEqual({ state: 'due', attempts: 0 })
    replaceDriverSets(10.5)
    const late = await undo(id, at)
    expect([late.status, late.body.code]).toEqual([409, 'undo_over'])
    await expect.poll(async () => (await stored(id)).status).not.toBe('approved')
    expect((await delivery(id)).state).not.toBe('due')
  })

  test('what has been withdrawn meanwhile is not brought back', async () => {
    const id = await asked()
    const at = await approved(id)
    await colleague.client.post(`${address(id)}/cancel`)
    const { status, body } = await undo(id, at)
    expect([status, body.code, body.about]).toEqual([409, 'wrong_state', { status: 'removed' }])
    expect((await stored(id)).status).toBe('removed')
  })
})

describe('a decision about many', () => {
  type Decision = { id: string; decidedAt: string }
  const decideMany = (verb: string, ids: string[], by: Client = olivia.client) =>
    by.post('/api/v1/staff/decisions', {
      verb,
      ids,
      ...(verb === 'reject' && { rejection }),
    })
  /** Olivia has just decided about all of them. */
  async function decided(verb: string, ids: string[]): Promise<Decision[]> {
    const { body } = await decideMany(verb, ids)
    return body.results.map(({ id, decidedAt }: Decision) => ({ id, decidedAt }))
  }
  const undoMany = (decisions: Decision[], by: Client = olivia.client) =>
    by.post('/api/v1/staff/undo', { decisions })
  const outcomes = ({ body }: Awaited<ReturnType<typeof undoMany>>) =>
    body.results.map(({ outcome }: { outcome: string }) => outcome)

  test('is undone by neither strangers, nor staff, nor another ISO, nor a colleague', async () => {
    const decisions = await decided('approve', [await asked(), await asked()])
    const other = await buildOperator(service.url)
    const powerless = await buildOperator(service.url, { workspace: olivia.workspace, roles: [] })
    const { client: staff } = await buildStaff(service.url, olivia.workspace._id)
    expect((await undoMany(decisions, clientOf(service.url))).status).toBe(401)
    expect((await undoMany(decisions, staff)).status).toBe(403)
    expect((await undoMany(decisions, powerless.client)).status).toBe(403)
    expect(outcomes(await undoMany(decisions, other.client))).toEqual(['not_found', 'not_found'])
    expect(outcomes(await undoMany(decisions, colleague.client))).toEqual([
      'wrong_state',
      'wrong_state',
    ])
    for (const { id } of decisions) expect((await stored(id)).status).toBe('approved')
  })

  test('is not undone without decisions, with too many, or without a time', async () => {
    const decision = { id: randomUUIDv7(), decidedAt: new Date().toISOString() }
    for (const body of [[], Array(201).fill(decision), [{ id: decision.id }]]) {
      const answer = await undoMany(body as Decision[])
      expect([answer.status, answer.body.code]).toEqual([400, 'bad_input'])
    }
  })

  test.each(['approve', 'reject'])(
    '%s: for ten seconds nothing follows, and all of it is undone at once',
    async (verb) => {
      const ids = [await asked(), await asked(), await asked()]
      const before = await Promise.all(ids.map(stored))
      const decisions = await decided(verb, ids)
      for (const { id, decidedAt } of decisions) {
        const event = await Events.findOne({ 'subject.id': id }).orFail().lean()
        expect(event.dueAt).toEqual(new Date(Date.parse(decidedAt) + 10_000))
      }
      expect(outcomes(await undoMany(decisions))).toEqual(['undone', 'undone', 'undone'])
      // the answer may have been lost
      expect(outcomes(await undoMany(decisions))).toEqual(['undone', 'undone', 'undone'])
      expect(await Promise.all(ids.map(stored))).toEqual(before)
      replaceDriverSets(30)
      const next = await asked()
      await approve(next, colleague.client)
      replaceDriverSets(60)
      await expect.poll(async () => (await stored(next)).status).not.toBe('approved')
      for (const id of ids) expect((await stored(id)).status).toBe('requested')
    },
  )

  test('each is undone for itself: what was withdrawn, or is too late, stands and is told', async () => {
    const [late] = await decided('approve', [await asked()])
    replaceDriverSets(8)
    const [withdrawn, here] = await decided('approve', [await asked(), await asked()])
    await colleague.client.post(`${address(withdrawn!.id)}/cancel`)
    replaceDriverSets(11)
    const nobody = { id: randomUUIDv7(), decidedAt: here!.decidedAt }
    const { body } = await undoMany([late!, withdrawn!, here!, nobody])
    expect(body.results).toMatchObject([
      { id: late!.id, outcome: 'too_late' },
      { id: withdrawn!.id, outcome: 'wrong_state', status: 'removed' },
      { id: here!.id, outcome: 'undone', status: 'requested' },
      { id: nobody.id, outcome: 'not_found', status: null },
    ])
  })

  test('what was decided before tells no time: it is another decision', async () => {
    const [waiting, done] = [await asked(), await asked()]
    await approve(done, colleague.client)
    const { body } = await decideMany('approve', [waiting, done])
    expect(body.results[0].decidedAt).toBe((await stored(waiting)).since.toISOString())
    expect(body.results[1]).toEqual({ id: done, outcome: 'already_done', status: 'approved' })
  })
})
