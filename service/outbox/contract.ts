/** The failed list: deliveries that were given up, for platform operators to look at and to start again. */
import * as z from 'zod/mini'
import { endpoint, id, named, pageOf, pageQuery, time } from '../http/contract.ts'

export const failedEvent = named(
  'FailedEvent',
  z.object({
    id,
    /** What happened, such as `staff.approved`. */
    type: z.string(),
    subject: z.object({ kind: z.string(), id: z.string() }),
    at: time,
    attempts: z.number(),
    /** Which reaction failed, with the kind and code of its error; null when its process crashed each time. */
    failure: z.nullable(
      z.object({ handler: z.string(), kind: z.string(), code: z.nullable(z.string()), at: time }),
    ),
  }),
)
export type FailedEvent = z.output<typeof failedEvent>

export const listFailedEvents = endpoint('GET /api/v1/failed-events', {
  name: 'listFailedEvents',
  by: 'platform',
  may: 'events.retry',
  summary: 'List failed deliveries, newest first',
  query: z.object(pageQuery),
  answer: pageOf(failedEvent),
  errors: ['bad_cursor'],
})

export const retryFailedEvent = endpoint('POST /api/v1/failed-events/:eventId/retry', {
  name: 'retryFailedEvent',
  by: 'platform',
  may: 'events.retry',
  summary: 'Retry a failed delivery, with all its attempts',
  params: z.object({ eventId: id }),
  errors: ['not_found', 'wrong_state'],
})
