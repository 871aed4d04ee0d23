/** Takes decisions about many people back: each by itself, as the same about one (decision 052). */
import { isRefusal } from '../../errors.ts'
import type { Operator } from '../../http/callers.ts'
import { staffStatus } from '../contract/association.ts'
import type { UndoOutcome } from '../contract/many.ts'
import type { StaffMember } from '../model.ts'
import { eachOfMany } from './each-of-many.ts'
import { undoDecision } from './undo.ts'

const refusals = {
  undo_over: 'too_late',
  wrong_state: 'wrong_state',
  not_allowed: 'wrong_state',
} as const

async function undoOne(member: StaffMember, decidedAt: string, me: Operator): Promise<UndoOutcome> {
  const { _id: id } = member
  try {
    const { status } = await undoDecision(member, decidedAt, me)
    return { id, outcome: 'undone', status }
  } catch (error) {
    if (!isRefusal(error) || !(error.code in refusals)) throw error
    const now = staffStatus.safeParse(error.detail.about?.['status']).data
    const outcome = refusals[error.code as keyof typeof refusals]
    return { id, outcome, status: now ?? member.status }
  }
}

/** @returns what came of each; asking again answers the same */
export function undoDecisions(
  me: Operator,
  decisions: { id: string; decidedAt: string }[],
): Promise<UndoOutcome[]> {
  const decided = new Map(decisions.map(({ id, decidedAt }) => [id, decidedAt]))
  return eachOfMany('undoing many', me.scope, [...decided.keys()], (member) =>
    undoOne(member, decided.get(member._id) ?? '', me),
  )
}
