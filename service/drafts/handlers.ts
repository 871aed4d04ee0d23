/** What follows for a draft when its visit is sent in. */
import { on } from '../outbox/handlers.ts'
import { visitAppealed, visitModified, visitSubmitted } from '../promotions/events.ts'
import { dropSentDraft } from './actions/drafts.ts'

export const draftReactions = [
  on([visitSubmitted, visitModified, visitAppealed], {
    dropDraft: ({ subject, tenant, data }) => dropSentDraft(subject.id, tenant, data.revision),
  }),
]
