/** The state table of a verification task, and what answers must be like (requirements B9). */
import type { Finding, TaskStatus } from './contract.ts'

export const taskSteps = [
  'start',
  'submit',
  'accept',
  'return',
  'reassign',
  'extend',
  'give_back',
  'expire',
] as const
export type TaskStep = (typeof taskSteps)[number]

/** Where each step leads; what is not listed cannot happen. */
export const taskTable: Record<TaskStatus, Partial<Record<TaskStep, TaskStatus>>> = {
  unassigned: { reassign: 'assigned', expire: 'expired' },
  // what was done without network need not have been started before
  assigned: {
    start: 'started',
    submit: 'submitted',
    reassign: 'assigned',
    extend: 'assigned',
    give_back: 'unassigned',
    expire: 'expired',
  },
  started: {
    submit: 'submitted',
    reassign: 'assigned',
    extend: 'started',
    give_back: 'unassigned',
    expire: 'expired',
  },
  submitted: { accept: 'accepted', return: 'returned' },
  returned: {
    submit: 'submitted',
    reassign: 'assigned',
    extend: 'returned',
    give_back: 'unassigned',
    expire: 'expired',
  },
  accepted: {},
  expired: {},
}

/** The state after a step; undefined when it cannot happen. */
export function taskAfter(status: TaskStatus, step: TaskStep): TaskStatus | undefined {
  return taskTable[status][step]
}

/** A store whose task is open gets no second one. */
export function isOpen(status: TaskStatus): boolean {
  return status !== 'accepted' && status !== 'expired'
}

const statuses = Object.keys(taskTable) as TaskStatus[]

/** States in which a step can happen. */
export function statesBefore(step: TaskStep): TaskStatus[] {
  return statuses.filter((status) => taskAfter(status, step) !== undefined)
}

/** Milliseconds that whoever mends something has at least. */
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
