/** What a person does with visits: begin, fill in, submit, take back, throw away. */
import type { Submission } from '../../service/promotions/contract.ts'
import type { DraftContent } from '../../service/drafts/contract.ts'
import { onDevice } from '../api/keeping.ts'
import { newId } from '../api/new-id.ts'
import { restartQueue, wakeQueue } from './queue.ts'
import {
  contentOf,
  emptyContent,
  photosOf,
  toSend,
  type PhotoOnPhone,
  type Visit,
} from './shapes.ts'
import { findVisit, readPhone } from './memory.ts'
import { changePhoto, changeVisit, dropVisit, forgetDiscard, putPhoto, putVisit } from './store.ts'

const lastCategory = 'partner-workspace.category'

/** Later than what is there, even when the phone's clock was put back. */
function later(than?: string): string {
  return new Date(Math.max(Date.now(), than ? Date.parse(than) + 1 : 0)).toISOString()
}

/** Begins a visit; the category used last is taken as the first guess. */
export async function startVisit(product: string): Promise<Visit> {
  const visit: Visit = {
    id: newId(),
    owner: readPhone().owner,
    revision: null,
    content: emptyContent(product, onDevice.read(lastCategory) ?? ''),
    savedAt: later(),
    savedOnServer: null,
    codes: {},
    sending: null,
  }
  await putVisit(visit)
  return visit
}

/** A photo that only the service has. */
export function photoThere(visit: string, id: string): PhotoOnPhone {
  return {
    id,
    visit,
    blob: null,
    thumbnail: null,
    takenAt: '',
    place: null,
    source: 'camera',
    looks: 'unknown',
    state: 'there',
    attempts: 0,
    nextTry: 0,
    problem: null,
  }
}

/** Opens a submission for changes, or goes on with changes begun earlier (requirements B7). */
export async function startChanges(submission: Submission): Promise<Visit> {
  const revision = submission.revision + 1
  const begun = findVisit(submission.id)
  if (begun?.revision === revision) return begun
  const content = contentOf(submission)
  for (const id of photosOf(content)) await putPhoto(photoThere(submission.id, id))
  const visit: Visit = {
    id: submission.id,
    owner: readPhone().owner,
    revision,
    content,
    savedAt: later(begun?.savedAt),
    savedOnServer: null,
    codes: Object.fromEntries(content.spots.flatMap(({ codes }) => codes.map((c) => [c, 'mine']))),
    sending: null,
  }
  await putVisit(visit)
  return visit
}

/** Writes a change down at once; the service hears of it when the person pauses. */
export async function fillIn(
  id: string,
  change: (content: DraftContent) => DraftContent,
): Promise<void> {
  await changeVisit(id, (visit) => {
    const content = change(visit.content)
    if (content.store.category) onDevice.write(lastCategory, content.store.category)
    return { ...visit, content, savedAt: later(visit.savedAt) }
  })
  wakeQueue()
}

/** Freezes the visit as it is now and lets the queue send it. */
export async function submitVisit(id: string): Promise<void> {
  await changeVisit(id, (visit) => ({
    ...visit,
    sending: {
      body: JSON.stringify(toSend(visit.content)),
      queuedAt: new Date().toISOString(),
      attempts: 0,
      nextTry: 0,
      problem: null,
    },
  }))
  restartQueue()
}

/** Out of the outbox, to be changed; nothing of it has been taken by the service. */
export async function takeBack(id: string, step: string): Promise<void> {
  await changeVisit(id, (visit) => ({
    ...visit,
    content: { ...visit.content, step },
    savedAt: later(visit.savedAt),
    sending: null,
  }))
}

/** Tries now what failed or waits. */
export async function sendAgain(id: string): Promise<void> {
  const visit = findVisit(id)
  if (!visit) return
  for (const photoId of photosOf(visit.content)) {
    await changePhoto(photoId, (photo) =>
      photo.state === 'failed' && photo.blob
        ? { ...photo, state: 'waiting', nextTry: 0, problem: null }
        : { ...photo, nextTry: 0 },
    )
  }
  await changeVisit(id, (known) => ({
    ...known,
    sending: known.sending && { ...known.sending, nextTry: 0, problem: null },
  }))
  restartQueue()
}

/** Throws a visit away. @returns how to get it back */
export async function throwAway(id: string): Promise<() => Promise<void>> {
  const visit = findVisit(id)
  const photos = [...readPhone().photos.values()].filter((photo) => photo.visit === id)
  await dropVisit(id, true)
  return async () => {
    if (!visit) return
    await forgetDiscard(id)
    for (const photo of photos) await putPhoto(photo)
    await putVisit({ ...visit, savedAt: later(visit.savedAt), savedOnServer: null })
    wakeQueue()
  }
}
