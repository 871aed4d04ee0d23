/** A verification task as callers see one (requirements B3, B9), in a list and in full. */
import * as z from 'zod/mini'
import { id, named, place, rowsAs, time } from '../../http/contract.ts'
import { earlierUses, photo } from '../../photos/contract.ts'
import { finding } from './answers.ts'

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

export const taskParams = z.object({ taskId: id })
