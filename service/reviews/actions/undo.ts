/** Takes a decision back while nothing has followed from it yet. */
import { clock } from '../../clock.ts'
import { asAcknowledged } from '../../database/connection.ts'
import { transaction } from '../../database/transaction.ts'
import { isRefusal, refuse } from '../../errors.ts'
import { actorOf, type Operator } from '../../http/callers.ts'
import { allow } from '../../http/policy.ts'
import { Events } from '../../outbox/model.ts'
import { stopEvent } from '../../outbox/undo.ts'
import { moveCodes } from '../../marketing-codes/actions/codes.ts'
import { Submissions, type StoredSubmission, type StoredVerdict } from '../../promotions/model.ts'
import { verdictFields, withVerdicts } from '../../promotions/rules/items.ts'
import { inReview, tallyOf } from '../../promotions/rules/states.ts'
import { reviewPolicy } from '../policy.ts'
import { tryMove } from '../../states/move.ts'
import { reviewMachine } from '../rules.ts'
import { findSubmission } from './find.ts'
import { reviewDecided, reviewUndone } from '../events.ts'

interface Undone {
  revision: number
  /** When it was decided, as the answer to the decision said: a later decision is another one. */
  decidedAt: string
}

/** Whether this decision was taken back before: the answer to that may have been lost. */
async function isUndone(id: string, { revision, decidedAt }: Undone, me: Operator) {
  return Events.exists({
    'subject.id': id,
    type: reviewUndone.type,
    'actor.id': me.id,
    'data.revision': revision,
    'data.decidedAt': decidedAt,
  })
}

type Decision = StoredSubmission['decisions'][number]

/** @throws Refusal `not_allowed` for another's decision, `undo_over` */
function mustBeOpen(submission: StoredSubmission, { undoUntil }: Decision, me: Operator): void {
  allow(me, reviewPolicy, 'undo', submission)
  if (!undoUntil || undoUntil <= clock.now()) refuse('undo_over')
}

function undone(before: StoredSubmission, items: readonly string[]): StoredSubmission {
  const verdictOn = (item: string, verdict: StoredVerdict) =>
    items.includes(item) ? inReview() : verdict
  const { store, spots } = withVerdicts<StoredVerdict, StoredSubmission>(before, verdictOn)
  return {
    ...before,
    store,
    spots,
    status: 'in_review',
    decidedAt: null,
    tally: tallyOf(store, spots),
    timeline: before.timeline.slice(0, -1),
    decisions: before.decisions.slice(0, -1),
  }
}

const notFreedSince = (at: Date) => ({ $not: { $elemMatch: { at: { $gte: at } } } })

async function takeBack(
  before: StoredSubmission,
  decision: Decision,
  me: Operator,
): Promise<StoredSubmission> {
  const { _id, iso, staff, revision, status, decidedAt } = before
  const items = decision.items ?? []
  const after = undone(before, items)
  const codes = before.spots
    .filter((spot) => items.includes(spot.id) && spot.verdict.status === 'approved')
    .flatMap((spot) => spot.codes)
  await transaction(async () => {
    await stopEvent({ subject: _id, type: reviewDecided.type, dueAt: decision.undoUntil })
    const moved = await tryMove(Submissions, reviewMachine, before, 'undo', {
      tenant: iso,
      by: actorOf(me),
      staff,
      // the ISO may have freed codes of a rejected spot: then something has followed
      where: { iso, revision, decidedAt, freed: notFreedSince(decision.at) },
      set: { decidedAt: null, tally: after.tally },
      setInside: verdictFields(after),
      pop: ['timeline', 'decisions'],
      data: () => ({ revision, status, decidedAt: decision.at.toISOString() }),
    })
    if (!moved) refuse('undo_over')
    await moveCodes('reopen', codes, before)
  })
  return after
}

/**
 * Puts a submission back into review as it was before the decision; events tell of both. Sent again it answers the same.
 * @throws Refusal `not_found`, `not_allowed`, `revision_superseded`, `wrong_state`, `undo_over`
 */
export async function undo(id: string, which: Undone, me: Operator): Promise<StoredSubmission> {
  const before = await findSubmission(me.scope, id)
  const { revision, status } = before
  const decision = before.decisions.at(-1)
  if (status === 'in_review' || decision?.at.toISOString() !== which.decidedAt) {
    if (await isUndone(id, which, me)) return before
    if (revision !== which.revision) refuse('revision_superseded', { about: { revision } })
    refuse('wrong_state', { about: { status } })
  }
  if (revision !== which.revision || decision.revision !== revision) {
    refuse('revision_superseded', { about: { revision } })
  }
  mustBeOpen(before, decision, me)
  try {
    return await takeBack(before, decision, me)
  } catch (error) {
    if (!isRefusal(error, 'undo_over')) throw error
    // the same request, sent twice at once: the one that was faster may not be with the majority yet
    const now = await findSubmission(me.scope, id, asAcknowledged)
    if (await isUndone(id, which, me)) return now
    throw error
  }
}
