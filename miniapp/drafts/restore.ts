/** Brings drafts from the service to this phone: a new phone goes on where the old one stopped. */
import { useSyncExternalStore } from 'react'
import { listDrafts, type Draft } from '../../service/drafts/contract.ts'
import { call } from '../api/client.ts'
import { OfflineError, ProblemError } from '../api/problem-error.ts'
import { photosOf, type Visit } from './shapes.ts'
import { findVisit, readPhone, usePhone } from './memory.ts'
import { dropVisit, putPhoto, putVisit } from './store.ts'
import { photoThere } from './visits.ts'

/** As many as the service lists; with fewer, a draft that is not listed is gone. */
const mostListed = 50

async function bring({ id, revision, content, savedAt, photos }: Draft): Promise<void> {
  const there = new Set(photos.map((photo) => photo.id))
  const known = readPhone().photos
  // photos that were only on the other phone cannot be brought
  const reachable = (ids: string[]) => ids.filter((photo) => there.has(photo) || known.has(photo))
  const visit: Visit = {
    id,
    owner: readPhone().owner,
    revision,
    content: {
      ...content,
      store: { ...content.store, photos: reachable(content.store.photos) },
      spots: content.spots.map((spot) => ({ ...spot, photos: reachable(spot.photos) })),
    },
    savedAt,
    savedOnServer: savedAt,
    codes: findVisit(id)?.codes ?? {},
    sending: null,
  }
  for (const photo of photosOf(visit.content)) {
    if (!known.has(photo)) await putPhoto(photoThere(id, photo))
  }
  await putVisit(visit)
}

let restoredFor = ''
const listeners = new Set<() => void>()

function onRestored(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Whether the drafts of the person have been looked for, with or without success. */
export function useRestored(): boolean {
  const { owner } = usePhone()
  return useSyncExternalStore(onRestored, () => restoredFor === owner)
}

/**
 * What changed on this phone and has not reached the service yet stays as it is. Where the service is not reached, the
 * drafts of this phone are there all the same.
 */
export async function restoreDrafts(): Promise<void> {
  const { owner } = readPhone()
  try {
    await bringAll()
  } catch (error) {
    if (!(error instanceof OfflineError || error instanceof ProblemError)) throw error
  } finally {
    restoredFor = owner
    for (const listener of listeners) listener()
  }
}

async function bringAll(): Promise<void> {
  const { owner, visits: asked } = readPhone()
  // what is begun, saved or sent while the service is asked is not in its answer, or is still there
  const before = new Map(asked.map((visit) => [visit.id, visit]))
  const { items, damaged } = await call(listDrafts, { owner })
  const { discards } = readPhone()
  for (const draft of items) {
    if (readPhone().owner !== owner) return
    const here = findVisit(draft.id)
    const untouched = here && !here.sending && here.savedAt === here.savedOnServer
    const newer = here ? untouched && here.savedAt < draft.savedAt : !before.has(draft.id)
    if (newer && !discards.includes(draft.id)) await bring(draft)
  }
  // one that cannot be listed there is still whole here
  if (damaged || items.length >= mostListed || readPhone().owner !== owner) return
  const listed = new Set(items.map(({ id }) => id))
  for (const { id, savedAt, savedOnServer } of before.values()) {
    const here = findVisit(id)
    const untouched = here && !here.sending && here.savedAt === savedAt
    // sent in or thrown away on another phone
    if (untouched && savedAt === savedOnServer && !listed.has(id)) await dropVisit(id, false)
  }
}
