/** The states of a verification task, and what answers must be like (requirements B9). */
import { machine, stateAfter, type StepOf } from '../states/machine.ts'
import { taskStatuses, type TaskStatus } from './contract/task.ts'
import type { Finding } from './contract/answers.ts'
import {
  taskAccepted,
  taskAssigned,
  taskExpired,
  taskExtended,
  taskGivenBack,
  taskReassigned,
  taskReturned,
  taskStarted,
  taskSubmitted,
} from './events.ts'

export const taskMachine = machine({
  states: taskStatuses,
  steps: {
    assign: { from: ['none'], to: 'assigned', event: taskAssigned },
    start: { from: ['assigned'], to: 'started', event: taskStarted },
    // what was done without network need not have been started before
    submit: { from: ['assigned', 'started', 'returned'], to: 'submitted', event: taskSubmitted },
    accept: { from: ['submitted'], to: 'accepted', event: taskAccepted },
    return: { from: ['submitted'], to: 'returned', event: taskReturned },
    reassign: {
      from: ['unassigned', 'assigned', 'started', 'returned'],
      to: 'assigned',
      event: taskReassigned,
    },
    extend: { from: ['assigned', 'started', 'returned'], event: taskExtended },
    give_back: {
      from: ['assigned', 'started', 'returned'],
      to: 'unassigned',
      event: taskGivenBack,
    },
    expire: {
      from: ['unassigned', 'assigned', 'started', 'returned'],
      to: 'expired',
      event: taskExpired,
    },
  },
})
export type TaskStep = Exclude<StepOf<typeof taskMachine>, 'assign'>

/** The state after a step; undefined when it cannot happen. */
export const taskAfter = (status: TaskStatus, step: TaskStep) =>
  stateAfter(taskMachine, status, step)

/** A store whose task is open gets no second one. */
export function isOpen(status: TaskStatus): boolean {
  return status !== 'accepted' && status !== 'expired'
}

/** The least time for mending something, in milliseconds. */
export const leastTimeToMend = 2 * 24 * 3_600_000

interface Answers {
  spots: readonly { spot: string; finding: Finding; note: string; photo: string }[]
}

/** Everything that is wrong, field by field; empty when every spot of the task is answered once and says enough. */
export function wrongAnswers(
  spots: readonly { id: string; before: { id: string } | null }[],
  answers: Answers,
): { field: string; rule: string }[] {
  const known = new Set(spots.map(({ id }) => id))
  const seen = new Set<string>()
  // what review saw then shows nothing of today, and one photo shows one spot
  const photos = new Set(spots.flatMap(({ before }) => before?.id ?? []))
  const wrong = answers.spots.flatMap(({ spot, finding, note, photo }, index) => {
    const path = `spots.${index}`
    const twice = seen.has(spot)
    seen.add(spot)
    const isOld = photos.has(photo)
    photos.add(photo)
    if (!known.has(spot)) return [{ field: `${path}.spot`, rule: 'is no spot of this task' }]
    if (twice) return [{ field: `${path}.spot`, rule: 'is there already' }]
    if (isOld) return [{ field: `${path}.photo`, rule: 'is a photo of its own, taken now' }]
    const silent = finding !== 'in_place' && !note
    return silent ? [{ field: `${path}.note`, rule: 'says what is wrong with the spot' }] : []
  })
  const left = spots.filter(({ id }) => !seen.has(id)).length
  return left ? [...wrong, { field: 'spots', rule: `lacks ${left} spots of the task` }] : wrong
}
