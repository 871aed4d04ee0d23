/** Events of the tests' own. */
import * as z from 'zod/mini'
import { event, type EventType } from '../../service/outbox/event.ts'
import { joinReactions, type Reactions } from '../../service/outbox/handlers.ts'

export const happened = event('test.happened', {
  about: 'submission',
  data: z.object({ n: z.optional(z.number()) }),
})

/** No handler reacts to it; the relay wakes and looks for others that are due. */
export const seen = event('test.seen', { about: 'submission', auditOnly: true })

/** What happens upon these events alone. */
export function only(reactions: readonly Reactions[], events: readonly EventType[]): Reactions {
  const types = new Set(events.map(({ type }) => type))
  const joined = Object.entries(joinReactions(reactions))
  return Object.fromEntries(joined.filter(([type]) => types.has(type)))
}
