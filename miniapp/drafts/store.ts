/** The phone's visits, inspections and photos: read from memory, written through to IndexedDB at every change. */
import { useSyncExternalStore } from 'react'
import { database, type PhoneDatabase } from './database.ts'
import type { Inspection, PhotoOnPhone, Visit } from './shapes.ts'

export interface Phone {
  /** Staff member whose visits these are; empty while closed. */
  owner: string
  /** Newest first. */
  visits: readonly Visit[]
  inspections: readonly Inspection[]
  photos: ReadonlyMap<string, PhotoOnPhone>
  /** Ids of drafts that were thrown away here and are still on the service. */
  discards: readonly string[]
  /** Writes that have not reached the disk yet. */
  writing: number
  /** The last write failed: storage is full, or not allowed. */
  full: boolean
}

const closed = {
  owner: '',
  visits: [],
  inspections: [],
  photos: new Map(),
  discards: [],
} satisfies Partial<Phone>

let phone: Phone = { ...closed, writing: 0, full: false }

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

/** How much waits to be sent. */
export function useWaiting(): number {
  const { visits, inspections } = usePhone()
  return [...visits, ...inspections].filter(({ sending }) => sending).length
}

const newestFirst = (visits: Visit[]) =>
  visits.sort((one, other) => other.savedAt.localeCompare(one.savedAt))

let lastWrite: Promise<unknown> = Promise.resolve()
/** Counts writes as they begin: what was read from the disk meanwhile is out of date. */
let begun = 0
/** Ids of what is newer in memory than on the disk, because writing it failed. */
const unwritten = new Set<string>()

/** Writes one after the other; memory already shows the new state. Resolves when it is on the disk. */
function write(ids: string[], work: (db: PhoneDatabase) => Promise<void>): Promise<void> {
  begun += 1
  become({ writing: phone.writing + 1 })
  const done = lastWrite
    .then(async () => work(await database()))
    .then(
      () => {
        for (const id of ids) unwritten.delete(id)
        become({ writing: phone.writing - 1, full: false })
        otherTabs?.postMessage('changed')
      },
      (error: unknown) => {
        for (const id of ids) unwritten.add(id)
        become({ writing: phone.writing - 1, full: true })
        throw error
      },
    )
  lastWrite = done.catch(() => undefined)
  return done
}

/** When all that was written has reached the disk, or could not; also what was written while waiting. */
export async function allWritten(): Promise<void> {
  while (phone.writing) await lastWrite
}

/** Reads until nothing was written meanwhile, so that nothing older than memory is taken. */
async function readAll(owner: string): Promise<Partial<Phone>> {
  await allWritten()
  const before = begun
  const all = (await database()).transaction(['visits', 'inspections', 'photos', 'discards'])
  const [visits, inspections, photos, discards] = await Promise.all([
    all.objectStore('visits').index('owner').getAll(owner),
    all.objectStore('inspections').index('owner').getAll(owner),
    all.objectStore('photos').getAll(),
    all.objectStore('discards').getAll(),
  ])
  if (begun !== before) return readAll(owner)
  const mine = new Set([...visits, ...inspections].map(({ id }) => id))
  return {
    owner,
    visits: newestFirst(visits),
    inspections,
    photos: new Map(
      photos.filter(({ visit }) => mine.has(visit)).map((photo) => [photo.id, photo]),
    ),
    discards: discards.filter((discard) => discard.owner === owner).map(({ id }) => id),
  }
}

/** Whose visits were asked for last: what was asked for before comes too late. */
let wanted = ''

/** Opens what this staff member has on the phone; another's stays closed. */
export async function openPhone(owner: string): Promise<void> {
  wanted = owner
  if (phone.owner === owner) return
  const found = await readAll(owner)
  if (wanted === owner) become(found)
}

/** Nobody's visits are in memory any more; on the phone they stay. */
export function closePhone(): void {
  wanted = ''
  unwritten.clear()
  become(closed)
}

let reading = false
let changedElsewhere = false

/** Takes what another tab has written, after everything that this one is writing. */
async function readAgain(): Promise<void> {
  changedElsewhere = true
  if (reading) return
  reading = true
  try {
    while (changedElsewhere) {
      changedElsewhere = false
      const { owner } = phone
      // what could not be written is in memory only
      if (!owner || unwritten.size) return
      const found = await readAll(owner)
      if (phone.owner === owner && wanted === owner && !unwritten.size) become(found)
    }
  } finally {
    reading = false
  }
}

otherTabs?.addEventListener('message', () => void readAgain())

export function findVisit(id: string): Visit | undefined {
  return phone.visits.find((visit) => visit.id === id)
}

function showVisit(visit: Visit): void {
  const others = phone.visits.filter(({ id }) => id !== visit.id)
  become({ visits: newestFirst([visit, ...others]) })
}

function showPhoto(photo: PhotoOnPhone): void {
  become({ photos: new Map(phone.photos).set(photo.id, photo) })
}

/** Adds a visit or puts it in the place of what was there. */
export function putVisit(visit: Visit): Promise<void> {
  showVisit(visit)
  return write([visit.id], async (db) => void (await db.put('visits', visit)))
}

export function putPhoto(photo: PhotoOnPhone): Promise<void> {
  showPhoto(photo)
  return write([photo.id], async (db) => void (await db.put('photos', photo)))
}

/**
 * Changes what is on the disk, which another tab may have changed since this one read it; what is not
 * there any more stays gone. Memory shows the change at once, and afterwards what came of it.
 */
async function change<Thing extends Visit | Inspection | PhotoOnPhone>(
  name: 'visits' | 'inspections' | 'photos',
  id: string,
  inMemory: Thing | undefined,
  show: (thing: Thing) => void,
  work: (thing: Thing) => Thing,
): Promise<void> {
  const { owner } = phone
  const changed = inMemory && work(inMemory)
  if (changed) show(changed)
  const mine = begun + 1
  await write([id], async (db) => {
    const all = db.transaction(name, 'readwrite')
    const stored = (await all.store.get(id)) as Thing | undefined
    const next = changed && unwritten.has(id) ? changed : stored && work(stored)
    if (next) await all.store.put(next as never)
    await all.done
    // a later write shows its own
    if (next && changed && begun === mine && phone.owner === owner) show(next)
  })
}

/** Changes a visit, whoever's it is; one that has gone meanwhile stays gone. */
export function changeVisit(id: string, work: (visit: Visit) => Visit): Promise<void> {
  return change('visits', id, findVisit(id), showVisit, work)
}

export function findInspection(id: string): Inspection | undefined {
  return phone.inspections.find((inspection) => inspection.id === id)
}

function showInspection(inspection: Inspection): void {
  const others = phone.inspections.filter(({ id }) => id !== inspection.id)
  become({ inspections: [inspection, ...others] })
}

export function putInspection(inspection: Inspection): Promise<void> {
  showInspection(inspection)
  return write([inspection.id], async (db) => void (await db.put('inspections', inspection)))
}

/** Changes an inspection; one that has gone meanwhile stays gone. */
export function changeInspection(
  id: string,
  work: (inspection: Inspection) => Inspection,
): Promise<void> {
  return change('inspections', id, findInspection(id), showInspection, work)
}

export function changePhoto(
  id: string,
  work: (photo: PhotoOnPhone) => PhotoOnPhone,
): Promise<void> {
  return change('photos', id, phone.photos.get(id), showPhoto, work)
}

const sameBut = (one: object, other: object | undefined) =>
  JSON.stringify(one) === JSON.stringify(other)

/**
 * A visit or photo of memory as it is on the disk by now: another tab may have sent it, changed it or
 * thrown it away. Memory follows.
 * @returns undefined when it is gone
 */
export async function newestVisit(known: Visit): Promise<Visit | undefined> {
  await allWritten()
  if (unwritten.has(known.id)) return known
  const [before, newest] = [begun, await (await database()).get('visits', known.id)]
  if (begun === before && phone.owner === known.owner && !sameBut(known, newest)) {
    if (newest) showVisit(newest)
    else become({ visits: phone.visits.filter(({ id }) => id !== known.id) })
  }
  return newest
}

/** The same for an inspection. */
export async function newestInspection(known: Inspection): Promise<Inspection | undefined> {
  await allWritten()
  if (unwritten.has(known.id)) return known
  const [before, newest] = [begun, await (await database()).get('inspections', known.id)]
  if (begun === before && phone.owner === known.owner && !sameBut(known, newest)) {
    if (newest) showInspection(newest)
    else become({ inspections: phone.inspections.filter(({ id }) => id !== known.id) })
  }
  return newest
}

/** The same for a photo. */
export async function newestPhoto(known: PhotoOnPhone): Promise<PhotoOnPhone | undefined> {
  await allWritten()
  if (unwritten.has(known.id)) return known
  const [before, newest] = [begun, await (await database()).get('photos', known.id)]
  if (begun === before && isHere(known.visit) && !sameBut(known, newest)) {
    const photos = new Map(phone.photos)
    if (newest) photos.set(newest.id, newest)
    else photos.delete(known.id)
    become({ photos })
  }
  return newest
}

const isHere = (id: string) => (findVisit(id) ?? findInspection(id)) !== undefined

function photosWithout(id: string): Map<string, PhotoOnPhone> {
  return new Map([...phone.photos].filter(([, { visit }]) => visit !== id))
}

/** Forgets an inspection with its photos, in one transaction. */
export function dropInspection(id: string): Promise<void> {
  become({
    inspections: phone.inspections.filter((inspection) => inspection.id !== id),
    photos: photosWithout(id),
  })
  return write([id], async (db) => {
    const all = db.transaction(['inspections', 'photos'], 'readwrite')
    const gone = await all.objectStore('photos').index('visit').getAllKeys(id)
    await Promise.all([
      all.objectStore('inspections').delete(id),
      ...gone.map((photo) => all.objectStore('photos').delete(photo)),
      all.done,
    ])
  })
}

/** Forgets a visit with its photos, in one transaction. */
export function dropVisit(id: string, tellService: boolean): Promise<void> {
  const { owner } = phone
  become({
    visits: phone.visits.filter((visit) => visit.id !== id),
    photos: photosWithout(id),
    discards: tellService ? [...phone.discards, id] : phone.discards,
  })
  return write([id], async (db) => {
    const all = db.transaction(['visits', 'photos', 'discards'], 'readwrite')
    // memory does not know them all: it may be another person's by now
    const gone = await all.objectStore('photos').index('visit').getAllKeys(id)
    await Promise.all([
      all.objectStore('visits').delete(id),
      ...gone.map((photo) => all.objectStore('photos').delete(photo)),
      tellService && all.objectStore('discards').put({ id, owner }),
      all.done,
    ])
  })
}

export function forgetDiscard(id: string): Promise<void> {
  become({ discards: phone.discards.filter((discard) => discard !== id) })
  return write([id], (db) => db.delete('discards', id))
}
