/** A submission as callers see one: its items, what was decided about them, and its row in a list. */
import * as z from 'zod/mini'
import { id, named, rowsAs, time } from '../../http/contract.ts'
import { photo } from '../../photos/contract.ts'
import { itemStatus, posmCount, storeContent, spotContent, supplementContent } from './content.ts'

export const verdictReason = named(
  'VerdictReason',
  z.object({
    /** Id of a reject reason. */
    code: z.string(),
    /** Field it is about: `photos`, `name`, `address`, `category`, `place`, `codes`, `type`, `count`, or none. */
    field: z.nullable(z.string()),
  }),
)

const verdict = z.object({
  status: itemStatus,
  reasons: z.array(verdictReason),
  /** The reviewer's own words. */
  note: z.string(),
  decidedAt: z.nullable(time),
})

export const submissionAbility = z.enum(['modify', 'appeal'])
export type SubmissionAbility = z.output<typeof submissionAbility>

export const submission = named(
  'Submission',
  z.object({
    id,
    product: z.string(),
    /** 1 for the first sending. */
    revision: z.number(),
    status: itemStatus,
    /** How the present revision came: first sending, with edits, or the same evidence with an explanation. */
    cause: z.enum(['submit', 'modify', 'appeal']),
    /** What the staff member says when appealing. */
    explanation: z.string(),
    submittedAt: time,
    decidedAt: z.nullable(time),
    store: z.extend(storeContent, { photos: z.array(photo), verdict }),
    spots: z.array(
      z.extend(spotContent, {
        photos: z.array(photo),
        verdict,
        /** Primary POSM is decided type by type; codes are decided with their spot. Visits of a release before have none. */
        posm: z.optional(z.array(z.extend(posmCount, { verdict: z.optional(verdict) }))),
      }),
    ),
    supplement: supplementContent,
    /** Whether the store agreed, or an older app had this queued before the service demanded it. */
    consent: z.enum(['given', 'older_app']),
    ...rowsAs(
      'timeline',
      z.object({
        at: time,
        what: z.enum(['submitted', 'modified', 'appealed', 'decided']),
        revision: z.number(),
      }),
    ),
    abilities: z.array(submissionAbility),
  }),
)
export type Submission = z.output<typeof submission>

export const submissionRow = named(
  'SubmissionRow',
  z.object({
    id,
    product: z.string(),
    storeName: z.string(),
    status: itemStatus,
    revision: z.number(),
    submittedAt: time,
    thumbnailUrl: z.string(),
    spots: z.object({ in_review: z.number(), approved: z.number(), rejected: z.number() }),
    /** What was rejected and why, three at most: the store first, then its spots, each with its POSM. */
    rejected: z.array(
      z.object({
        /** Null for the store. */
        spot: z.nullable(z.object({ number: z.number(), kind: z.string() })),
        /** Type of POSM at that spot, when it is what was rejected. */
        posm: z.optional(z.string()),
        reasons: z.array(z.string()),
        thumbnailUrl: z.string(),
      }),
    ),
  }),
)
export type SubmissionRow = z.output<typeof submissionRow>

export const submissionParams = z.object({ submissionId: id })
