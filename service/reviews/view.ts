/** Reviews as reviewers see them. */
import { clock } from '../clock.ts'
import { viewRows } from '../http/damaged.ts'
import type { Operator } from '../http/callers.ts'
import type { StoredSubmission } from '../promotions/model.ts'
import { thumbnailOf, viewSubmission } from '../promotions/view.ts'
import type { Review, ReviewRow } from './contract.ts'
import { abilitiesFor, mayUndo } from './policy.ts'
import { decisionBefore, distancesOf } from './rules.ts'

/**
 * @param isoNames names of workspaces by id
 * @param forAnother an appeal against a decision of the caller
 */
export function viewReviewRow(
  submission: StoredSubmission,
  isoNames: ReadonlyMap<string, string>,
  forAnother: boolean,
): ReviewRow {
  const { _id, iso, product, store, status, revision, cause, tally } = submission
  return {
    id: _id,
    isoName: isoNames.get(iso) ?? '',
    product,
    storeName: store.name,
    status,
    revision,
    cause,
    spots: tally.in_review + tally.approved + tally.rejected,
    photos: tally.photos,
    reused: submission.reused ?? 0,
    submittedAt: submission.submittedAt.toISOString(),
    decidedAt: submission.decidedAt?.toISOString() ?? null,
    thumbnailUrl: thumbnailOf(submission),
    forAnother,
  }
}

interface Around {
  iso: Review['iso']
  staff: Review['staff']
  /** Newest first. */
  earlier: StoredSubmission[]
  usedBefore: Review['usedBefore']
  /** How the caller stands to an appeal that waits. */
  standing: 'other' | 'same' | 'barred' | undefined
}

function viewDecision(submission: StoredSubmission, me: Operator, now: Date): Review['decision'] {
  const last = submission.decisions.at(-1)
  if (!last || submission.status === 'in_review' || last.revision !== submission.revision) {
    return null
  }
  return {
    at: last.at.toISOString(),
    by: last.name,
    sameReviewer: last.sameReviewer ?? false,
    undoUntil: mayUndo(me, submission, now) ? (last.undoUntil?.toISOString() ?? null) : null,
  }
}

export function viewReview(
  submission: StoredSubmission,
  { iso, staff, earlier, usedBefore, standing }: Around,
  me: Operator,
): Review {
  const now = clock.now()
  const before = decisionBefore(submission)
  return {
    submission: viewSubmission(submission, []),
    iso,
    staff,
    earlier: viewRows('revisions', earlier, (revision) => viewSubmission(revision, [])),
    distances: distancesOf(submission),
    usedBefore,
    decision: viewDecision(submission, me, now),
    appealed: before && standing ? { by: before.name, caller: standing } : null,
    abilities: abilitiesFor(me, submission, { barred: standing === 'barred', now }),
  }
}
