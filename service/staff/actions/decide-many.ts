/** One decision about many people: each is a decision of its own, with its own transaction, event and answer. */
import { clock } from '../../clock.ts'
import { isRefusal, refuse } from '../../errors.ts'
import type { Operator } from '../../http/callers.ts'
import type { Scope } from '../../http/scope.ts'
import { countedTo } from '../../database/shared.ts'
import { partOnce } from '../../http/idempotency.ts'
import type { BulkOutcome, BulkVerb } from '../contract/many.ts'
import type { StaffStatus } from '../contract/association.ts'
import { listIndexes, StaffMembers, type StaffMember } from '../model.ts'
import { statesBefore } from '../../states/machine.ts'
import { staffMachine, type StaffStep } from '../rules/association.ts'
import { approve, cancelInvitation, reject, resendInvitation } from './decide.ts'
import { eachOfMany } from './each-of-many.ts'
import { narrow, queryOf, type StaffFilter } from './filter.ts'
import { mustBeOffered } from '../../rejection-reasons/actions.ts'

interface Rejection {
  reason: string
  note: string
}

interface BulkStep {
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
/** The console offers one *Undo* for all of them. */
const undoable = true

const bulkActions: Record<BulkVerb, BulkStep> = {
  approve: {
    step: 'approve',
    run: (member, me) => approve(member, me, { bulk, undoable }),
    stands: is('approved', 'invited', 'associated', 'invitation_failed'),
  },
  reject: {
    step: 'reject',
    run: (member, me, rejection) =>
      reject(member, me, rejection ?? refuse('bad_input', { field: 'rejection' }), {
        bulk,
        undoable,
      }),
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

async function decideOne(
  { run, stands }: BulkStep,
  member: StaffMember,
  me: Operator,
  rejection: Rejection | undefined,
): Promise<BulkOutcome> {
  const { _id: id } = member
  try {
    if (stands(member)) return { id, outcome: 'already_done', status: member.status }
    const { status, timeline, undo } = await run(member, me, rejection)
    const decidedAt = undo && timeline.at(-1)?.at.toISOString()
    return { id, outcome: 'done', status, ...(decidedAt && { decidedAt }) }
  } catch (error) {
    if (!isRefusal(error, 'already_decided') && !isRefusal(error, 'wrong_state')) throw error
    const status = error.detail.about?.['status'] as StaffStatus
    // another caller did the same at the same moment
    const outcome = stands({ ...member, status }) ? 'already_done' : 'wrong_state'
    return { id, outcome, status }
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
  return eachOfMany('decisions about many', me.scope, ids, (member) =>
    partOnce(member._id, () => decideOne(bulkActions[verb], member, me, rejection)),
  )
}

/**
 * People found by a filter for whom the decision is possible now. A decision over a whole filter is about the people
 * who were counted, not about people added since; those longest in their state first, 10,000 at most.
 */
export async function selectStaff(
  scope: Scope,
  filter: StaffFilter,
  verb: BulkVerb,
): Promise<{ ids: string[]; complete: boolean }> {
  const possible = statesBefore(staffMachine, bulkActions[verb].step)
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
