/** The platform accepts what was sent in, or returns it to be done again. */
import { clock } from '../../clock.ts'
import { actorOf, type Operator } from '../../http/callers.ts'
import type { StoredTask } from '../model.ts'
import { change } from './change.ts'
import { deadlineOn } from './deadline.ts'

/** @throws Refusal `wrong_state` */
export function acceptTask(task: StoredTask, me: Operator): Promise<StoredTask> {
  return change(task, 'accept', { by: actorOf(me), name: me.name })
}

/**
 * Returns a task with the reason; when its time is over by then, there is a new deadline.
 * @throws Refusal `wrong_state`, `bad_input`
 */
export function returnTask(
  task: StoredTask,
  { reason, deadline }: { reason: string; deadline?: string | undefined },
  me: Operator,
): Promise<StoredTask> {
  const needsTime = deadline !== undefined || task.deadline < clock.now()
  return change(task, 'return', {
    by: actorOf(me),
    name: me.name,
    note: reason,
    set: { returnReason: reason, ...(needsTime ? { deadline: deadlineOn(deadline) } : {}) },
  })
}
