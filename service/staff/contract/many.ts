/** What is decided about many people at once, and taken back. */
import * as z from 'zod/mini'
import { endpoint, id, named, time, exampleIds } from '../../http/contract.ts'
import { staffStatus } from './association.ts'
import { staffFilter } from './lists.ts'
import {
  rejection,
  approveRequest,
  rejectRequest,
  resendInvitation,
  cancelInvitation,
} from './one.ts'

/** What can be decided about many at once. */
export const bulkVerbs = ['approve', 'reject', 'resend_invitation', 'withdraw'] as const
const bulkVerb = named('BulkVerb', z.enum(bulkVerbs))
export type BulkVerb = z.output<typeof bulkVerb>

export const selectStaff = endpoint('GET /api/v1/staff/selection', {
  name: 'selectStaff',
  by: 'iso',
  may: { any: ['staff.decide', 'staff.add', 'staff.remove'] },
  summary: 'List the ids of people in a filter for whom a decision is possible, at most 10,000',
  query: z.object({ ...staffFilter, verb: bulkVerb }),
  answer: z.object({
    ids: z.array(id),
    /** False when there are more. */
    complete: z.boolean(),
  }),
})

/** Ids of one bulk call. */
export const longestBulk = 200

const bulkOutcome = named(
  'BulkOutcome',
  z.object({
    id,
    /**
     * - `already_done`: it stands as asked for, by an earlier call or by another person
     * - `failed`: through a fault of ours with this entry; the others were decided
     */
    outcome: z.enum(['done', 'already_done', 'wrong_state', 'not_found', 'failed']),
    /** The state it is in now; null when there is none, or none that is known. */
    status: z.nullable(staffStatus),
    /** When it was decided, where that can be taken back. */
    decidedAt: z.optional(time),
  }),
)
export type BulkOutcome = z.output<typeof bulkOutcome>

export const decideStaff = endpoint('POST /api/v1/staff/decisions', {
  name: 'decideStaff',
  by: 'iso',
  may: { any: ['staff.decide', 'staff.add', 'staff.remove'] },
  inParts: true,
  summary:
    'Decide about many people, with a result for each; approvals and rejections can be undone for 10 seconds, and their effects begin after that',
  body: z.object({
    verb: bulkVerb,
    ids: z.array(id).check(z.minLength(1), z.maxLength(longestBulk)),
    /** Needed to reject; every person reads it. */
    rejection: z.optional(rejection),
  }),
  example: { body: { verb: 'approve', ids: [exampleIds.staff] } },
  answer: z.object({ results: z.array(bulkOutcome) }),
})

const undoOutcome = named(
  'UndoOutcome',
  z.object({
    id,
    /**
     * - `too_late`: the decision stands, and what follows from it is on its way
     * - `wrong_state`: it has come to something else meanwhile, or another person has decided
     * - `failed`: through a fault of ours with this entry; the others were undone
     */
    outcome: z.enum(['undone', 'too_late', 'wrong_state', 'not_found', 'failed']),
    /** The state it is in now; null when there is none, or none that is known. */
    status: z.nullable(staffStatus),
  }),
)
export type UndoOutcome = z.output<typeof undoOutcome>

export const undoDecisions = endpoint('POST /api/v1/staff/undo', {
  name: 'undoDecisions',
  by: 'iso',
  may: 'staff.decide',
  inParts: true,
  summary:
    'Undo my approvals or rejections of many requests within 10 seconds, with a result for each; sent again, it gets the same answer',
  body: z.object({
    decisions: z
      .array(
        z.object({
          id,
          /** When it was decided, as the answer to the decision said. */
          decidedAt: time,
        }),
      )
      .check(z.minLength(1), z.maxLength(longestBulk)),
  }),
  example: {
    body: { decisions: [{ id: exampleIds.staff, decidedAt: '2026-11-30T08:00:00.000Z' }] },
  },
  answer: z.object({ results: z.array(undoOutcome) }),
})

/** The step about one person that a step about many repeats: both need the same right. */
export const bulkSteps = {
  approve: approveRequest,
  reject: rejectRequest,
  resend_invitation: resendInvitation,
  withdraw: cancelInvitation,
} as const satisfies Record<BulkVerb, unknown>
