/** Reviews: the queue of what staff sent in, one submission opened, and the decision per store, spot and POSM. */
import * as z from 'zod/mini'
import {
  endpoint,
  id,
  named,
  pageOf,
  pageQuery,
  rowsAs,
  time,
  exampleIds,
} from '../http/contract.ts'
import { paragraph } from '../text/contract.ts'
import { earlierUses } from '../photos/contract.ts'
import { inEachLanguage, offeredItem } from '../offered-lists/contract.ts'
import { itemStatus, maxPosmTypes, maxSpots } from '../promotions/contract/content.ts'
import { submission, verdictReason } from '../promotions/contract/submission.ts'

export const rejectReason = named(
  'RejectReason',
  offeredItem({
    /** What the staff member can do about it. */
    remedies: inEachLanguage,
    appliesTo: z.array(z.enum(['store', 'spot', 'posm'])),
    /** Field it usually is about. */
    field: z.nullable(z.string()),
  }),
)
export type RejectReason = z.output<typeof rejectReason>

/** Both reviewers and staff read these: ids are in verdicts, words here (requirements B14). */
export const listRejectReasons = endpoint('GET /api/v1/reject-reasons', {
  name: 'listRejectReasons',
  by: 'signed in',
  summary: 'List the reasons for rejecting a store, spot or POSM, in the order they are offered',
  answer: z.object(rowsAs('items', rejectReason)),
  offline: {},
})

export const reviewRow = named(
  'ReviewRow',
  z.object({
    /** Of the submission. */
    id,
    isoName: z.string(),
    product: z.string(),
    storeName: z.string(),
    status: itemStatus,
    revision: z.number(),
    cause: z.enum(['submit', 'modify', 'appeal']),
    spots: z.number(),
    photos: z.number(),
    /** Photos of the visit that were used before elsewhere. */
    reused: z.number(),
    submittedAt: time,
    decidedAt: z.nullable(time),
    thumbnailUrl: z.string(),
    /** An appeal against a decision of the caller, for another reviewer to decide. */
    forAnother: z.boolean(),
  }),
)
export type ReviewRow = z.output<typeof reviewRow>

export const reviewQueue = endpoint('GET /api/v1/reviews', {
  name: 'reviewQueue',
  by: 'platform',
  may: 'reviews.view',
  about: 'submission',
  summary: 'List submissions that wait for review, oldest first; or decided ones, newest first',
  query: z.object({ ...pageQuery, state: z._default(z.enum(['waiting', 'decided']), 'waiting') }),
  answer: pageOf(reviewRow),
  errors: ['bad_cursor'],
})

export const countReviews = endpoint('GET /api/v1/reviews/counts', {
  name: 'countReviews',
  by: 'platform',
  may: 'reviews.view',
  about: 'submission',
  summary:
    'Count the submissions that wait, and those that I decided today (business time zone); 10,000 means "or more"',
  answer: z.object({ waiting: z.number(), decidedToday: z.number() }),
})

export const review = named(
  'Review',
  z.object({
    submission,
    iso: z.object({ id, name: z.string() }),
    staff: z.object({ id, name: z.string() }),
    /** Earlier revisions, newest first. */
    ...rowsAs('earlier', submission),
    /** Metres between the store's place and where each photo was taken, by photo id. */
    distances: z.record(z.string(), z.number()),
    /** Where the same pictures were used before, by photo id. */
    usedBefore: earlierUses,
    /** The last decision on the present revision. */
    decision: z.nullable(
      z.object({
        at: time,
        by: z.string(),
        /** It was an appeal, and only the reviewer of the first decision could decide it. */
        sameReviewer: z.boolean(),
        /** Until then the caller can take it back; null for other people's decisions. */
        undoUntil: z.nullable(time),
      }),
    ),
    /**
     * Of an appeal that waits: the reviewer whose decision it is against, and how the caller stands to it. `barred`:
     * the caller made it, and there is another reviewer to decide.
     */
    appealed: z.nullable(z.object({ by: z.string(), caller: z.enum(['other', 'same', 'barred']) })),
    abilities: z.array(z.enum(['decide', 'undo'])),
  }),
)
export type Review = z.output<typeof review>

export const openReview = endpoint('GET /api/v1/reviews/:submissionId', {
  name: 'openReview',
  by: 'platform',
  may: 'reviews.view',
  about: 'submission',
  summary: 'Get a submission for review',
  params: z.object({ submissionId: id }),
  answer: review,
  errors: ['not_found'],
})

export const decision = named(
  'Decision',
  z.object({
    /** `store`, the id of a spot, or of Primary POSM that and its type: `<spot>:<type>`. */
    item: z.string().check(z.maxLength(80)),
    status: z.enum(['approved', 'rejected']),
    /** At least one when rejected. */
    reasons: z.array(verdictReason).check(z.maxLength(5)),
    note: z._default(paragraph(500, 0), ''),
  }),
)
export type Decision = z.output<typeof decision>

/** The store, and each spot with its POSM. */
export const mostItems = 1 + maxSpots * (1 + maxPosmTypes)

export const decide = endpoint('POST /api/v1/reviews/:submissionId/decision', {
  name: 'decide',
  by: 'platform',
  may: 'reviews.decide',
  summary:
    'Decide all items of the current revision that are in review; it can be undone for 10 seconds, and its effects begin after that',
  params: z.object({ submissionId: id }),
  body: z.object({
    /** The one that was looked at. */
    revision: z.number(),
    decisions: z.array(decision).check(z.minLength(1), z.maxLength(mostItems)),
  }),
  example: {
    body: {
      revision: 1,
      decisions: [
        { item: 'store', status: 'approved', reasons: [], note: '' },
        {
          item: exampleIds.spot,
          status: 'rejected',
          reasons: [{ code: 'photo_blurred', field: 'photos' }],
          note: 'The code cannot be seen.',
        },
      ],
    },
  },
  answer: review,
  errors: ['not_found', 'already_decided', 'revision_superseded', 'appeal_needs_another'],
})

export const undoDecision = endpoint('POST /api/v1/reviews/:submissionId/undo', {
  name: 'undoDecision',
  by: 'platform',
  may: 'reviews.decide',
  summary: 'Undo my decision within 10 seconds; sent again, it gets the same answer',
  params: z.object({ submissionId: id }),
  body: z.object({
    revision: z.number(),
    /** When it was decided, as the answer to the decision said. */
    decidedAt: time,
  }),
  example: { body: { revision: 1, decidedAt: '2026-11-30T08:00:00.000Z' } },
  answer: review,
  errors: ['not_found', 'wrong_state', 'undo_over', 'revision_superseded'],
})
