/** What follows a submission: its draft goes, and its store shows what stands there. */
import type { Reactions } from '../outbox/handlers.ts'
import type { EventRow } from '../outbox/model.ts'
import { dropSentDraft } from './drafts/actions.ts'
import { keepStore } from './actions/stores.ts'

const dropDraft = ({ subject, tenant, data }: EventRow) =>
  dropSentDraft(subject.id, tenant, Number(data['revision']))

const storeFollows = ({ subject, tenant }: EventRow) => keepStore(subject.id, tenant)

export const promotionReactions: Reactions = {
  'promotions.submitted': { dropDraft },
  'promotions.modified': { dropDraft, storeFollows },
  'promotions.appealed': { dropDraft },
  'reviews.decided': { storeFollows },
}
