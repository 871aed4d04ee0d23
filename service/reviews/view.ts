/** Reviews as reviewers see them. */
import { viewRows } from '../http/damaged.ts'
import type { Operator } from '../http/callers.ts'
import type { StoredSubmission } from '../promotions/model.ts'
import { thumbnailOf, viewSubmission } from '../promotions/view.ts'
import type { RejectReason, Review, ReviewRow } from './contract.ts'
import type { StoredRejectReason } from './model.ts'
import { abilitiesFor } from './policy.ts'
import { distancesOf } from './rules.ts'

export function viewRejectReason(reason: StoredRejectReason): RejectReason {
  const { _id, names, remedies, appliesTo, field } = reason
  return { id: _id, names, remedies, appliesTo, field }
}

/** @param isoNames names of workspaces by id */
export function viewReviewRow(
  submission: StoredSubmission,
  isoNames: ReadonlyMap<string, string>,
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
  }
}

interface Around {
  iso: Review['iso']
  staff: Review['staff']
  /** Newest first. */
  earlier: StoredSubmission[]
  usedBefore: Review['usedBefore']
}

export function viewReview(
  submission: StoredSubmission,
  { iso, staff, earlier, usedBefore }: Around,
  me: Operator,
): Review {
  return {
    submission: viewSubmission(submission, []),
    iso,
    staff,
    earlier: viewRows('revisions', earlier, (revision) => viewSubmission(revision, [])),
    distances: distancesOf(submission),
    usedBefore,
    abilities: abilitiesFor(me, submission),
  }
}
