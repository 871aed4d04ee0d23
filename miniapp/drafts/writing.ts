/** Writes what is in memory to the phone's database, one thing after the other; what could not be written is tried again. */
import { database, storesOfKinds, withDatabase, type PhoneDatabase } from './database.ts'
import type { Kind } from './kind.ts'
import { become, entriesWithout, findEntry, photosWithout, readPhone } from './memory.ts'
import type { Entry } from './shapes.ts'
import { troubleOf, type Trouble } from './storage-trouble.ts'
import { isStoredAsBytes, storeAsBytes, storedPhoto } from './stored-photo.ts'

/** Milliseconds until what could not be written is tried again; a next write tries it as well. */
const pause = 10_000

/** What a write is about; `gone` when an entry was sent or thrown away. */
export type About = { what: 'photo' | 'discard' | 'gone'; id: string } | AboutEntry

interface AboutEntry {
  what: 'entry'
  kind: Kind
  id: string
}

/** What is newer in memory than on the disk, by what it is and its id. */
const unwritten = new Map<string, About>()
const keyOf = ({ what, id }: About) => (what === 'discard' ? `discard ${id}` : id)

/** The database could not be opened, and the person went on without it. */
let away: Trouble | undefined
let lastWrite: Promise<unknown> = Promise.resolve()
let begun = 0
let timer: ReturnType<typeof setTimeout> | undefined
/** Reads the database again once it can be opened. */
let onReturn: () => Promise<void> = async () => undefined

const otherTabs =
  typeof BroadcastChannel === 'undefined' ? undefined : new BroadcastChannel('partner-workspace')

/** What a tab tells the others once it has written: ids of what is gone by that. */
interface Written {
  gone?: string[]
}

/** Calls back when another tab has written. */
export function onOtherTab(listener: () => void): void {
  otherTabs?.addEventListener('message', ({ data }: MessageEvent<Written>) => {
    // sent or thrown away there: written from here it would come back
    for (const id of data.gone ?? []) forgetGone(id)
    listener()
  })
}

function forgetGone(id: string): void {
  for (const photo of readPhone().photos.values())
    if (photo.visit === id) unwritten.delete(photo.id)
  unwritten.delete(id)
  become({ entries: entriesWithout(id), photos: photosWithout(id) })
  tell(away ?? null)
}

/** Counts writes as they begin: what was read from the disk meanwhile is out of date. */
export const writesBegun = (): number => begun

/** Whether this is newer in memory than on the disk. */
export const isUnwritten = (id: string): boolean => away !== undefined || unwritten.has(id)

export const isAllKept = (): boolean => away === undefined && unwritten.size === 0

/** What the service has is safe, whether the phone has it or not. */
const isSafe = ({ what, id }: About) =>
  what === 'photo' && readPhone().photos.get(id)?.state === 'there'

function tell(trouble: Trouble | null): void {
  const unkept = new Set([...unwritten.values()].filter((one) => !isSafe(one)).map(({ id }) => id))
  const isTold = away !== undefined || unkept.size > 0
  become({ unkept, trouble: isTold ? (trouble ?? readPhone().trouble ?? 'broken') : null })
  clearTimeout(timer)
  if (!isAllKept()) timer = setTimeout(() => void keepNow(), pause)
}

/** As it is in memory by now; what is not there is not there on the disk either. */
async function writeOne(db: PhoneDatabase, about: About): Promise<void> {
  const { id } = about
  const { photos, discards } = readPhone()
  if (about.what === 'discard') {
    const discard = discards.find((one) => one.id === id)
    if (discard) await db.put('discards', discard)
    else await db.delete('discards', id)
  } else if (about.what === 'entry') {
    const entry = findEntry(about.kind, id)
    const stored = (await db.get(about.kind.kind, id)) as Entry | undefined
    // while the database was away, another tab may have gone on with it
    const isOlder = entry && stored && stored.savedAt > entry.savedAt
    if (entry && !isOlder) await db.put(about.kind.kind, entry)
  } else if (about.what === 'photo') {
    const photo = photos.get(id)
    if (photo) await db.put('photos', storedPhoto(photo))
  } else {
    await deleteAll(db, id)
  }
}

/** An entry with its photos, in one transaction. */
export async function deleteAll(db: PhoneDatabase, id: string): Promise<void> {
  const stores = storesOfKinds()
  const all = db.transaction([...stores, 'photos'], 'readwrite')
  // memory does not know them all: it may be another person's by now
  const gone = await all.objectStore('photos').index('visit').getAllKeys(id)
  await Promise.all([
    ...stores.map((store) => all.objectStore(store).delete(id)),
    ...gone.map((photo) => all.objectStore('photos').delete(photo)),
    all.done,
  ])
}

/** An engine that stores no pictures gets their bytes. */
async function onDisk(work: (db: PhoneDatabase) => Promise<void>): Promise<void> {
  try {
    await withDatabase(work)
  } catch (error) {
    const isPicture = error instanceof DOMException && error.name === 'DataCloneError'
    if (!isPicture || isStoredAsBytes()) throw error
    await storeAsBytes(readPhone().photos.values())
    await withDatabase(work)
  }
}

/** Everything that is not on the disk yet; one thing that fails does not hold up the others. */
async function writeRest(): Promise<void> {
  let trouble: Trouble | null = null
  for (const about of [...unwritten.values()]) {
    try {
      await onDisk((db) => writeOne(db, about))
      unwritten.delete(keyOf(about))
    } catch (error) {
      trouble ??= troubleOf(error) ?? null
      if (!trouble) throw error
      // the rest would fail in the same way
      if (trouble !== 'broken') break
    }
  }
  tell(trouble)
}

async function attempt(about: About[], work: (db: PhoneDatabase) => Promise<void>): Promise<void> {
  try {
    if (!away) {
      if (isStoredAsBytes()) await storeAsBytes(readPhone().photos.values())
      await onDisk(work)
      for (const one of about) unwritten.delete(keyOf(one))
      if (unwritten.size) await writeRest()
      else tell(null)
      const gone = about.flatMap(({ what, id }) => (what === 'gone' ? [id] : []))
      otherTabs?.postMessage({ gone } satisfies Written)
      return
    }
  } catch (error) {
    const trouble = troubleOf(error)
    if (!trouble) throw error
    console.warn('not written to the database of this phone', error)
    for (const one of about) unwritten.set(keyOf(one), one)
    tell(trouble)
    return
  }
  for (const one of about) unwritten.set(keyOf(one), one)
  tell(away)
}

/** Behind all that is being written. */
function afterLastWrite(work: () => Promise<void>): Promise<void> {
  become({ writing: readPhone().writing + 1 })
  const done = lastWrite.then(work).finally(() => become({ writing: readPhone().writing - 1 }))
  // its caller is told of its failure; the next one goes on all the same
  lastWrite = Promise.allSettled([done])
  return done
}

/**
 * Writes one after the other; memory already shows the new state. Resolves when it is on the disk, or could not be
 * written: then `trouble` and `unkept` say so, and it is tried again by itself.
 */
export function write(about: About[], work: (db: PhoneDatabase) => Promise<void>): Promise<void> {
  begun += 1
  return afterLastWrite(() => attempt(about, work))
}

/** @returns whether the database, which was away, is there again */
async function isThereAgain(): Promise<boolean> {
  try {
    await database()
    away = undefined
    return true
  } catch (error) {
    const trouble = troubleOf(error)
    if (!trouble) throw error
    away = trouble
    tell(trouble)
    return false
  }
}

/** Tries now what could not be written. */
export async function keepNow(): Promise<void> {
  let isBack = false
  await afterLastWrite(async () => {
    if (isAllKept()) return
    if (away) {
      isBack = await isThereAgain()
      if (!isBack) return
    }
    await writeRest()
  })
  // it waits for all that is being written
  if (isBack) await onReturn()
}

/** When all that was written has reached the disk, or could not; also what was written while waiting. */
export async function allWritten(): Promise<void> {
  while (readPhone().writing) await lastWrite
}

/** From now on memory only, until the database opens after all. */
export function goWithout(trouble: Trouble, back: () => Promise<void>): void {
  away = trouble
  onReturn = back
  tell(trouble)
}

/** Forgets what could not be written: the person has signed out. */
export function forgetUnwritten(): void {
  away = undefined
  unwritten.clear()
  clearTimeout(timer)
}

/** A browser asks whether to leave; most web views of phones do not, which is why the screens say to stay. */
function askBeforeLeaving(event: BeforeUnloadEvent): void {
  if (readPhone().unkept.size > 0) event.preventDefault()
}

function whenSeen(): void {
  if (document.visibilityState === 'visible' && !isAllKept()) void keepNow()
}

/** For as long as the workspace is open for its person; answers how to stop it. */
export function watchUnwritten(): () => void {
  window.addEventListener('beforeunload', askBeforeLeaving)
  document.addEventListener('visibilitychange', whenSeen)
  return () => {
    window.removeEventListener('beforeunload', askBeforeLeaving)
    document.removeEventListener('visibilitychange', whenSeen)
  }
}
