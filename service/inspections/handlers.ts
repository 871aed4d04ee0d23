/** Photos that were sent in count as used; a person who leaves an ISO loses its verification tasks. */
import { on } from '../outbox/handlers.ts'
import { staffLeft, staffRemoved } from '../staff/events.ts'
import { giveBackIfHolderLeft, unassignTasksOfFormerStaff } from './actions/end.ts'
import { keepUses } from './actions/uses.ts'
import { taskReturned, taskSubmitted } from './events.ts'

export const inspectionReactions = [
  on([staffRemoved, staffLeft], {
    giveTasksBack: ({ subject, tenant, at }) => unassignTasksOfFormerStaff(subject.id, tenant, at),
  }),
  on(taskSubmitted, { photosUsed: ({ subject }) => keepUses(subject.id) }),
  on(taskReturned, { giveBackReturned: ({ subject }) => giveBackIfHolderLeft(subject.id) }),
]
