/** The decision that ends a review. */
import { clock } from '../../clock.ts'
import { transaction } from '../../database/transaction.ts'
import { refuse } from '../../errors.ts'
import { actorOf, type Operator } from '../../http/callers.ts'
import { allow } from '../../http/policy.ts'
import { undoEnds } from '../../outbox/undo.ts'
import { moveCodes } from '../../marketing-codes/actions/codes.ts'
import { Submissions, type StoredSubmission, type StoredVerdict } from '../../promotions/model.ts'
import { statusOfItems, verdictFields, withVerdicts } from '../../promotions/rules/items.ts'
import { tallyOf } from '../../promotions/rules/states.ts'
import type { Decision } from '../contract.ts'
import { reviewPolicy } from '../policy.ts'
import { tryMove } from '../../states/move.ts'
import { reviewMachine, wrongDecisions } from '../rules.ts'
import { findSubmission, listRejectReasons } from './find.ts'
import { mustBeAnother } from './reviewers.ts'

/** @throws Refusal `revision_superseded`, `already_decided` with the person and the time */
function mustBeOpen(submission: StoredSubmission, revision: number): void {
  if (submission.revision !== revision) {
    refuse('revision_superseded', { about: { revision: submission.revision } })
  }
  if (submission.status !== 'in_review') {
    const last = submission.decisions.at(-1)
    refuse('already_decided', {
      about: {
        status: submission.status,
        by: last?.name ?? null,
        at: last?.at.toISOString() ?? null,
      },
    })
  }
}

function decided(
  before: StoredSubmission,
  decisions: readonly Decision[],
  me: Operator,
  sameReviewer: boolean,
): StoredSubmission {
  const now = clock.now()
  const byItem = new Map(decisions.map((decision) => [decision.item, decision]))
  const verdictOn = (item: string, verdict: StoredVerdict): StoredVerdict => {
    const decision = byItem.get(item)
    if (!decision) return verdict
    const { status, reasons, note } = decision
    return { status, reasons, note, decidedAt: now }
  }
  const { store, spots } = withVerdicts<StoredVerdict, StoredSubmission>(before, verdictOn)
  const { revision } = before
  return {
    ...before,
    store,
    spots,
    status: statusOfItems({ store, spots }),
    tally: tallyOf(store, spots),
    decidedAt: now,
    timeline: [...before.timeline, { at: now, what: 'decided', revision }],
    decisions: [
      ...before.decisions,
      {
        revision,
        by: me.id,
        name: me.name,
        at: now,
        undoUntil: undoEnds(now),
        items: [...byItem.keys()],
        ...(sameReviewer ? { sameReviewer } : {}),
      },
    ],
  }
}

/**
 * Decides every item that is in review (requirements B6); the Marketing Codes of approved spots become
 * active in the same transaction, so that no reader sees one without the other. Of two reviewers one wins.
 * What follows (the message to the staff member, the store) begins when the decision can be undone no more.
 * @throws Refusal `not_found`, `revision_superseded`, `already_decided`, `bad_input`, `appeal_needs_another`
 */
export async function decide(
  id: string,
  revision: number,
  decisions: readonly Decision[],
  me: Operator,
): Promise<StoredSubmission> {
  const before = await findSubmission(me.scope, id)
  allow(me, reviewPolicy, 'decide', before)
  mustBeOpen(before, revision)
  const wrong = wrongDecisions(before, decisions, await listRejectReasons())
  if (wrong.length) refuse('bad_input', { fields: wrong.slice(0, 50) })

  const sameReviewer = await mustBeAnother(me, before)

  const after = decided(before, decisions, me, sameReviewer)
  const approvedNow = new Set(
    decisions.filter(({ status }) => status === 'approved').map(({ item }) => item),
  )
  const codes = after.spots.filter((spot) => approvedNow.has(spot.id)).flatMap((spot) => spot.codes)
  await transaction(async () => {
    const moved = await tryMove(Submissions, reviewMachine, before, 'decide', {
      tenant: before.iso,
      by: actorOf(me),
      staff: before.staff,
      where: { iso: before.iso, revision },
      to: after.status,
      set: { decidedAt: after.decidedAt, tally: after.tally },
      setInside: verdictFields(after),
      push: { timeline: after.timeline.at(-1), decisions: after.decisions.at(-1) },
      dueAt: after.decisions.at(-1)?.undoUntil,
      data: ({ status }) => ({
        revision,
        status,
        approved: approvedNow.size,
        rejected: decisions.length - approvedNow.size,
        ...(sameReviewer ? { sameReviewer } : {}),
      }),
    })
    if (!moved) {
      mustBeOpen(await findSubmission(me.scope, id), revision)
      refuse('already_decided')
    }
    await moveCodes('activate', codes, before)
  })
  return after
}
