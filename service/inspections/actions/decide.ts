/** The platform accepts what was sent in, or returns it to be done again. */
import { clock } from '../../clock.ts'
import { refuse } from '../../errors.ts'
import { actorOf, type Operator } from '../../http/callers.ts'
import type { StoredTask } from '../model.ts'
import { leastTimeToMend } from '../rules.ts'
import { change } from './change.ts'
import { deadlineOn } from './deadline.ts'
import { mustNotHaveDeployed } from './deployers.ts'

/** Another operator may have returned it since, and other answers come. @throws Refusal `wrong_state` */
function mustBeAsSeen({ since, status }: StoredTask, seen: string): void {
  if (since.toISOString() !== seen) refuse('wrong_state', { about: { status } })
}

/**
 * @param seen since when it has been in the state in which it was looked at
 * @throws Refusal `wrong_state`, `own_store`
 */
export async function acceptTask(
  task: StoredTask,
  { since: seen }: { since: string },
  me: Operator,
): Promise<StoredTask> {
  mustBeAsSeen(task, seen)
  // assigned before that was refused, or approved there since
  await mustNotHaveDeployed(task.assignment?.staff, task)
  return change(task, 'accept', { by: actorOf(me), name: me.name })
}

/**
 * Returns a task with the reason; where too little time is left to mend it, there is a new deadline.
 * @throws Refusal `wrong_state`, `bad_input`
 */
export async function returnTask(
  task: StoredTask,
  { reason, deadline, since }: { reason: string; deadline?: string | undefined; since: string },
  me: Operator,
): Promise<StoredTask> {
  mustBeAsSeen(task, since)
  const left = task.deadline.getTime() - clock.time()
  const needsTime = deadline !== undefined || left < leastTimeToMend
  return change(task, 'return', {
    by: actorOf(me),
    name: me.name,
    note: reason,
    set: { returnReason: reason, ...(needsTime ? { deadline: deadlineOn(deadline) } : {}) },
  })
}
