/** Spot inspections: verification tasks that the platform assigns and staff carry out at the store (requirements B3, B9). */
import * as z from 'zod/mini'
import {
  endpoint,
  id,
  line,
  named,
  pageOf,
  pageQuery,
  paragraph,
  place,
  rowsAs,
  time,
  exampleIds,
} from '../http/contract.ts'
import { earlierUses, photo } from '../photos/contract.ts'

/** `unassigned`: its holder no longer belongs to the ISO (docs/decisions/013). */
export const taskStatuses = [
  'unassigned',
  'assigned',
  'started',
  'submitted',
  'returned',
  'accepted',
  'expired',
] as const
export const taskStatus = named('TaskStatus', z.enum(taskStatuses))
export type TaskStatus = z.output<typeof taskStatus>

/** What staff find at a spot. */
export const findings = ['in_place', 'damaged', 'missing'] as const
const finding = z.enum(findings)
export type Finding = z.output<typeof finding>

/** Spots in one task. */
export const mostSpots = 200
/** Days that a task has when no deadline is chosen, and the most that it may have. */
export const usualDays = 7
export const mostDays = 90

/** A day of the business time zone, such as `2026-12-04`; the task ends with it. */
const day = z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}$/))
const deadline = z.optional(day)

/** What staff send in: of each spot what they found, with a photo of how it looks now. */
export const taskAnswers = named(
  'TaskAnswers',
  z.object({
    spots: z
      .array(
        z.object({
          spot: id,
          finding,
          /** Said of every spot that is not in place. */
          note: z._default(paragraph(500, 0), ''),
          photo: id,
        }),
      )
      .check(z.minLength(1), z.maxLength(mostSpots)),
    feedback: z._default(paragraph(1000, 0), ''),
  }),
)
export type TaskAnswers = z.output<typeof taskAnswers>

const taskShape = {
  id,
  status: taskStatus,
  since: time,
  /** End of a day of the business time zone. */
  deadline: time,
  /** The day of the business time zone that it is the end of. */
  deadlineDay: z.iso.date(),
  store: z.object({
    id,
    name: z.string(),
    category: z.string(),
    address: z.string(),
    place: z.nullable(place),
    thumbnailUrl: z.string(),
  }),
  spots: z.array(
    z.object({
      id,
      kind: z.string(),
      note: z.string(),
      codes: z.array(z.string()),
      /** As it was when review approved it. */
      before: z.nullable(photo),
      /** As it was found, in what was sent in last. */
      now: z.nullable(
        z.object({
          finding,
          note: z.string(),
          photo,
          /** Metres from the store to where the photo was taken; null where either is unknown. */
          distance: z.nullable(z.number()),
        }),
      ),
    }),
  ),
  feedback: z.string(),
  /** Why it was given back to be done again; empty when it was not. */
  returnReason: z.string(),
}

export const myTask = named(
  'MyTask',
  z.object({ ...taskShape, abilities: z.array(z.enum(['start', 'submit'])) }),
)
export type MyTask = z.output<typeof myTask>

export const taskAbility = z.enum(['reassign', 'accept', 'return'])
export type TaskAbility = z.output<typeof taskAbility>

export const timelineWords = [
  'assigned',
  'reassigned',
  'extended',
  'started',
  'submitted',
  'returned',
  'accepted',
  'given_back',
  'expired',
] as const

export const task = named(
  'Task',
  z.object({
    ...taskShape,
    iso: z.object({ id, name: z.string() }),
    /** The holder; null while it is unassigned. */
    holder: z.nullable(z.object({ id, name: z.string() })),
    /** Where the same pictures were used before, by photo id. */
    usedBefore: earlierUses,
    ...rowsAs(
      'timeline',
      z.object({
        at: time,
        what: z.enum(timelineWords),
        /** The person who did it; empty for what happens automatically. */
        by: z.string(),
        /** The person it was given to, or the reason. */
        note: z.string(),
      }),
    ),
    abilities: z.array(taskAbility),
  }),
)
export type Task = z.output<typeof task>

const row = {
  id,
  status: taskStatus,
  deadline: time,
  /** The day of the business time zone that it is the end of. */
  deadlineDay: z.iso.date(),
  storeName: z.string(),
  address: z.string(),
  spots: z.number(),
  thumbnailUrl: z.string(),
}

export const taskRow = named(
  'TaskRow',
  z.object({
    ...row,
    iso: z.object({ id, name: z.string() }),
    holder: z.nullable(z.object({ id, name: z.string() })),
    createdAt: time,
  }),
)
export type TaskRow = z.output<typeof taskRow>

export const myTaskRow = named('MyTaskRow', z.object({ ...row, place: z.nullable(place) }))
export type MyTaskRow = z.output<typeof myTaskRow>

const taskParams = z.object({ taskId: id })

/** `since` of the task as it was looked at: what was submitted later has not been seen. */
const seen = time

// what the platform does

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

// what staff do

export const listMyTasks = endpoint('GET /api/v1/me/staff/tasks', {
  name: 'listMyTasks',
  by: 'associated staff',
  about: 'task',
  summary: 'List my verification tasks: those not done by deadline, or those done, newest first',
  query: z.object({ ...pageQuery, state: z._default(z.enum(['open', 'done']), 'open') }),
  answer: pageOf(myTaskRow),
  errors: ['bad_cursor'],
  offline: {},
})

export const findMyTask = endpoint('GET /api/v1/me/staff/tasks/:taskId', {
  name: 'findMyTask',
  by: 'associated staff',
  about: 'task',
  summary: 'Get one of my verification tasks',
  params: taskParams,
  answer: myTask,
  errors: ['not_found'],
  offline: { listedIn: listMyTasks.name },
})

export const startTask = endpoint('POST /api/v1/me/staff/tasks/:taskId/start', {
  name: 'startTask',
  by: 'associated staff',
  summary: 'Start a task; sent again, it gets the same answer',
  params: taskParams,
  answer: myTask,
  errors: ['not_found', 'wrong_state'],
})

export const submitTask = endpoint('PUT /api/v1/me/staff/tasks/:taskId/answers/:answersId', {
  name: 'submitTask',
  by: 'associated staff',
  summary: 'Submit the answers of a task; sent again with the same id, it gets the same answer',
  params: z.object({ taskId: id, answersId: id }),
  body: taskAnswers,
  example: {
    body: {
      spots: [{ spot: exampleIds.spot, finding: 'in_place', note: '', photo: exampleIds.photo }],
      feedback: 'The owner is happy.',
    },
  },
  answer: myTask,
  kept: true,
  errors: ['not_found', 'wrong_state', 'photo_missing', 'same_id_other_content'],
})

// what an ISO sees

export const listStaffTasks = endpoint('GET /api/v1/staff/:staffId/tasks', {
  name: 'listStaffTasks',
  by: 'iso',
  may: 'promotions.view',
  about: 'task',
  summary: 'List the verification tasks of a staff member, newest first, for the ISO',
  params: z.object({ staffId: id }),
  query: z.object(pageQuery),
  answer: pageOf(taskRow),
  errors: ['not_found', 'bad_cursor'],
})
