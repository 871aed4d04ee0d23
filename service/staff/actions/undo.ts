/** Takes a decision on a request back, while nothing has followed from it yet (decision 052). */
import { clock } from '../../clock.ts'
import { asAcknowledged } from '../../database/connection.ts'
import { transaction } from '../../database/transaction.ts'
import { isRefusal, refuse } from '../../errors.ts'
import { actorOf, type Operator } from '../../http/callers.ts'
import { allow } from '../../http/policy.ts'
import { besides } from '../../http/scope.ts'
import { Events } from '../../outbox/model.ts'
import { record } from '../../outbox/record.ts'
import { stopEvent } from '../../outbox/undo.ts'
import { StaffMembers, type StaffMember, type TimelineEntry } from '../model.ts'
import { decisionUndone } from '../events.ts'
import { staffPolicy } from '../policy.ts'

/** Whether this decision was taken back before: the answer to that may have been lost. */
async function isUndone({ _id }: StaffMember, decidedAt: string, me: Operator) {
  return Events.exists({
    'subject.id': _id,
    type: decisionUndone.type,
    'actor.id': me.id,
    'data.decidedAt': decidedAt,
  })
}

interface Decided {
  decision: TimelineEntry
  undo: NonNullable<StaffMember['undo']>
}

async function takeBack(
  { _id, iso, status }: StaffMember,
  { decision, undo }: Decided,
  me: Operator,
): Promise<StaffMember> {
  return transaction(async () => {
    await stopEvent({ subject: _id, type: `staff.${status}`, dueAt: undo.until })
    const waiting = await StaffMembers.findOneAndUpdate(
      { _id, iso, status, since: decision.at, 'undo.until': undo.until },
      {
        $set: { status: 'requested', since: undo.since },
        $unset: { undo: 1, rejection: 1 },
        $pop: { timeline: 1 },
      },
      { returnDocument: 'after' },
    ).lean<StaffMember | null>()
    if (!waiting) refuse('undo_over')
    await record(decisionUndone, {
      tenant: iso,
      id: _id,
      staff: _id,
      regions: waiting.regions,
      by: actorOf(me),
      data: { status: 'requested', from: status, decidedAt: decision.at.toISOString() },
    })
    return waiting
  })
}

/**
 * Lets a request wait again as it did before the decision; events tell of both. Sent again it answers the same.
 * @param decidedAt when it was decided, as the answer to the decision said: a later decision is another one
 * @throws Refusal `not_allowed` for another's decision, `wrong_state`, `undo_over`
 */
export async function undoDecision(
  member: StaffMember,
  decidedAt: string,
  me: Operator,
): Promise<StaffMember> {
  const { _id, status, timeline, undo } = member
  const decision = timeline.at(-1)
  if (decision?.at.toISOString() !== decidedAt || decision.what !== status) {
    if (await isUndone(member, decidedAt, me)) return member
    refuse('wrong_state', { about: { status } })
  }
  allow(me, staffPolicy, 'undo', member)
  if (!undo || undo.until <= clock.now()) refuse('undo_over')
  try {
    return await takeBack(member, { decision, undo }, me)
  } catch (error) {
    if (!isRefusal(error, 'undo_over')) throw error
    // the same request, sent twice at once: the one that was faster may not be with the majority yet
    const now = await StaffMembers.findOne(
      { ...besides(member), _id },
      null,
      asAcknowledged,
    ).lean<StaffMember>()
    if (now && (await isUndone(now, decidedAt, me))) return now
    throw error
  }
}
