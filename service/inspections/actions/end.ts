/** How a task leaves its holder by itself: the person is gone, or the time is over. May run twice. */
import { clock } from '../../clock.ts'
import { isRefusal } from '../../errors.ts'
import { system } from '../../http/callers.ts'
import { byId, serveAll, serveEach, throwFirst, type Failed } from '../../outbox/batch.ts'
import { StaffMembers } from '../../staff/model.ts'
import { Tasks, type StoredTask } from '../model.ts'
import { statesBefore } from '../../states/machine.ts'
import { taskMachine } from '../rules.ts'
import { change } from './change.ts'

/** Decided, done or given to another person at this moment: then that holds. */
async function unlessChanged(work: Promise<StoredTask>): Promise<boolean> {
  try {
    await work
    return true
  } catch (error) {
    if (!isRefusal(error, 'wrong_state')) throw error
    return false
  }
}

/** The task goes back to the platform; what was sent in before stays to be looked at. */
function giveBack(task: StoredTask): Promise<boolean> {
  return unlessChanged(
    change(task, 'give_back', {
      by: system,
      note: task.assignment?.name ?? '',
      unset: ['assignment'],
    }),
  )
}

/**
 * The person belonged to the ISO no longer at that time: what they had until then, and had not sent in, goes back.
 * @param at what was assigned later is of another association
 */
export async function unassignTasksOfFormerStaff(
  staff: string,
  iso: string,
  at: Date,
): Promise<void> {
  const theirs = await Tasks.find({
    iso,
    'assignment.staff': staff,
    open: true,
    status: { $in: statesBefore(taskMachine, 'give_back') },
    'assignment.at': { $lte: at },
  }).lean<StoredTask[]>()
  await serveAll('tasks given back', theirs, byId, giveBack)
}

/** Returned to a person who left after submitting it: the task would stay unmended. */
export async function giveBackIfHolderLeft(id: string): Promise<void> {
  const task = await Tasks.findById(id).lean<StoredTask | null>()
  if (task?.status !== 'returned' || !task.assignment) return
  const { iso, assignment } = task
  const there = await StaffMembers.exists({ _id: assignment.staff, iso, status: 'associated' })
  if (!there) await giveBack(task)
}

/** Tasks looked at together. */
const atOnce = 100

/** Ends tasks whose time is over; any number of instances may do so at once. @returns how many */
export async function expireTasks(): Promise<number> {
  const now = clock.now()
  let expired = 0
  const failed: Failed<StoredTask>[] = []
  for (;;) {
    const due = await Tasks.find({
      _id: { $nin: failed.map(({ member }) => member._id) },
      status: { $in: statesBefore(taskMachine, 'expire') },
      deadline: { $lt: now },
    })
      .sort({ deadline: 1 })
      .limit(atOnce)
      .lean<StoredTask[]>()
    const those = await serveEach('expired tasks', due, byId, async (task) => {
      if (await unlessChanged(change(task, 'expire', { by: system }))) expired += 1
    })
    failed.push(...those)
    if (due.length < atOnce) break
  }
  throwFirst(failed)
  return expired
}
