/** What happens in review. */
import * as z from 'zod/mini'
import { event } from '../outbox/event.ts'
import { itemStatus } from '../promotions/contract/content.ts'

export const reviewDecided = event('reviews.decided', {
  about: 'submission',
  data: z.object({
    revision: z.number(),
    status: itemStatus,
    approved: z.number(),
    rejected: z.number(),
    /** An appeal that its first reviewer decided, since there was no other. */
    sameReviewer: z.optional(z.boolean()),
  }),
})

/** A decision was taken back. */
export const reviewUndone = event('reviews.undone', {
  about: 'submission',
  data: z.object({ revision: z.number(), status: itemStatus, decidedAt: z.string() }),
  auditOnly: true,
})
