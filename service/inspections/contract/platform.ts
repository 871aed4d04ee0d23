/** What the platform does with verification tasks. */
import * as z from 'zod/mini'
import { endpoint, id, pageOf, pageQuery, rowsAs, time, exampleIds } from '../../http/contract.ts'
import { line, paragraph } from '../../text/contract.ts'
import { taskStatus, task, taskRow, taskParams } from './task.ts'

/** Days that a task has when no deadline is chosen, and the most that it may have. */
export const usualDays = 7
export const maxDays = 90

/** A day of the business time zone, such as `2026-12-04`; the task ends with it. */
const day = z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}$/))
const deadline = z.optional(day)

/** `since` of the task as it was looked at: what was submitted later has not been seen. */
const seen = time

export const listTasks = endpoint('GET /api/v1/tasks', {
  name: 'listTasks',
  by: 'platform',
  may: 'inspections.view',
  about: 'task',
  summary: 'List verification tasks, newest first',
  query: z.object({
    ...pageQuery,
    status: z.optional(taskStatus),
    iso: z.optional(id),
    /** The holder. */
    staff: z.optional(id),
  }),
  answer: pageOf(taskRow),
  errors: ['bad_cursor'],
})

export const findTask = endpoint('GET /api/v1/tasks/:taskId', {
  name: 'findTask',
  by: 'platform',
  may: 'inspections.view',
  about: 'task',
  summary: 'Get a verification task with its answers and its timeline',
  params: taskParams,
  answer: task,
  errors: ['not_found'],
})

export const assignTask = endpoint('PUT /api/v1/tasks/:taskId', {
  name: 'assignTask',
  by: 'platform',
  may: 'inspections.manage',
  summary:
    'Assign a verification task for a store to a staff member of its ISO; sent again, it gets the same answer',
  params: taskParams,
  body: z.object({ iso: id, store: id, staff: id, deadline }),
  example: { body: { iso: exampleIds.iso, store: exampleIds.store, staff: exampleIds.staff } },
  answer: task,
  errors: [
    'not_found',
    'wrong_state',
    'task_there',
    'workspace_suspended',
    'same_id_other_content',
    'own_store',
  ],
})

export const reassignTask = endpoint('POST /api/v1/tasks/:taskId/reassign', {
  name: 'reassignTask',
  by: 'platform',
  may: 'inspections.manage',
  summary: 'Reassign a task that is not done to another person, or give its holder more time',
  params: taskParams,
  body: z.object({ staff: id, deadline }),
  example: { body: { staff: exampleIds.staff } },
  answer: task,
  errors: ['not_found', 'wrong_state', 'own_store'],
})

export const acceptTask = endpoint('POST /api/v1/tasks/:taskId/accept', {
  name: 'acceptTask',
  by: 'platform',
  may: 'inspections.decide',
  summary: 'Accept a submitted task, in the version that the caller has seen',
  params: taskParams,
  body: z.object({ since: seen }),
  example: { body: { since: '2026-11-30T08:00:00.000Z' } },
  answer: task,
  errors: ['not_found', 'wrong_state', 'own_store'],
})

export const returnTask = endpoint('POST /api/v1/tasks/:taskId/return', {
  name: 'returnTask',
  by: 'platform',
  may: 'inspections.decide',
  summary: 'Return a submitted task, with the reason, so that it is done again',
  params: taskParams,
  body: z.object({ reason: paragraph(500, 5), deadline, since: seen }),
  example: { body: { reason: 'The code cannot be read.', since: '2026-11-30T08:00:00.000Z' } },
  answer: task,
  errors: ['not_found', 'wrong_state'],
})

export const storeChoice = z.object({
  id,
  name: z.string(),
  address: z.string(),
  spots: z.number(),
  /** Its task has a holder, so it cannot be assigned again. */
  hasTask: z.boolean(),
})

export const inspectableStores = endpoint('GET /api/v1/inspections/stores', {
  name: 'inspectableStores',
  by: 'platform',
  may: 'inspections.manage',
  about: 'task',
  summary: 'List stores of an ISO with approved POSMs in place, by name, at most 20',
  query: z.object({ iso: id, search: z.optional(line(80, 0)) }),
  answer: z.object({ ...rowsAs('items', storeChoice), more: z.boolean() }),
})

export const inspectors = endpoint('GET /api/v1/inspections/staff', {
  name: 'inspectors',
  by: 'platform',
  may: 'inspections.manage',
  summary:
    'List staff of an ISO who can be assigned a task, by name, at most 20; for a store, without the people who put up its POSMs',
  query: z.object({ iso: id, store: z.optional(id), search: z.optional(line(80, 0)) }),
  answer: z.object({ ...rowsAs('items', z.object({ id, name: z.string() })), more: z.boolean() }),
})
