/** What a reviewer may do to a submission. */
import type { Operator } from '../http/callers.ts'
import type { ItemStatus } from '../promotions/contract.ts'
import { mayHappen } from '../promotions/rules/states.ts'
import { holds } from '../http/callers.ts'
import type { Review } from './contract.ts'

interface Reviewed {
  status: ItemStatus
  revision: number
  decisions: readonly { revision: number; by: string; undoUntil?: Date }[]
}

/** Whether this person can still take back the decision that stands. */
export function mayUndo(me: Operator, { status, revision, decisions }: Reviewed, now: Date) {
  const last = decisions.at(-1)
  const isTheirs = last?.by === me.id && last.revision === revision && status !== 'in_review'
  return holds(me, 'reviews.decide') && isTheirs && (last.undoUntil ?? now) > now
}

/** @param barred from deciding this appeal, because it is against their own decision */
export function abilitiesFor(
  me: Operator,
  submission: Reviewed,
  { barred, now }: { barred: boolean; now: Date },
): Review['abilities'] {
  const mayDecide = holds(me, 'reviews.decide') && mayHappen('decide', submission.status) && !barred
  return [
    ...(mayDecide ? (['decide'] as const) : []),
    ...(mayUndo(me, submission, now) ? (['undo'] as const) : []),
  ]
}
