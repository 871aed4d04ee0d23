/** What a reviewer may do to a submission. */
import type { Caller } from '../http/callers.ts'
import { abilities, callersOf, may, type Policy } from '../http/policy.ts'
import type { ItemStatus } from '../promotions/contract/content.ts'
import { submissionMachine } from '../promotions/rules/states.ts'
import { mayHappen } from '../states/machine.ts'
import { decide, undoDecision, type Review } from './contract.ts'

interface Reviewed {
  iso: string
  decisions: readonly { revision: number; by: string; undoUntil?: Date }[]
}

export const reviewPolicy = {
  decide: callersOf(decide),
  // a decision is taken back by the person who made it
  undo: (me, submission) =>
    callersOf(undoDecision)(me, submission) && submission.decisions.at(-1)?.by === me.id,
} satisfies Policy<string, Reviewed>

interface InState extends Reviewed {
  status: ItemStatus
  revision: number
}

/** Whether a decision stands that can still be taken back. */
function isUndoable({ status, revision, decisions }: InState, now: Date): boolean {
  const last = decisions.at(-1)
  const stands = last?.revision === revision && status !== 'in_review'
  return stands && (last.undoUntil ?? now) > now
}

/** Whether this person can still take back the decision that stands. */
export function mayUndo(me: Caller, submission: InState, now: Date): boolean {
  return isUndoable(submission, now) && may(me, reviewPolicy, 'undo', submission)
}

/** @param barred from deciding this appeal, because it is against their own decision */
export function abilitiesFor(
  me: Caller,
  submission: InState,
  { barred, now }: { barred: boolean; now: Date },
): Review['abilities'] {
  return abilities(me, reviewPolicy, submission, {
    verbs: ['decide', 'undo'],
    when: (verb) =>
      verb === 'undo'
        ? isUndoable(submission, now)
        : mayHappen(submissionMachine, 'decide', submission.status) && !barred,
  })
}
