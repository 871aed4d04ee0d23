/** Submissions and their superseded revisions. */
import mongoose from 'mongoose'
import type { KnownPhoto } from '../photos/model.ts'
import type { PosmCount } from '../products/shared.ts'
import type { ItemStatus, SubmissionContent } from './contract/content.ts'
import type { Submission } from './contract/submission.ts'
import { isoListIndexes, reviewIndexes } from './rules/list-indexes.ts'
import type { Tally } from './rules/states.ts'

const { Mixed } = mongoose.Schema.Types

export interface StoredVerdict {
  status: ItemStatus
  reasons: { code: string; field: string | null }[]
  note: string
  decidedAt: Date | null
}

type StoreContent = SubmissionContent['store']
type SpotContent = SubmissionContent['spots'][number]

export type StoredStore = Omit<StoreContent, 'photos'> & {
  photos: KnownPhoto[]
  verdict: StoredVerdict
}
/** POSMs of one type at a spot; Primary POSM has a verdict of its own. */
export interface StoredPosm extends PosmCount {
  verdict?: StoredVerdict
}

export type StoredSpot = Omit<SpotContent, 'photos' | 'posm'> & {
  photos: KnownPhoto[]
  /** None in visits of a release before, whose POSM was decided with the spot. */
  posm?: StoredPosm[]
  verdict: StoredVerdict
}

export interface TimelineEntry {
  at: Date
  what: Submission['timeline'][number]['what']
  revision: number
  /** Of what was sent: the same sent again is recognised by it. Decisions have none. */
  hash?: string
}

/** One visit sent in, as it is now. */
export interface StoredSubmission {
  /** Made by the phone. */
  _id: string
  iso: string
  staff: string
  product: string
  revision: number
  /** Derived from the items. */
  status: ItemStatus
  cause: Submission['cause']
  explanation: string
  /** When the first revision came. */
  createdAt: Date
  /** When the present revision came. */
  submittedAt: Date
  /** When the present revision was decided. */
  decidedAt: Date | null
  store: StoredStore
  /** Of the store: null where it is not known; an earlier release wrote none. */
  region?: string | null
  /** Beginnings of the name of the store to search by, folded; the release before writes none. */
  searchKeys?: string[]
  /** At most 200. */
  spots: StoredSpot[]
  supplement: Submission['supplement']
  /** Of the present revision; left out where the store agreed and the visit was sent in once. */
  consent?: Submission['consent']
  /** Codes of rejected spots that the ISO has freed after the person was gone; of the present revision. */
  freed?: { spot: string; codes: string[]; by: string; name: string; reason: string; at: Date }[]
  /** Counts for lists, so that they need not read the items. */
  tally: Tally
  /** Photos that were used before elsewhere, counted a moment after sending; none in visits of an earlier release. */
  reused?: number
  /** When its pictures were removed: it was rejected long ago. */
  photosGoneAt?: Date
  /** When the contact of the store and other words were removed: it was decided long ago, or its person is erased. */
  wordsGoneAt?: Date
  /** Two entries a revision at most. */
  timeline: TimelineEntry[]
  /** The decisions on each revision, oldest first. An earlier release wrote only the first four fields. */
  decisions: {
    revision: number
    /** Id of a membership. */
    by: string
    name: string
    at: Date
    /** Until then it can be taken back, and nothing follows from it. */
    undoUntil?: Date
    /** What was decided: `store`, ids of spots, and those of POSM at a spot (`rules/items.ts`). */
    items?: string[]
    /** An appeal against a decision of the same person: there was no other reviewer to decide it. */
    sameReviewer?: true
  }[]
}

const submission = new mongoose.Schema<StoredSubmission>(
  {
    _id: String,
    iso: { type: String, required: true },
    staff: { type: String, required: true },
    product: { type: String, required: true },
    revision: { type: Number, required: true },
    status: { type: String, required: true },
    cause: { type: String, required: true },
    explanation: String,
    createdAt: { type: Date, required: true },
    submittedAt: { type: Date, required: true },
    decidedAt: Date,
    // checked by the contract before they get here
    store: { type: Mixed, required: true },
    region: String,
    // without a default: an empty list would hide what the release before has written
    searchKeys: { type: [String], default: undefined },
    spots: { type: [Mixed], required: true },
    supplement: { type: Mixed, required: true },
    consent: String,
    freed: { type: [Mixed], default: undefined },
    tally: { type: Mixed, required: true },
    reused: Number,
    photosGoneAt: Date,
    wordsGoneAt: Date,
    timeline: { type: [Mixed], required: true },
    decisions: { type: [Mixed], required: true },
  } as never,
  { versionKey: false, minimize: false },
)
// my submissions, newest first
submission.index({ iso: 1, staff: 1, submittedAt: -1, _id: -1 })
for (const index of Object.values(isoListIndexes)) submission.index(index)
// the review queue, oldest first; what was decided, newest first
submission.index({ status: 1, submittedAt: 1, _id: 1 })
submission.index(
  { decidedAt: -1, _id: -1 },
  { partialFilterExpression: { decidedAt: { $type: 'date' } } },
)
// the same for a reviewer of some ISOs or regions
submission.index(reviewIndexes.waitingInRegion, {
  partialFilterExpression: { status: 'in_review' },
})
for (const index of [reviewIndexes.decidedInRegion, reviewIndexes.decidedOfIso]) {
  submission.index(index, { partialFilterExpression: { decidedAt: { $type: 'date' } } })
}
// rejected ones whose pictures are still there, the oldest first
submission.index(
  { photosGoneAt: 1, decidedAt: 1 },
  { partialFilterExpression: { status: 'rejected' } },
)
// decided ones whose words are still there, the oldest first
submission.index(
  { wordsGoneAt: 1, decidedAt: 1 },
  { partialFilterExpression: { decidedAt: { $type: 'date' } } },
)
// how much a reviewer decided today
submission.index({ 'decisions.by': 1, 'decisions.at': -1 }, { sparse: true })
// codes freed by an erased operator: few have any
submission.index({ 'freed.by': 1 }, { sparse: true })

/** Shard key: iso, _id. */
export const Submissions = mongoose.model<StoredSubmission>('Submission', submission, 'submissions')

/** A superseded revision; never changed. */
export interface StoredRevision {
  /** Submission and revision: a revision can be superseded once. */
  _id: string
  iso: string
  submission: string
  revision: number
  supersededAt: Date
  /** The whole submission as it was. */
  was: StoredSubmission
}

/** Shard key: iso, submission. */
export const Revisions = mongoose.model<StoredRevision>(
  'Revision',
  new mongoose.Schema<StoredRevision>(
    {
      _id: String,
      iso: { type: String, required: true },
      submission: { type: String, required: true },
      revision: { type: Number, required: true },
      supersededAt: { type: Date, required: true },
      was: { type: Mixed, required: true },
    } as never,
    { versionKey: false, minimize: false },
  )
    .index({ iso: 1, submission: 1, revision: -1 })
    .index({ 'was.freed.by': 1 }, { sparse: true }),
  'revisions',
)
