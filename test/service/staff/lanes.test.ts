/** What an ISO does with hundreds of people at once keeps no other ISO waiting. */
import { randomUUIDv7 } from 'node:crypto'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { clock } from '../../../service/clock.ts'
import { system } from '../../../service/http/callers.ts'
import { Events } from '../../../service/outbox/model.ts'
import { record } from '../../../service/outbox/record.ts'
import type { StaffStatus } from '../../../service/staff/contract/association.ts'
import { StaffMembers } from '../../../service/staff/model.ts'
import type { TestOperator } from '../../setup/people.ts'
import { Hiring } from './hiring.ts'
import { userAdded } from '../../../service/dingtalk/events.ts'
import { workspaceResumed } from '../../../service/workspaces/events.ts'

const many = 120

let at: Hiring

beforeAll(async () => {
  at = await Hiring.start()
})
afterAll(() => at.service.stop())
// slow enough that a busy machine has not invited them all before it is looked
beforeEach(() =>
  at.phones.misbehave({ where: '/topapi/v2/user/create', what: 'delay', value: 1_000 }),
)
afterEach(async () => {
  clock.arrange()
  // who is gone need not be invited any more
  await StaffMembers.deleteMany({})
  await at.reset()
})

/** People unknown to DingTalk. */
async function strangers({ workspace }: TestOperator, status: StaffStatus): Promise<string[]> {
  const now = new Date()
  const rows = Array.from({ length: many }, (_, n) => ({
    _id: randomUUIDv7(),
    iso: workspace._id,
    name: `Person ${n}`,
    phone: `+658${3_000_000 + n}`,
    status,
    since: now,
    via: 'request' as const,
    requestIds: [],
    searchKeys: [],
    timeline: [],
    createdAt: now,
  }))
  await StaffMembers.insertMany(rows)
  return rows.map(({ _id }) => _id)
}

/** Invitations that DingTalk was not asked for yet. */
const waiting = () => Events.countDocuments({ 'subject.kind': 'staffMember', state: 'due' })

/** A person joins: @returns how many of the crowd still wait when that is dealt with. */
async function waitingAfterWelcome(): Promise<number> {
  const event = await record(userAdded, {
    tenant: 'platform',
    id: 'nobody-we-know',
    by: system,
    data: { userId: 'nobody-we-know', eventId: 'none' },
  })
  await expect.poll(async () => (await Events.findById(event).lean())?.state).toBe('done')
  return waiting()
}

test('a welcome does not wait behind a decision about many', async () => {
  const admin = await at.iso()
  const ids = await strangers(admin, 'requested')
  const { status } = await admin.client.post('/api/v1/staff/decisions', { verb: 'approve', ids })
  expect(status).toBe(200)
  // the time in which it can be undone is over
  clock.arrange(() => new Date(Date.now() + 11_000))
  expect(await waitingAfterWelcome()).toBeGreaterThan(0)
})

test('nor behind those who are invited when a suspension ends', async () => {
  const admin = await at.iso()
  await strangers(admin, 'approved')
  await record(workspaceResumed, {
    tenant: admin.workspace._id,
    id: admin.workspace._id,
    by: system,
  })
  await expect.poll(() => Events.countDocuments({ type: 'staff.invitation_resent' })).toBe(many)
  expect(await waitingAfterWelcome()).toBeGreaterThan(0)
})
