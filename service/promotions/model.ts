/** Submissions and their superseded revisions, Marketing Codes, and stores with what stands there. */
import mongoose from 'mongoose'
import type { Place } from '../http/contract.ts'
import type { KnownPhoto } from '../photos/model.ts'
import type { ItemStatus, SubmissionContent } from './contract/content.ts'
import type { Submission } from './contract/submission.ts'
import type { CodeStatus } from './rules/codes.ts'
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
export type StoredSpot = Omit<SpotContent, 'photos'> & {
  photos: KnownPhoto[]
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
  /** Of the store: null where it is not known; the release before writes none. */
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
  /** Photos that were used before elsewhere, counted a moment after sending; none in visits of a release before. */
  reused?: number
  /** When its pictures were removed: it was rejected long ago. */
  photosGoneAt?: Date
  /** When the contact of the store and other words were removed: it was decided long ago, or its person is erased. */
  wordsGoneAt?: Date
  /** Two entries a revision at most. */
  timeline: TimelineEntry[]
  /** The decisions on each revision, oldest first. The release before writes only the first four fields. */
  decisions: {
    revision: number
    /** Id of a membership. */
    by: string
    name: string
    at: Date
    /** Until then it can be taken back, and nothing follows from it. */
    undoUntil?: Date
    /** What was decided: `store` and ids of spots. */
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

export interface StoredCode {
  /** The code as printed. */
  _id: string
  /** The ISO it was issued to. */
  iso: string
  status: CodeStatus
  /** Where it stands; null while it stands nowhere. */
  submission: string | null
  at: Date
  /** The last 20 states. */
  history: { status: CodeStatus; submission: string | null; at: Date }[]
}

/** Compares codes without their hyphens. */
export const withoutSigns = { locale: 'en', strength: 2, alternate: 'shifted' } as const

/** Shard key: _id. */
export const MarketingCodes = mongoose.model<StoredCode>(
  'MarketingCode',
  new mongoose.Schema<StoredCode>(
    {
      _id: String,
      iso: { type: String, required: true },
      status: { type: String, required: true },
      submission: String,
      at: { type: Date, required: true },
      history: { type: [Mixed], required: true },
    } as never,
    { versionKey: false },
  ).index({ iso: 1, _id: 1 }, { collation: withoutSigns, name: 'codes_without_signs' }),
  'marketingCodes',
)

/** What one submission put up in a store. */
export interface Standing {
  submission: string
  product: string
  /** Approved ones. */
  spots: number
  codes: number
  approvedAt: Date
}

export interface Store {
  _id: string
  iso: string
  /** Name and address, folded: the same place promoted again is the same store. */
  key: string
  /** Beginnings of the name to search by, folded; the release before writes none. */
  searchKeys?: string[]
  name: string
  category: string
  address: string
  place: Place | null
  /** Null where it is not known; the release before writes none. */
  region?: string | null
  /** Of the storefront. */
  photo: string
  /** The last 50. */
  standing: Standing[]
  updatedAt: Date
}

/** A store without keys is in it too, with none. */
export const storesBySearchKey = { iso: 1, searchKeys: 1 } as const

/** Shard key: iso, so that one index holds a store once for its ISO. */
export const Stores = mongoose.model<Store>(
  'Store',
  new mongoose.Schema<Store>(
    {
      _id: String,
      iso: { type: String, required: true },
      key: { type: String, required: true },
      // without a default: an empty list would hide what the release before has written
      searchKeys: { type: [String], default: undefined },
      name: { type: String, required: true },
      category: { type: String, required: true },
      address: { type: String, required: true },
      place: Mixed,
      region: String,
      photo: { type: String, required: true },
      standing: { type: [Mixed], required: true },
      updatedAt: { type: Date, required: true },
    } as never,
    { versionKey: false, minimize: false },
  )
    .index({ iso: 1, key: 1 }, { unique: true })
    .index(storesBySearchKey)
    // those that an operator of some regions is offered
    .index({ iso: 1, region: 1, key: 1 })
    .index({ iso: 1, 'standing.submission': 1 }),
  'stores',
)
