/** The phone's visits and photos: read from memory, written through to IndexedDB at every change. */
import { useSyncExternalStore } from 'react'
import { database } from './database.ts'
import type { PhotoOnPhone, Visit } from './shapes.ts'

export interface Phone {
  /** Staff member whose visits these are; empty until opened. */
  owner: string
  /** Newest first. */
  visits: readonly Visit[]
  photos: ReadonlyMap<string, PhotoOnPhone>
  /** Ids of drafts that were thrown away here and are still on the service. */
  discards: readonly string[]
  /** Writes that have not reached the disk yet. */
  writing: number
  /** The last write failed: storage is full, or not allowed. */
  full: boolean
}

let phone: Phone = {
  owner: '',
  visits: [],
  photos: new Map(),
  discards: [],
  writing: 0,
  full: false,
}

const listeners = new Set<() => void>()
const otherTabs =
  typeof BroadcastChannel === 'undefined' ? undefined : new BroadcastChannel('partner-workspace')

function become(change: Partial<Phone>): void {
  phone = { ...phone, ...change }
  for (const listener of listeners) listener()
}

export const readPhone = (): Phone => phone

export function onPhoneChange(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export function usePhone(): Phone {
  return useSyncExternalStore(onPhoneChange, readPhone)
}

const newestFirst = (visits: Visit[]) =>
  visits.sort((one, other) => other.savedAt.localeCompare(one.savedAt))

async function load(owner: string): Promise<void> {
  const db = await database()
  const [visits, photos, discards] = await Promise.all([
    db.getAllFromIndex('visits', 'owner', owner),
    db.getAll('photos'),
    db.getAll('discards'),
  ])
  const mine = new Set(visits.map(({ id }) => id))
  become({
    owner,
    visits: newestFirst(visits),
    photos: new Map(
      photos.filter(({ visit }) => mine.has(visit)).map((photo) => [photo.id, photo]),
    ),
    discards: discards.filter((discard) => discard.owner === owner).map(({ id }) => id),
  })
}

/** Opens what this staff member has on the phone; another's stays closed. */
export async function openPhone(owner: string): Promise<void> {
  if (phone.owner !== owner) await load(owner)
}

otherTabs?.addEventListener('message', () => {
  // what this tab is just writing is newer than what it would read
  if (phone.owner && !phone.writing) void load(phone.owner)
})

let lastWrite: Promise<unknown> = Promise.resolve()

/** Writes one after the other; memory already shows the new state. Resolves when it is on the disk. */
function write(work: () => Promise<unknown>): Promise<void> {
  become({ writing: phone.writing + 1 })
  const done = lastWrite.then(work).then(
    () => {
      become({ writing: phone.writing - 1, full: false })
      otherTabs?.postMessage('changed')
    },
    (error: unknown) => {
      become({ writing: phone.writing - 1, full: true })
      throw error
    },
  )
  lastWrite = done.catch(() => undefined)
  return done
}

export function findVisit(id: string): Visit | undefined {
  return phone.visits.find((visit) => visit.id === id)
}

/** Adds a visit or puts it in the place of what was there. */
export function putVisit(visit: Visit): Promise<void> {
  const others = phone.visits.filter(({ id }) => id !== visit.id)
  become({ visits: newestFirst([visit, ...others]) })
  return write(async () => (await database()).put('visits', visit))
}

/** Changes a visit that is there; one that has gone meanwhile stays gone. */
export async function changeVisit(id: string, change: (visit: Visit) => Visit): Promise<void> {
  const visit = findVisit(id)
  if (visit) await putVisit(change(visit))
}

export function putPhoto(photo: PhotoOnPhone): Promise<void> {
  become({ photos: new Map(phone.photos).set(photo.id, photo) })
  return write(async () => (await database()).put('photos', photo))
}

export async function changePhoto(
  id: string,
  change: (photo: PhotoOnPhone) => PhotoOnPhone,
): Promise<void> {
  const photo = phone.photos.get(id)
  if (photo) await putPhoto(change(photo))
}

/** Forgets a visit with its photos, in one transaction. */
export function dropVisit(id: string, tellService: boolean): Promise<void> {
  const { owner } = phone
  const gone = [...phone.photos.values()].filter(({ visit }) => visit === id)
  const photos = new Map(phone.photos)
  for (const photo of gone) photos.delete(photo.id)
  become({
    visits: phone.visits.filter((visit) => visit.id !== id),
    photos,
    discards: tellService ? [...phone.discards, id] : phone.discards,
  })
  return write(async () => {
    const db = await database()
    const all = db.transaction(['visits', 'photos', 'discards'], 'readwrite')
    await Promise.all([
      all.objectStore('visits').delete(id),
      ...gone.map((photo) => all.objectStore('photos').delete(photo.id)),
      tellService && all.objectStore('discards').put({ id, owner }),
      all.done,
    ])
  })
}

export function forgetDiscard(id: string): Promise<void> {
  become({ discards: phone.discards.filter((discard) => discard !== id) })
  return write(async () => (await database()).delete('discards', id))
}
