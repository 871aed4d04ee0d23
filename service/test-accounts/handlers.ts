/** Who no longer belongs to an ISO has its test account no longer. */
import type { Handler, Reactions } from '../outbox/handlers.ts'
import { takeBackFromWhoIsGone } from './actions/lend.ts'

const takeBackAccount: Handler = ({ subject, tenant, at }) =>
  takeBackFromWhoIsGone({ _id: subject.id, iso: tenant }, at)

export const testAccountReactions: Reactions = {
  'staff.removed': { takeBackAccount },
  'staff.left': { takeBackAccount },
}
