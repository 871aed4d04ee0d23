/** Photos that were sent in count as used; who no longer belongs to an ISO has its verification tasks no longer. */
import type { Handler, Reactions } from '../outbox/handlers.ts'
import { giveBackIfGone, giveBackOfWhoIsGone } from './actions/end.ts'
import { keepUses } from './actions/uses.ts'

const giveTasksBack: Handler = ({ subject, tenant, at }) =>
  giveBackOfWhoIsGone(subject.id, tenant, at)

const giveBackReturned: Handler = ({ subject }) => giveBackIfGone(subject.id)

const photosUsed: Handler = ({ subject }) => keepUses(subject.id)

export const inspectionReactions: Reactions = {
  'staff.removed': { giveTasksBack },
  'staff.left': { giveTasksBack },
  'inspections.submitted': { photosUsed },
  'inspections.returned': { giveBackReturned },
}
