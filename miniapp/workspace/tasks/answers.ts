/** Answers of verification tasks on the phone: fill in what is found, submit it, and what the store has to know of them. */
import { findMyTask, startTask, submitTask } from '../../../service/inspections/contract/own.ts'
import type { Finding, TaskAnswers } from '../../../service/inspections/contract/answers.ts'
import type { MyTask, TaskStatus } from '../../../service/inspections/contract/task.ts'
import { sendActivity } from '../activity/send.ts'
import { answers } from '../../api/answers.ts'
import { takeAnswer } from '../../api/ask.ts'
import { call } from '../../api/client.ts'
import { newId } from '../../api/new-id.ts'
import { kept, type Kept } from '../../drafts/kept.ts'
import type { Errand } from '../../drafts/kind.ts'
import { readPhone } from '../../drafts/memory.ts'
import { savedAfter } from '../../drafts/saved-after.ts'
import type { Entry } from '../../drafts/shapes.ts'

/** What was found at one spot so far. */
interface FoundAtSpot {
  finding: Finding | null
  note: string
  photo: string | null
}

/** A verification task that is being answered here, until the service has the answers. Its id is that of the task. */
export interface Inspection extends Entry {
  /** Id of the answers; new ones when the task came back. */
  answers: string
  storeName: string
  /** As it was when it was begun here: at the store there may be no signal to ask for it again. */
  task: MyTask
  /** By id of the spot. */
  spots: Record<string, FoundAtSpot>
  feedback: string
}

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
    savedAt: savedAfter(),
    sending: null,
  }
}

function toSend({ spots, feedback }: Inspection): TaskAnswers {
  return {
    spots: Object.entries(spots).flatMap(([spot, { finding, note, photo }]) =>
      finding && photo ? [{ spot, finding, note: note.trim(), photo }] : [],
    ),
    feedback: feedback.trim(),
  }
}

/** The storefront has no photo of its own. */
function partsOf({ task, spots }: Inspection) {
  const ids = new Set([...task.spots.map(({ id }) => id), ...Object.keys(spots)])
  const parts = [...ids].map((id) => {
    const photo = spots[id]?.photo
    return { id, photos: photo ? [photo] : [] }
  })
  return [{ id: 'store', photos: [] }, ...parts]
}

/** The person began it without network; of answers that are sent in the service concludes it. */
const start: Errand<Inspection> = {
  name: 'start',
  isFirst: true,
  due: ({ task }) => (task.status === 'assigned' ? 0 : undefined),
  run: async ({ id: taskId, owner }) => {
    const task = await call(startTask, { params: { taskId }, owner })
    takeAnswer(answers, findMyTask, { params: { taskId } }, task)
    void answers.invalidateQueries({ queryKey: ['listMyTasks'] })
    return { task }
  },
}

export const answersKept: Kept<Inspection> = kept({
  kind: 'inspections',
  since: 2,
  storeNameOf: ({ storeName }) => storeName,
  partsOf,
  toSend,
  send: async ({ id: taskId, answers: answersId, owner }, body) => {
    const answer = await call(submitTask, { params: { taskId, answersId }, body, owner })
    takeAnswer(answers, findMyTask, { params: { taskId } }, answer)
    void sendActivity()
  },
  changes: ['listMyTasks'],
  errands: [start],
  outbox: {
    about: (_, t) => t('outbox.task'),
    change: async ({ id }) => {
      // what was sent before counts under its own id, so these are new answers
      await answersKept.change(id, (known) => ({ ...known, answers: newId(), sending: null }))
      return `/work/tasks/${id}`
    },
    removed: 'outbox.task.removed',
    removedUnsure: 'outbox.task.removedUnsure',
  },
})

/** Keeps a task here, from the first thing that is filled in; what is kept already stays. */
export async function keepTask(task: MyTask): Promise<void> {
  if (!answersKept.find(task.id)) await answersKept.put(emptyInspection(task))
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
  await answersKept.change(task.id, (known) => ({
    ...known,
    spots: { ...known.spots, [spot]: { ...nothingYet, ...known.spots[spot], ...change } },
    savedAt: savedAfter(known.savedAt),
  }))
}

export async function fillInFeedback(task: MyTask, feedback: string): Promise<void> {
  await keepTask(task)
  await answersKept.change(task.id, (known) => ({
    ...known,
    feedback,
    savedAt: savedAfter(known.savedAt),
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

/** Freezes the answers as they are now and lets the queue send them. */
export async function submitInspection(task: MyTask): Promise<void> {
  // nothing may have been changed since it came back
  await keepTask(task)
  await answersKept.submit(task.id)
}
