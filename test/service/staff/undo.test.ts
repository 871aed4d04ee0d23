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
function letPass(seconds: number): void {
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
    letPass(30)
    // another decision is delivered meanwhile: this one's event would have been too
    const next = await asked()
    await approve(next, colleague.client)
    letPass(60)
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
    letPass(2)
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
    letPass(5)
    expect(await delivery(id)).toEqual({ state: 'due', attempts: 0 })
    letPass(10.5)
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

  test('a decision about many is delivered at once and has no undo', async () => {
    const id = await asked()
    await olivia.client.post('/api/v1/staff/decisions', { verb: 'approve', ids: [id] })
    const { body } = await olivia.client.get(address(id))
    expect(body.decided.undoUntil).toBeNull()
    expect((await undo(id, body.decided.at)).status).toBe(409)
  })
})
