/** Tasks as the platform assigns and decides them, as staff carry them out, and as their ISO reads along. */
import { viewRows } from '../http/damaged.ts'
import type { Operator } from '../http/callers.ts'
import { allow } from '../http/policy.ts'
import { serve, type Route } from '../http/serve.ts'
import { findStaffMember } from '../staff/actions/find.ts'
import { assignTask, reassignTask } from './actions/assign.ts'
import { acceptTask, returnTask } from './actions/decide.ts'
import {
  findMyTask,
  findTask,
  namesOfIsos,
  pageOfMyTasks,
  pageOfTasks,
  staffToAssign,
  storesToInspect,
} from './actions/find.ts'
import { startTask, submitTask } from './actions/perform.ts'
import { earlierUsesOfTask } from './actions/uses.ts'
import * as platform from './contract/platform.ts'
import * as own from './contract/own.ts'
import * as iso from './contract/iso.ts'
import type { StoredTask } from './model.ts'
import { taskPolicy } from './policy.ts'
import { viewMyTask, viewMyTaskRow, viewTask, viewTaskRow } from './view.ts'

/** 200 spots with a note each fit well. */
const large = { bodyLimit: '1mb' } as const

const namesByIso = (ids: readonly string[]) => namesOfIsos(ids.map((iso) => ({ iso })))

async function present(task: StoredTask, me: Operator) {
  const isoNames = await namesOfIsos([task])
  return viewTask(
    task,
    { isoNames, usedBefore: await earlierUsesOfTask(me.scope, task, namesByIso) },
    me,
  )
}

const presentRows = async ({ items, next }: { items: StoredTask[]; next: string | null }) => {
  const isoNames = await namesOfIsos(items)
  return { items: viewRows('tasks', items, (task) => viewTaskRow(task, isoNames)), next }
}

export const inspectionRoutes: Route[] = [
  serve(platform.listTasks, async ({ me, query }) => {
    return presentRows(await pageOfTasks(me.scope, query))
  }),

  serve(platform.findTask, async ({ me, params }) => {
    return present(await findTask(me.scope, params.taskId), me)
  }),

  serve(platform.assignTask, async ({ me, params, body }) => {
    return present(await assignTask(params.taskId, body, me), me)
  }),

  serve(platform.reassignTask, async ({ me, params, body }) => {
    const task = await findTask(me.scope, params.taskId)
    allow(me, taskPolicy, 'reassign', task)
    return present(await reassignTask(task, body, me), me)
  }),

  serve(platform.acceptTask, async ({ me, params, body }) => {
    const task = await findTask(me.scope, params.taskId)
    allow(me, taskPolicy, 'accept', task)
    return present(await acceptTask(task, body, me), me)
  }),

  serve(platform.returnTask, async ({ me, params, body }) => {
    const task = await findTask(me.scope, params.taskId)
    allow(me, taskPolicy, 'return', task)
    return present(await returnTask(task, body, me), me)
  }),

  serve(platform.inspectableStores, async ({ me, query }) => {
    const { items, more } = await storesToInspect(me.scope, query.iso, query.search)
    return {
      items: items.map(({ _id, name, address, standing, hasTask }) => ({
        id: _id,
        name,
        address,
        spots: standing.reduce((sum, { spots }) => sum + spots, 0),
        hasTask,
      })),
      more,
    }
  }),

  serve(platform.inspectors, async ({ me, query }) => {
    return staffToAssign(me.scope, query)
  }),

  serve(own.listMyTasks, async ({ me, query }) => {
    const { items, next } = await pageOfMyTasks(me, query)
    return { items: viewRows('tasks', items, viewMyTaskRow), next }
  }),

  serve(own.findMyTask, async ({ me, params }) =>
    viewMyTask(await findMyTask(params.taskId, me), me),
  ),

  serve(own.startTask, async ({ me, params }) => {
    const task = await findMyTask(params.taskId, me)
    allow(me, taskPolicy, 'start', task)
    return viewMyTask(await startTask(task, me), me)
  }),

  serve(
    own.submitTask,
    async ({ me, params, body }) => {
      const task = await findMyTask(params.taskId, me)
      allow(me, taskPolicy, 'submit', task)
      return viewMyTask(await submitTask(task, { ...body, id: params.answersId }, me), me)
    },
    large,
  ),

  serve(iso.listStaffTasks, async ({ me, params, query }) => {
    const { _id: staff } = await findStaffMember(me.scope, params.staffId)
    return presentRows(await pageOfTasks(me.scope, { ...query, staff }))
  }),
]
