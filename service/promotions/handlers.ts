/** What follows a submission: its photos count as used, and its store shows what stands there. */
import type { EventRow } from '../outbox/model.ts'
import { on } from '../outbox/handlers.ts'
import { keepStore } from './actions/stores.ts'
import { keepUses } from './actions/uses.ts'
import { visitModified, visitSubmitted } from './events.ts'

type About = Pick<EventRow, 'subject' | 'tenant'>

const photosUsed = ({ subject, tenant }: About) => keepUses(subject.id, tenant)

export const promotionReactions = [
  on(visitSubmitted, { photosUsed }),
  on(visitModified, {
    photosUsed,
    storeFollows: ({ subject, tenant }) => keepStore(subject.id, tenant),
  }),
]
