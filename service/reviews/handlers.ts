/** What follows a decision: its store shows what stands there. */
import { on } from '../outbox/handlers.ts'
import { keepStore } from '../promotions/actions/stores.ts'
import { reviewDecided } from './events.ts'

export const reviewReactions = [
  on(reviewDecided, { storeFollows: ({ subject, tenant }) => keepStore(subject.id, tenant) }),
]
