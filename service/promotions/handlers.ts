/** What follows a submission: its draft goes, its photos count as used, and its store shows what stands there. */
import type { Reactions } from '../outbox/handlers.ts'
import type { EventRow } from '../outbox/model.ts'
import { dropSentDraft } from './drafts/actions.ts'
import { keepStore } from './actions/stores.ts'
import { keepUses } from './actions/uses.ts'

const dropDraft = ({ subject, tenant, data }: EventRow) =>
  dropSentDraft(subject.id, tenant, Number(data['revision']))

const storeFollows = ({ subject, tenant }: EventRow) => keepStore(subject.id, tenant)

const photosUsed = ({ subject, tenant }: EventRow) => keepUses(subject.id, tenant)

export const promotionReactions: Reactions = {
  'promotions.submitted': { dropDraft, photosUsed },
  'promotions.modified': { dropDraft, photosUsed, storeFollows },
  'promotions.appealed': { dropDraft },
  'reviews.decided': { storeFollows },
}
