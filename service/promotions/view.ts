/** Submissions as callers see them. */
import type { AnswerOf } from '../http/contract.ts'
import { viewRows } from '../http/damaged.ts'
import { linksTo, viewPhoto } from '../photos/view.ts'
import type { KnownPhoto } from '../photos/model.ts'
import type { findIsoSubmission } from './contract/iso.ts'
import type { IsoSubmissionRow } from './contract/iso-lists.ts'
import type { Submission, SubmissionAbility, SubmissionRow } from './contract/submission.ts'
import type { StoredSpot, StoredSubmission, StoredVerdict } from './model.ts'

function viewVerdict({ status, reasons, note, decidedAt }: StoredVerdict) {
  return { status, reasons, note, decidedAt: decidedAt?.toISOString() ?? null }
}

function viewItem<I extends { photos: KnownPhoto[]; verdict: StoredVerdict }>(item: I) {
  return { ...item, photos: item.photos.map(viewPhoto), verdict: viewVerdict(item.verdict) }
}

function viewSpot({ posm, ...spot }: StoredSpot): Submission['spots'][number] {
  return {
    ...viewItem(spot),
    ...(posm && {
      posm: posm.map(({ type, count, verdict }) => ({
        type,
        count,
        ...(verdict && { verdict: viewVerdict(verdict) }),
      })),
    }),
  }
}

/** @param abilities of the caller; a superseded revision has none */
export function viewSubmission(
  submission: StoredSubmission,
  abilities: SubmissionAbility[],
): Submission {
  const { _id, product, revision, status, cause, explanation, supplement } = submission
  return {
    id: _id,
    product,
    revision,
    status,
    cause,
    explanation,
    submittedAt: submission.submittedAt.toISOString(),
    decidedAt: submission.decidedAt?.toISOString() ?? null,
    store: viewItem(submission.store),
    spots: submission.spots.map(viewSpot),
    supplement,
    consent: submission.consent ?? (supplement.storeAgreed ? 'given' : 'older_app'),
    timeline: viewRows(
      'submissions.timeline',
      submission.timeline,
      ({ at, what, revision: number }) => ({
        at: at.toISOString(),
        what,
        revision: number,
      }),
    ),
    abilities,
  }
}

/** @param stuck codes that the caller may free, by spot */
export function viewIsoSubmission(
  submission: StoredSubmission,
  staff: { id: string; name: string },
  stuck: { spot: string; codes: string[] }[],
): AnswerOf<typeof findIsoSubmission> {
  return {
    submission: viewSubmission(submission, []),
    staff,
    stuck,
    freed: (submission.freed ?? []).map(({ spot, codes, name, reason, at }) => ({
      spot,
      codes,
      by: name,
      reason,
      at: at.toISOString(),
    })),
  }
}

/** Link to the picture that stands for a submission in lists. */
export function thumbnailOf(submission: Pick<StoredSubmission, 'store'>): string {
  const [first] = submission.store.photos
  return first ? linksTo(first.id).thumbnailUrl : ''
}

/** A submission as a list reads it. */
interface ListedSubmission extends StoredSubmission {
  /** Spots, and POSM at spots. */
  rejectedSpots?: {
    number: number
    kind: string
    posm?: string
    photo?: string
    verdict: StoredVerdict
  }[]
}

/** As many as a row has room for. */
const mostRejected = 3

function viewRejected({ store, rejectedSpots = [] }: ListedSubmission): SubmissionRow['rejected'] {
  const ofStore = {
    spot: null,
    posm: undefined,
    photo: store.photos[0]?.id,
    verdict: store.verdict,
  }
  return [
    ...(store.verdict?.status === 'rejected' ? [ofStore] : []),
    ...rejectedSpots.map(({ number, kind, posm, photo, verdict }) => ({
      ...{ spot: { number, kind }, posm, photo, verdict },
    })),
  ]
    .slice(0, mostRejected)
    .map(({ spot, posm, photo, verdict }) => ({
      spot,
      ...(posm && { posm }),
      reasons: verdict.reasons.map(({ code }) => code),
      thumbnailUrl: photo ? linksTo(photo).thumbnailUrl : '',
    }))
}

/** @param names of staff, by their ids */
export function viewIsoRow(
  submission: StoredSubmission,
  names: ReadonlyMap<string, string>,
): IsoSubmissionRow {
  const { _id, staff, product, store, status, revision, submittedAt, region, tally } = submission
  const { in_review, approved, rejected } = tally
  return {
    id: _id,
    storeName: store.name,
    staff: { id: staff, name: names.get(staff) ?? '' },
    product,
    status,
    revision,
    spots: { in_review, approved, rejected },
    submittedAt: submittedAt.toISOString(),
    region: region ?? null,
  }
}

export function viewSubmissionRow(submission: ListedSubmission): SubmissionRow {
  const { _id, product, store, status, revision, submittedAt, tally } = submission
  const { in_review, approved, rejected } = tally
  return {
    id: _id,
    product,
    storeName: store.name,
    status,
    revision,
    submittedAt: submittedAt.toISOString(),
    thumbnailUrl: thumbnailOf(submission),
    spots: { in_review, approved, rejected },
    rejected: viewRejected(submission),
  }
}
