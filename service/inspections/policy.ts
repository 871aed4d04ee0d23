/** What may be done to a verification task, by whom. */
import type { AssociatedStaff, Operator } from '../http/callers.ts'
import { holds } from '../http/callers.ts'
import type { MyTask, TaskAbility, TaskStatus } from './contract.ts'
import { taskAfter } from './rules.ts'

const needed = {
  reassign: 'inspections.manage',
  accept: 'inspections.decide',
  return: 'inspections.decide',
} as const satisfies Record<TaskAbility, string>

/** Of an operator of the platform. */
export function abilitiesFor(me: Operator, { status }: { status: TaskStatus }): TaskAbility[] {
  return (Object.keys(needed) as TaskAbility[]).filter(
    (verb) => holds(me, needed[verb]) && taskAfter(status, verb) !== undefined,
  )
}

interface Held {
  iso: string
  status: TaskStatus
  assignment?: { staff: string } | undefined
  deadline: Date
}

export function isMine(me: AssociatedStaff, { iso, assignment }: Omit<Held, 'deadline'>): boolean {
  return iso === me.iso.id && assignment?.staff === me.id
}

/** Of whoever has it; late by the clock is too late, whether or not the schedule has seen it. */
export function holderAbilities(me: AssociatedStaff, task: Held, now: Date): MyTask['abilities'] {
  if (!isMine(me, task) || task.deadline < now) return []
  return (['start', 'submit'] as const).filter((verb) => taskAfter(task.status, verb))
}
