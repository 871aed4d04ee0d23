/** The one way in which a verification task changes state: compare-and-set and event together. */
import { clock } from '../../clock.ts'
import { transaction } from '../../database/transaction.ts'
import { refuse } from '../../errors.ts'
import type { Actor } from '../../http/callers.ts'
import { record } from '../../outbox/record.ts'
import { longestTimeline, Tasks, type StoredTask } from '../model.ts'
import { isOpen, taskAfter, type TaskStep } from '../rules.ts'
import {
  taskAccepted,
  taskExpired,
  taskExtended,
  taskGivenBack,
  taskReassigned,
  taskReturned,
  taskStarted,
  taskSubmitted,
} from '../events.ts'

/** What each step is called when it has happened. */
const happened = {
  start: 'started',
  submit: 'submitted',
  accept: 'accepted',
  return: 'returned',
  reassign: 'reassigned',
  extend: 'extended',
  give_back: 'given_back',
  expire: 'expired',
} as const satisfies Record<TaskStep, string>

const events = {
  start: taskStarted,
  submit: taskSubmitted,
  accept: taskAccepted,
  return: taskReturned,
  reassign: taskReassigned,
  extend: taskExtended,
  give_back: taskGivenBack,
  expire: taskExpired,
} as const satisfies Record<TaskStep, unknown>

interface Change {
  by: Actor
  /** Their name; empty for what happens by itself. */
  name?: string
  note?: string
  set?: Partial<StoredTask>
  unset?: (keyof StoredTask)[]
  push?: Record<string, unknown>
}

/** @throws Refusal `wrong_state` with the state that it has now */
export async function refuseAsItIs({ _id, iso }: StoredTask): Promise<never> {
  const there = await Tasks.findOne({ _id, iso }).select({ status: 1 }).lean<StoredTask | null>()
  refuse('wrong_state', { about: { status: there?.status ?? 'expired' } })
}

/**
 * Moves a task along the state table, from the state and the holder with which it was read.
 * @throws Refusal `wrong_state` with `about.status`
 */
export async function change(
  task: StoredTask,
  step: TaskStep,
  { by, name = '', note = '', set = {}, unset = [], push = {} }: Change,
): Promise<StoredTask> {
  const to = taskAfter(task.status, step)
  if (!to) refuse('wrong_state', { about: { status: task.status } })
  const { _id, iso, status, assignment } = task
  const now = clock.now()
  const entry = { at: now, what: happened[step], by: name, note }
  return transaction(async () => {
    const changed = await Tasks.findOneAndUpdate(
      {
        _id,
        iso,
        status,
        since: task.since,
        'assignment.id': assignment?.id ?? null,
        deadline: task.deadline,
      },
      {
        $set: { status: to, since: now, open: isOpen(to), ...set },
        ...(unset.length ? { $unset: Object.fromEntries(unset.map((field) => [field, 1])) } : {}),
        $push: { timeline: { $each: [entry], $slice: -longestTimeline }, ...push },
      },
      { returnDocument: 'after' },
    ).lean<StoredTask | null>()
    if (!changed) return refuseAsItIs(task)
    await record(events[step], {
      tenant: iso,
      id: _id,
      // whoever had it until now: of a new holder tells `inspections.assigned`
      staff: assignment?.staff,
      by,
      data: { status: to, ...(assignment ? { assignment: assignment.id } : {}) },
    })
    return changed
  })
}
