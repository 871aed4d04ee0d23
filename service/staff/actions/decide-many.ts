/** One decision about many people: each is a decision of its own, with its own transaction, event and answer. */
import { clock } from '../../clock.ts'
import { isDatabaseAway } from '../../database/away.ts'
import { isRefusal, refuse } from '../../errors.ts'
import type { Operator } from '../../http/callers.ts'
import { type Scope, within } from '../../http/scope.ts'
import { countedTo } from '../../http/contract.ts'
import { partOnce } from '../../http/idempotency.ts'
import { tellFailure } from '../../outbox/batch.ts'
import { staffStatus, type BulkOutcome, type BulkVerb, type StaffStatus } from '../contract.ts'
import { listIndexes, StaffMembers, type StaffMember } from '../model.ts'
import { statesBefore } from '../../states/machine.ts'
import { staffMachine, type StaffStep } from '../rules.ts'
import { approve, cancelInvitation, reject, resendInvitation } from './decide.ts'
import { narrow, queryOf, type StaffFilter } from './filter.ts'
import { mustBeOffered } from '../rejections/actions.ts'

interface Rejection {
  reason: string
  note: string
}

interface Deed {
  step: StaffStep
  run: (member: StaffMember, me: Operator, rejection: Rejection | undefined) => Promise<StaffMember>
  /** Whether it stands already as asked for, so that asking again changes nothing. */
  stands: (member: StaffMember) => boolean
}

const is =
  (...statuses: StaffStatus[]) =>
  ({ status }: StaffMember) =>
    statuses.includes(status)

/** Milliseconds for which a resent invitation is not sent once more. */
const justNow = 60_000

/** A filter decided page by page is thousands, however few one call has. */
const bulk = true

const deeds: Record<BulkVerb, Deed> = {
  approve: {
    step: 'approve',
    run: (member, me) => approve(member, me, { bulk }),
    stands: is('approved', 'invited', 'associated', 'invitation_failed'),
  },
  reject: {
    step: 'reject',
    run: (member, me, rejection) =>
      reject(member, me, rejection ?? refuse('bad_input', { field: 'rejection' }), { bulk }),
    stands: is('rejected'),
  },
  resend_invitation: {
    step: 'retry',
    run: (member, me) => resendInvitation(member, me, { bulk }),
    stands: ({ status, since, timeline }) =>
      status === 'invited' &&
      timeline.at(-1)?.what === 'invitation_resent' &&
      clock.time() - since.getTime() < justNow,
  },
  withdraw: {
    step: 'cancel',
    run: (member, me) => cancelInvitation(member, me, { bulk }),
    stands: is('removed'),
  },
}

const knownStatus = ({ status }: StaffMember) => staffStatus.safeParse(status).data ?? null

/** Decisions under way at one time: enough to fill the waits for the disk, few enough to leave room for others. */
const atOnce = 8

async function decideOne(
  { run, stands }: Deed,
  member: StaffMember,
  me: Operator,
  rejection: Rejection | undefined,
): Promise<BulkOutcome> {
  const { _id: id } = member
  try {
    if (stands(member)) return { id, outcome: 'already_done', status: member.status }
    const { status } = await run(member, me, rejection)
    return { id, outcome: 'done', status }
  } catch (error) {
    if (!isRefusal(error, 'already_decided') && !isRefusal(error, 'wrong_state')) throw error
    const status = error.detail.about?.['status'] as StaffStatus
    // somebody else did the same at the same moment
    const outcome = stands({ ...member, status }) ? 'already_done' : 'wrong_state'
    return { id, outcome, status }
  }
}

/**
 * Trouble is caught out here: inside it may be a conflict of transactions, after which the decision is made again.
 * @throws Refusal, or what tells that the database is away
 */
async function decideOnce(member: StaffMember, decide: () => Promise<BulkOutcome>) {
  const { _id: id } = member
  try {
    return await partOnce(id, decide)
  } catch (error) {
    if (isRefusal(error) || isDatabaseAway(error)) throw error
    tellFailure('decisions about many', id, error)
    return { id, outcome: 'failed' as const, status: knownStatus(member) }
  }
}

/**
 * Decides about each of the ids, in the order given; asking again answers `already_done`.
 * @throws Refusal `bad_input` for a rejection without a reason, or with one that is not offered
 */
export async function decideMany(
  me: Operator,
  { verb, ids, rejection }: { verb: BulkVerb; ids: string[]; rejection?: Rejection | undefined },
): Promise<BulkOutcome[]> {
  if (verb === 'reject' && !rejection) refuse('bad_input', { field: 'rejection' })
  if (rejection) await mustBeOffered(rejection.reason, 'rejection.reason')
  const wanted = [...new Set(ids)]
  const members = await StaffMembers.find({ ...within(me.scope), _id: { $in: wanted } }).lean<
    StaffMember[]
  >()
  const byId = new Map(members.map((member) => [member._id, member]))
  const outcomes = new Map<string, BulkOutcome>()
  const queue = wanted.values()
  const work = async () => {
    for (const id of queue) {
      const member = byId.get(id)
      outcomes.set(
        id,
        member
          ? await decideOnce(member, () => decideOne(deeds[verb], member, me, rejection))
          : { id, outcome: 'not_found', status: null },
      )
    }
  }
  await Promise.all(Array.from({ length: atOnce }, work))
  return wanted.flatMap((id) => outcomes.get(id) ?? [])
}

/**
 * Whom a filter holds now about whom this can be decided, so that a decision over a whole filter is about those who
 * were counted and not about whoever comes meanwhile; those longest in their state first, 10,000 at most.
 */
export async function selectStaff(
  scope: Scope,
  filter: StaffFilter,
  verb: BulkVerb,
): Promise<{ ids: string[]; complete: boolean }> {
  const possible = statesBefore(staffMachine, deeds[verb].step)
  const narrowed = narrow(scope, filter)
  const statuses = narrowed.statuses.filter((status) => possible.includes(status))
  const query = StaffMembers.find(queryOf({ ...narrowed, statuses }), { _id: 1 }).limit(
    countedTo + 1,
  )
  const rows = await (
    narrowed.starts.length
      ? query.hint(listIndexes.search)
      : query.sort({ since: 1, _id: 1 }).hint(listIndexes.since)
  ).lean<{ _id: string }[]>()
  return {
    ids: rows.slice(0, countedTo).map(({ _id }) => _id),
    complete: rows.length <= countedTo,
  }
}
