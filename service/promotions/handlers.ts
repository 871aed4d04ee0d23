/** What follows a submission: its draft goes, its photos count as used, and its store shows what stands there. */
import type { EventRow } from '../outbox/model.ts'
import { on } from '../outbox/handlers.ts'
import { dropSentDraft } from './drafts/actions.ts'
import { keepStore } from './actions/stores.ts'
import { keepUses } from './actions/uses.ts'
import { visitAppealed, visitModified, visitSubmitted } from './events.ts'

type About = Pick<EventRow, 'subject' | 'tenant'>

const dropDraft = ({ subject, tenant, data }: About & { data: { revision: number } }) =>
  dropSentDraft(subject.id, tenant, data.revision)

const photosUsed = ({ subject, tenant }: About) => keepUses(subject.id, tenant)

export const promotionReactions = [
  on(visitSubmitted, { dropDraft, photosUsed }),
  on(visitModified, {
    dropDraft,
    photosUsed,
    storeFollows: ({ subject, tenant }) => keepStore(subject.id, tenant),
  }),
  on(visitAppealed, { dropDraft }),
]
