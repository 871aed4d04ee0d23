/** What a person does with a verification task on the phone: fill in what they find, submit it, take it back. */
import type { MyTask, TaskAnswers, TaskStatus } from '../../service/inspections/contract.ts'
import { newId } from '../api/new-id.ts'
import { restartQueue } from './queue.ts'
import { photosOfInspection, type FoundAtSpot, type Inspection } from './shapes.ts'
import { findInspection, readPhone } from './memory.ts'
import { changeInspection, changePhoto, dropInspection, putInspection, putPhoto } from './store.ts'

const nothingYet: FoundAtSpot = { finding: null, note: '', photo: null }

function emptyInspection(task: MyTask): Inspection {
  const { id, store, spots, feedback } = task
  return {
    id,
    task,
    answers: newId(),
    owner: readPhone().owner,
    storeName: store.name,
    // after a return what was said and shown stands, to be mended where it must
    spots: Object.fromEntries(
      spots.map((spot) => [
        spot.id,
        spot.now
          ? { finding: spot.now.finding, note: spot.now.note, photo: spot.now.photo.id }
          : { ...nothingYet },
      ]),
    ),
    feedback,
    savedAt: new Date().toISOString(),
    sending: null,
  }
}

/** Keeps a task here, from the first thing that is filled in; what is kept already stays. */
export async function keepTask(task: MyTask): Promise<void> {
  if (!findInspection(task.id)) await putInspection(emptyInspection(task))
}

/** Where a task stands for the person: begun here it is started, also before the service has heard of it. */
export function statusHere(
  { status }: { status: TaskStatus },
  kept: Inspection | undefined,
): TaskStatus {
  return kept && status === 'assigned' ? 'started' : status
}

/** What stands on the screen of a task: what is kept here, or what it begins with. */
export function shownOf(task: MyTask, kept: Inspection | undefined): Inspection {
  return kept ?? emptyInspection(task)
}

/** Writes down at once what was found at a spot. */
export async function fillInSpot(
  task: MyTask,
  spot: string,
  change: Partial<FoundAtSpot>,
): Promise<void> {
  await keepTask(task)
  await changeInspection(task.id, (known) => ({
    ...known,
    spots: { ...known.spots, [spot]: { ...nothingYet, ...known.spots[spot], ...change } },
    savedAt: new Date().toISOString(),
  }))
}

export async function fillInFeedback(task: MyTask, feedback: string): Promise<void> {
  await keepTask(task)
  await changeInspection(task.id, (known) => ({
    ...known,
    feedback,
    savedAt: new Date().toISOString(),
  }))
}

/** Ids of spots of which something is still missing: the finding, its photo, or what is wrong there. */
export function spotsLeft({ spots }: MyTask, inspection: Inspection): string[] {
  return spots.flatMap(({ id }) => {
    const { finding, note, photo } = inspection.spots[id] ?? nothingYet
    const silent = finding !== 'in_place' && !note.trim()
    const refused = photo !== null && readPhone().photos.get(photo)?.state === 'failed'
    return !finding || !photo || silent || refused ? [id] : []
  })
}

function toSend({ spots, feedback }: Inspection): TaskAnswers {
  return {
    spots: Object.entries(spots).flatMap(([spot, { finding, note, photo }]) =>
      finding && photo ? [{ spot, finding, note: note.trim(), photo }] : [],
    ),
    feedback: feedback.trim(),
  }
}

/** Freezes the answers as they are now and lets the queue send them. */
export async function submitInspection(task: MyTask): Promise<void> {
  // nothing may have been changed since it came back
  await keepTask(task)
  await changeInspection(task.id, (inspection) => ({
    ...inspection,
    sending: {
      body: JSON.stringify(toSend(inspection)),
      queuedAt: new Date().toISOString(),
      attempts: 0,
      nextTry: 0,
      problem: null,
    },
  }))
  restartQueue()
}

/** Out of the outbox, to be changed: what was sent before counts under its own id, so these are new answers. */
export async function changeAnswers(id: string): Promise<void> {
  await changeInspection(id, (inspection) => ({
    ...inspection,
    answers: newId(),
    sending: null,
  }))
}

/** Tries now what failed or waits. */
export async function sendInspectionAgain(id: string): Promise<void> {
  const inspection = findInspection(id)
  if (!inspection) return
  for (const photoId of photosOfInspection(inspection)) {
    await changePhoto(photoId, (photo) =>
      photo.state === 'failed' && photo.blob
        ? { ...photo, state: 'waiting', nextTry: 0, problem: null }
        : { ...photo, nextTry: 0 },
    )
  }
  await changeInspection(id, (known) => ({
    ...known,
    sending: known.sending && { ...known.sending, nextTry: 0, problem: null },
  }))
  restartQueue()
}

/** Throws the answers away; the task stays to be done. @returns how to get them back */
export async function throwAnswersAway(id: string): Promise<() => Promise<void>> {
  const inspection = findInspection(id)
  const photos = [...readPhone().photos.values()].filter((photo) => photo.visit === id)
  await dropInspection(id)
  return async () => {
    if (!inspection) return
    await putInspection(inspection)
    for (const photo of photos) await putPhoto(photo)
    restartQueue()
  }
}

/** Throws away what is kept here of a task that is the person's no longer. */
export function forgetInspection(id: string): Promise<void> {
  return dropInspection(id)
}
