/** Events of the outbox itself. */
import * as z from 'zod/mini'
import { event } from './event.ts'

/** An operator has started a delivery again that was given up. */
export const deliveryRetried = event('outbox.retried', {
  about: 'event',
  data: z.object({ type: z.string() }),
  auditOnly: true,
})
