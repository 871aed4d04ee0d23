/** What happens to a verification task. */
import * as z from 'zod/mini'
import { event } from '../outbox/event.ts'
import { taskStatus } from './contract/task.ts'

const ofTask = {
  about: 'task',
  data: z.object({
    status: taskStatus,
    /** Id of the assignment that it was under, if it was. */
    assignment: z.optional(z.string()),
  }),
} as const

export const taskAssigned = event('inspections.assigned', ofTask)
export const taskReassigned = event('inspections.reassigned', ofTask)
/** More time for the holder of the task. */
export const taskExtended = event('inspections.extended', ofTask)
export const taskStarted = event('inspections.started', ofTask)
export const taskSubmitted = event('inspections.submitted', ofTask)
export const taskReturned = event('inspections.returned', ofTask)
export const taskAccepted = event('inspections.accepted', ofTask)
/** The holder of the task no longer belongs to the ISO. */
export const taskGivenBack = event('inspections.given_back', ofTask)
export const taskExpired = event('inspections.expired', ofTask)
