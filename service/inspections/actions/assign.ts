/** The platform gives a task to a staff member, and to another one when it must. */
import { randomUUIDv7 } from 'node:crypto'
import type { QueryOptions } from 'mongoose'
import { clock } from '../../clock.ts'
import { asAcknowledged } from '../../database/connection.ts'
import { isDuplicateKey } from '../../database/duplicate-key.ts'
import { transaction } from '../../database/transaction.ts'
import { refuse } from '../../errors.ts'
import { actorOf, type Operator } from '../../http/callers.ts'
import { narrowed, reaches, type Scope } from '../../http/scope.ts'
import { record } from '../../outbox/record.ts'
import { findStaffMember } from '../../staff/actions/find.ts'
import { lockAssociation } from '../../staff/actions/lock.ts'
import { findIso } from '../../workspaces/actions/isos.ts'
import { begin } from '../../states/begin.ts'
import { isSuspended } from '../../workspaces/actions/suspension.ts'
import { Tasks, type StoredTask } from '../model.ts'
import { change } from './change.ts'
import { deadlineOn } from './deadline.ts'
import { mustNotHaveDeployed } from './deployers.ts'
import { snapshotOf } from './snapshot.ts'
import { taskAssigned } from '../events.ts'
import { taskMachine } from '../rules.ts'

type Assignment = NonNullable<StoredTask['assignment']>

/** Inside a transaction. @throws Refusal `not_found`, `wrong_state` for a person who no longer belongs to the ISO */
async function assignmentTo(scope: Scope, staff: string, iso: string): Promise<Assignment> {
  // a caller who reaches all of the ISO reaches all its people
  if (scope.regions !== 'all') await findStaffMember(narrowed(scope, iso), staff)
  const held = await lockAssociation(staff, iso)
  if (!held) {
    const { status } = await findStaffMember(narrowed(scope, iso), staff)
    refuse('wrong_state', { about: { status } })
  }
  return { id: randomUUIDv7(), staff, name: held.name, at: clock.now() }
}

/** What the event of an assignment is recorded with. */
const assignedBy = (me: Operator, { id, staff }: Assignment) => ({
  staff,
  by: actorOf(me),
  data: { status: 'assigned' as const, assignment: id },
})

interface Wanted {
  iso: string
  store: string
  staff: string
  deadline?: string | undefined
}

/** The task that has this id, when it is the one that is wanted. */
async function already(
  id: string,
  { iso, store, staff }: Wanted,
  reading: QueryOptions = {},
): Promise<StoredTask | undefined> {
  const there = await Tasks.findById(id).setOptions(reading).lean<StoredTask | null>()
  if (!there) return undefined
  // moved on since: its first holder is no longer recorded
  const isTheirs = there.timeline.length > 1 || there.assignment?.staff === staff
  const isWanted = there.iso === iso && there.store.id === store && isTheirs
  return isWanted ? there : refuse('same_id_other_content')
}

/**
 * Assigns the inspection of a store (requirements B9); sending it again answers with the task as it is.
 * @throws Refusal `not_found`, `bad_input`, `wrong_state` for a person outside the ISO, `task_there`,
 *   `workspace_suspended`, `same_id_other_content`, `own_store`
 */
export async function assignTask(id: string, wanted: Wanted, me: Operator): Promise<StoredTask> {
  const { iso, staff } = wanted
  await findIso(me.scope, iso)
  const there = await already(id, wanted)
  if (there) return reaches(me.scope, there) ? there : refuse('not_found')
  // its staff could not do anything with it
  if (await isSuspended(iso)) refuse('workspace_suspended')
  const what = await snapshotOf(narrowed(me.scope, iso), wanted.store)
  await mustNotHaveDeployed(staff, { iso, ...what })
  const deadline = deadlineOn(wanted.deadline)
  try {
    return await transaction(async () => {
      const assignment = await assignmentTo(me.scope, staff, iso)
      const { at } = assignment
      const task: Omit<StoredTask, 'status'> = {
        _id: id,
        iso,
        ...what,
        since: at,
        open: true,
        deadline,
        assignment,
        earlierAnswers: [],
        returnReason: '',
        timeline: [{ at, what: 'assigned', by: me.name, note: assignment.name }],
        createdAt: at,
      }
      return begin(Tasks, taskMachine, task, 'assign', assignedBy(me, assignment))
    })
  } catch (error) {
    if (!isDuplicateKey(error)) throw error
    // a twin that was faster may not be with the majority yet
    return (await already(id, wanted, asAcknowledged)) ?? refuse('task_there')
  }
}

/**
 * Gives a task that is not done to another person, or more time to its holder, who keeps the work done so far. What
 * the previous holder had submitted is of no use to the next one and is removed.
 * @throws Refusal `not_found`, `bad_input`, `wrong_state`, `own_store`
 */
export async function reassignTask(
  task: StoredTask,
  wanted: { staff: string; deadline?: string | undefined },
  me: Operator,
): Promise<StoredTask> {
  const deadline = deadlineOn(wanted.deadline)
  await mustNotHaveDeployed(wanted.staff, task)
  if (task.assignment?.staff === wanted.staff) {
    return change(task, 'extend', { by: actorOf(me), name: me.name, set: { deadline } })
  }
  return transaction(async () => {
    const assignment = await assignmentTo(me.scope, wanted.staff, task.iso)
    const reassigned = await change(task, 'reassign', {
      by: actorOf(me),
      name: me.name,
      note: assignment.name,
      set: { assignment, deadline, returnReason: '' },
      unset: ['answers'],
      // a person who sends them again is told that they were taken before
      ...(task.answers ? { push: { earlierAnswers: task.answers.id } } : {}),
    })
    await record(taskAssigned, {
      ...assignedBy(me, assignment),
      tenant: task.iso,
      id: task._id,
      regions: task.region ? [task.region] : [],
    })
    return reassigned
  })
}
