/** A kind of entry with everything a screen does to it: keep, change, submit, try again, throw away. */
import type { Kind } from './kind.ts'
import { entriesOf, findEntry, readPhone, usePhone } from './memory.ts'
import { photosOf } from './queue-rules.ts'
import { restartQueue } from './queue.ts'
import type { Entry, PhotoOnPhone } from './shapes.ts'
import {
  changeEntry,
  changePhoto,
  discardEntry,
  dropEntry,
  forgetDiscard,
  putEntry,
  putPhoto,
} from './store.ts'

export interface Kept<Own extends Entry> extends Kind<Own> {
  /** Newest first; for screens, which are drawn again when they change. */
  useAll(): readonly Own[]
  /** As it is now. */
  find(id: string): Own | undefined
  put(entry: Own): Promise<void>
  /** Writes a change down at once; what is gone meanwhile stays gone. */
  change(id: string, work: (entry: Own) => Own): Promise<void>
  /** Freezes it as it is now and lets the queue send it. */
  submit(id: string): Promise<void>
  /** @returns how to get it back */
  throwAway(id: string): Promise<() => Promise<void>>
  /** Forgets what is of no use any more; the service is told nothing. */
  forget(id: string): Promise<void>
}

/** Declares a kind; it is kept once it is among those that the workspace opens. */
export function kept<Own extends Entry>(declaration: Kind<Own>): Kept<Own> {
  const kind: Kept<Own> = {
    ...declaration,
    useAll: () => entriesOf(kind, usePhone()),
    find: (id) => findEntry(kind, id),
    put: (entry) => putEntry(kind, entry),
    change: (id, work) => changeEntry(kind, id, work),
    submit: async (id) => {
      await changeEntry(kind, id, (entry) => ({
        ...entry,
        sending: {
          body: JSON.stringify(kind.toSend(entry)),
          queuedAt: new Date().toISOString(),
          attempts: 0,
          nextTry: 0,
          problem: null,
        },
      }))
      restartQueue()
    },
    throwAway: (id) => throwAway(kind, id),
    forget: dropEntry,
  }
  return kind
}

/**
 * Puts an entry with its photos. Memory has all of it before a write is waited for: when another tab has written, memory
 * is read again, and photos without their entry are not taken.
 */
export async function putWithPhotos<Own extends Entry>(
  kind: Kind<Own>,
  entry: Own,
  photos: readonly PhotoOnPhone[],
): Promise<void> {
  await Promise.all([...photos.map(putPhoto), putEntry(kind, entry)])
}

/** Tries now what failed or waits. */
export async function sendAgain<Own extends Entry>(kind: Kind<Own>, id: string): Promise<void> {
  const entry = findEntry(kind, id)
  if (!entry) return
  for (const photoId of photosOf(kind, entry)) {
    await changePhoto(photoId, (photo) =>
      photo.state === 'failed' && photo.blob
        ? { ...photo, state: 'waiting', nextTry: 0, problem: null }
        : { ...photo, nextTry: 0 },
    )
  }
  await changeEntry(kind, id, (known) => ({
    ...known,
    sending: known.sending && { ...known.sending, nextTry: 0, problem: null },
  }))
  restartQueue()
}

/** @returns how to get it back */
export async function throwAway<Own extends Entry>(
  kind: Kind<Own>,
  id: string,
): Promise<() => Promise<void>> {
  const entry = findEntry(kind, id)
  const photos = [...readPhone().photos.values()].filter(({ visit }) => visit === id)
  await (kind.discard ? discardEntry(kind, id) : dropEntry(id))
  return async () => {
    if (!entry) return
    await Promise.all([
      ...(kind.discard ? [forgetDiscard(id)] : []),
      putWithPhotos(kind, kind.broughtBack?.(entry) ?? entry, photos),
    ])
    restartQueue()
  }
}
