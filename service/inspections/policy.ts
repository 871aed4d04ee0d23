/** What each caller may do to a verification task. */
import type { Caller } from '../http/callers.ts'
import { abilities, callersOf, type Policy } from '../http/policy.ts'
import type { Located } from '../http/scope.ts'
import { acceptTask, reassignTask, returnTask } from './contract/platform.ts'
import type { MyTask, TaskAbility, TaskStatus } from './contract/task.ts'
import { taskAfter } from './rules.ts'

interface Held extends Located {
  assignment?: { staff: string } | undefined
}

/** Whether the caller is its holder. */
const isHolder = (me: Caller, { iso, assignment }: Held) =>
  me.kind === 'staff' && me.id !== undefined && me.iso?.id === iso && assignment?.staff === me.id

export const taskPolicy = {
  reassign: callersOf(reassignTask),
  accept: callersOf(acceptTask),
  return: callersOf(returnTask),
  open: isHolder,
  start: isHolder,
  submit: isHolder,
} satisfies Policy<string, Held>

/** On the screen of an operator of the platform. */
export function abilitiesFor(me: Caller, task: Held & { status: TaskStatus }): TaskAbility[] {
  return abilities(me, taskPolicy, task, {
    verbs: ['reassign', 'accept', 'return'],
    when: (verb) => taskAfter(task.status, verb) !== undefined,
  })
}

/** On the phone of its holder; late by the clock is too late, whether or not the schedule has seen it. */
export function holderAbilities(
  me: Caller,
  task: Held & { status: TaskStatus; deadline: Date },
  now: Date,
): MyTask['abilities'] {
  return abilities(me, taskPolicy, task, {
    verbs: ['start', 'submit'],
    when: (verb) => task.deadline >= now && taskAfter(task.status, verb) !== undefined,
  })
}
