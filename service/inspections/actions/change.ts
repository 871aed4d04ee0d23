/** The one way in which a verification task changes state. */
import type { Actor } from '../../http/callers.ts'
import { move } from '../../states/move.ts'
import { Tasks, type StoredTask } from '../model.ts'
import { isOpen, taskAfter, taskMachine, type TaskStep } from '../rules.ts'

interface Change {
  by: Actor
  /** Their name; empty for what happens by itself. */
  name?: string
  note?: string
  set?: Partial<StoredTask>
  unset?: (keyof StoredTask & string)[]
  push?: Record<string, unknown>
}

/**
 * Moves a task along the state table, from the state and the holder with which it was read.
 * @throws Refusal `wrong_state` with `about.status`
 */
export function change(
  task: StoredTask,
  step: TaskStep,
  { by, name = '', note = '', set, ...more }: Change,
): Promise<StoredTask> {
  const { iso, since, deadline, assignment } = task
  return move(Tasks, taskMachine, task, step, {
    tenant: iso,
    by,
    entry: { by: name, note },
    where: { iso, since, deadline, 'assignment.id': assignment?.id ?? null },
    set: { open: isOpen(taskAfter(task.status, step) ?? task.status), ...set },
    ...more,
    // of a new holder tells `taskAssigned`
    staff: assignment?.staff,
    data: ({ status }) => ({ status, ...(assignment ? { assignment: assignment.id } : {}) }),
  })
}
