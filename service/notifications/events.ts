/** Events by which messages are delivered and cards brought up to date. */
import * as z from 'zod/mini'
import { event } from '../outbox/event.ts'

/** A person has written to the bot. */
export const botAsked = event('notifications.asked', {
  about: 'botChat',
  data: z.object({ question: z.string() }),
})

/** Messages are to go out; several go together where DingTalk can take them so. */
export const messagesDue = event('notifications.due', {
  about: ['message', 'messages'],
  data: z.object({ messages: z.array(z.string()) }),
})

/** A work notification was handed to DingTalk; what became of it is looked at later. */
export const handedOver = event('notifications.handed_over', {
  about: 'message',
  data: z.object({ look: z.number() }),
})

/** A message has reached its reader by no way. */
export const messageFailed = event('notifications.failed', {
  about: 'message',
  data: z.object({ template: z.string(), about: z.string() }),
})

/** Cards about a subject say what is no longer so; the data of the event that changed it come along. */
export const cardsStale = event('notifications.cards_stale', {
  about: 'cards',
  data: z.catchall(z.object({ template: z.string(), about: z.string() }), z.unknown()),
})

export const digestDue = event('notifications.digest_due', {
  about: 'digest',
  data: z.object({ day: z.string() }),
})
