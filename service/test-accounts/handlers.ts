/** Who no longer belongs to an ISO has its test account no longer. */
import type { Handler, Reactions } from '../outbox/handlers.ts'
import { takeBackFromWhoIsGone } from './actions/lend.ts'

const takeBackAccount: Handler = ({ subject, at }) => takeBackFromWhoIsGone(subject.id, at)

export const testAccountReactions: Reactions = {
  'staff.removed': { takeBackAccount },
  'staff.left': { takeBackAccount },
}
