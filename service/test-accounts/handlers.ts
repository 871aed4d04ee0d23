/** A person who leaves an ISO loses its test account. */
import { on } from '../outbox/handlers.ts'
import { staffLeft, staffRemoved } from '../staff/events.ts'
import { takeBackFromFormerStaff } from './actions/lend.ts'

export const testAccountReactions = [
  on([staffRemoved, staffLeft], {
    takeBackAccount: ({ subject, tenant, at }) =>
      takeBackFromFormerStaff({ _id: subject.id, iso: tenant }, at),
  }),
]
