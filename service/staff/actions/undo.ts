/** Takes a decision on a request back, while nothing has followed from it yet (decision 052). */
import { clock } from '../../clock.ts'
import { asAcknowledged } from '../../database/connection.ts'
import { transaction } from '../../database/transaction.ts'
import { isRefusal, refuse } from '../../errors.ts'
import { actorOf, type Operator } from '../../http/callers.ts'
import { allow } from '../../http/policy.ts'
import { besides } from '../../http/scope.ts'
import { Events } from '../../outbox/model.ts'
import { stopEvent } from '../../outbox/undo.ts'
import { tryMove } from '../../states/move.ts'
import { StaffMembers, type StaffMember, type TimelineEntry } from '../model.ts'
import { decisionUndone } from '../events.ts'
import { staffPolicy } from '../policy.ts'
import { staffMachine } from '../rules/association.ts'

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
  member: StaffMember,
  { decision, undo }: Decided,
  me: Operator,
): Promise<StaffMember> {
  const { _id, iso, status } = member
  return transaction(async () => {
    await stopEvent({ subject: _id, type: `staff.${status}`, dueAt: undo.until })
    const waiting = await tryMove(StaffMembers, staffMachine, member, 'undo', {
      tenant: iso,
      by: actorOf(me),
      staff: _id,
      where: { iso, since: decision.at, 'undo.until': undo.until },
      set: { since: undo.since },
      unset: ['undo', 'rejection'],
      pop: ['timeline'],
      data: (after) => ({
        status: after.status,
        from: status,
        decidedAt: decision.at.toISOString(),
      }),
    })
    return waiting ?? refuse('undo_over')
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
