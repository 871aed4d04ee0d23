/** The phone's visits, inspections and photos: read from memory, written through to IndexedDB at every change. */
import { withDatabase, type PhoneDatabase } from './database.ts'
import {
  become,
  findInspection,
  findVisit,
  forgetAll,
  newestFirst,
  photosWithout,
  readPhone,
  showInspection,
  showPhoto,
  showVisit,
  type Phone,
} from './memory.ts'
import type { Inspection, PhotoOnPhone, Visit } from './shapes.ts'
import { troubleOf, type Trouble } from './storage-trouble.ts'
import { photoOf, storedPhoto, type StoredPhoto } from './stored-photo.ts'
import {
  allWritten,
  deleteAll,
  forgetUnwritten,
  goWithout,
  isAllKept,
  isUnwritten,
  onOtherTab,
  write,
  writesBegun,
  type About,
} from './writing.ts'

/** Reads until nothing was written meanwhile, so that nothing older than memory is taken. */
async function readAll(owner: string): Promise<Partial<Phone>> {
  await allWritten()
  const before = writesBegun()
  const [visits, inspections, stored, discards] = await withDatabase((db) => {
    const all = db.transaction(['visits', 'inspections', 'photos', 'discards'])
    return Promise.all([
      all.objectStore('visits').index('owner').getAll(owner),
      all.objectStore('inspections').index('owner').getAll(owner),
      all.objectStore('photos').getAll(),
      all.objectStore('discards').getAll(),
    ])
  })
  if (writesBegun() !== before) return readAll(owner)
  const mine = new Set([...visits, ...inspections].map(({ id }) => id))
  const photos = stored.filter(({ visit }) => mine.has(visit)).map(photoOf)
  return {
    owner,
    visits: newestFirst(visits),
    inspections,
    photos: new Map(photos.map((photo) => [photo.id, photo])),
    discards: discards.filter((discard) => discard.owner === owner).map(({ id }) => id),
  }
}

/** Whose visits were asked for last: what was asked for before comes too late. */
let wanted = ''

/**
 * Opens what this staff member has on the phone; another's stays closed.
 * @throws StorageTrouble, DOMException when the phone's database does not open
 */
export async function openPhone(owner: string): Promise<void> {
  wanted = owner
  if (readPhone().owner === owner) return
  const found = await readAll(owner)
  if (wanted === owner && readPhone().owner !== owner) become(found)
}

/**
 * Goes on without what is on the phone: in memory only, until the database opens after all.
 * @param back is called then
 */
export function openWithout(owner: string, trouble: Trouble, back: () => Promise<void>): void {
  wanted = owner
  become({ owner })
  goWithout(trouble, async () => {
    await readAgain()
    await back()
  })
}

/** No visits are in memory any more; on the phone they stay. */
export function closePhone(): void {
  wanted = ''
  forgetUnwritten()
  forgetAll()
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
      const { owner } = readPhone()
      // what could not be written is in memory only
      if (!owner || !isAllKept()) return
      const found = await readAll(owner)
      if (readPhone().owner === owner && wanted === owner && isAllKept()) become(found)
    }
  } catch (error) {
    // memory goes on as it is; the next write says what is wrong
    if (!troubleOf(error)) throw error
    console.warn('not read from the database of this phone', error)
  } finally {
    reading = false
  }
}

onOtherTab(() => void readAgain())

/** Adds a visit or puts it in the place of what was there. */
export function putVisit(visit: Visit): Promise<void> {
  showVisit(visit)
  return write(
    [{ kind: 'visit', id: visit.id }],
    async (db) => void (await db.put('visits', visit)),
  )
}

export function putPhoto(photo: PhotoOnPhone): Promise<void> {
  showPhoto(photo)
  return write(
    [{ kind: 'photo', id: photo.id }],
    async (db) => void (await db.put('photos', storedPhoto(photo))),
  )
}

/**
 * Changes what is on the disk, which another tab may have changed since this one read it; what is not
 * there any more stays gone. Memory shows the change at once, and afterwards what came of it.
 */
async function change<Thing extends Visit | Inspection | PhotoOnPhone>(
  name: 'visits' | 'inspections' | 'photos',
  about: About,
  inMemory: Thing | undefined,
  show: (thing: Thing) => void,
  work: (thing: Thing) => Thing,
): Promise<void> {
  const { owner } = readPhone()
  const changed = inMemory && work(inMemory)
  if (changed) show(changed)
  const mine = writesBegun() + 1
  // of what is another person's by now nothing in memory could be written later
  await write(changed ? [about] : [], async (db) => {
    const all = db.transaction(name, 'readwrite')
    const found = await all.store.get(about.id)
    const stored = (name === 'photos' && found ? photoOf(found as StoredPhoto) : found) as
      Thing | undefined
    const next = changed && isUnwritten(about.id) ? changed : stored && work(stored)
    const toStore = name === 'photos' && next ? storedPhoto(next as PhotoOnPhone) : next
    if (toStore) await all.store.put(toStore as never)
    await all.done
    // a later write shows its own
    if (next && changed && writesBegun() === mine && readPhone().owner === owner) show(next)
  })
}

/** Changes a visit of any person; a visit deleted since then stays deleted. */
export function changeVisit(id: string, work: (visit: Visit) => Visit): Promise<void> {
  return change('visits', { kind: 'visit', id }, findVisit(id), showVisit, work)
}

export function putInspection(inspection: Inspection): Promise<void> {
  showInspection(inspection)
  return write(
    [{ kind: 'inspection', id: inspection.id }],
    async (db) => void (await db.put('inspections', inspection)),
  )
}

/** Changes an inspection; one that has gone meanwhile stays gone. */
export function changeInspection(
  id: string,
  work: (inspection: Inspection) => Inspection,
): Promise<void> {
  return change('inspections', { kind: 'inspection', id }, findInspection(id), showInspection, work)
}

export function changePhoto(
  id: string,
  work: (photo: PhotoOnPhone) => PhotoOnPhone,
): Promise<void> {
  return change('photos', { kind: 'photo', id }, readPhone().photos.get(id), showPhoto, work)
}

/**
 * A visit or photo of memory as it is on the disk by now: another tab may have sent it, changed it or
 * thrown it away. Memory follows; while the disk cannot be read, memory is what there is.
 * @returns undefined when it is gone
 */
async function newest<Thing extends { id: string }>(
  known: Thing,
  read: (db: PhoneDatabase) => Promise<Thing | undefined>,
  isMine: () => boolean,
  follow: (found: Thing | undefined) => void,
): Promise<Thing | undefined> {
  await allWritten()
  if (isUnwritten(known.id)) return known
  const before = writesBegun()
  try {
    const found = await withDatabase(read)
    if (writesBegun() === before && isMine() && !sameBut(known, found)) follow(found)
    return found
  } catch (error) {
    if (!troubleOf(error)) throw error
    console.warn('not read from the database of this phone', error)
    return known
  }
}

export const newestVisit = (known: Visit): Promise<Visit | undefined> =>
  newest(
    known,
    (db) => db.get('visits', known.id),
    () => readPhone().owner === known.owner,
    (found) => {
      if (found) showVisit(found)
      else become({ visits: readPhone().visits.filter(({ id }) => id !== known.id) })
    },
  )

export const newestInspection = (known: Inspection): Promise<Inspection | undefined> =>
  newest(
    known,
    (db) => db.get('inspections', known.id),
    () => readPhone().owner === known.owner,
    (found) => {
      if (found) showInspection(found)
      else become({ inspections: readPhone().inspections.filter(({ id }) => id !== known.id) })
    },
  )

export const newestPhoto = (known: PhotoOnPhone): Promise<PhotoOnPhone | undefined> =>
  newest(
    known,
    async (db) => {
      const found = await db.get('photos', known.id)
      return found && photoOf(found)
    },
    () => (findVisit(known.visit) ?? findInspection(known.visit)) !== undefined,
    (found) => {
      const photos = new Map(readPhone().photos)
      if (found) photos.set(found.id, found)
      else photos.delete(known.id)
      become({ photos })
    },
  )

const sameBut = (one: object, other: object | undefined) =>
  JSON.stringify(one) === JSON.stringify(other)

/** Forgets an inspection with its photos. */
export function dropInspection(id: string): Promise<void> {
  become({
    inspections: readPhone().inspections.filter((inspection) => inspection.id !== id),
    photos: photosWithout(id),
  })
  return write([{ kind: 'gone', id }], (db) => deleteAll(db, id))
}

/** Forgets a visit with its photos. */
export function dropVisit(id: string, tellService: boolean): Promise<void> {
  const { owner, visits, discards } = readPhone()
  become({
    visits: visits.filter((visit) => visit.id !== id),
    photos: photosWithout(id),
    discards: tellService ? [...discards, id] : discards,
  })
  const gone: About = { kind: 'gone', id }
  if (!tellService) return write([gone], (db) => deleteAll(db, id))
  return write([{ kind: 'discard', id }, gone], async (db) => {
    // first: where the rest fails, the service hears of it all the same
    await db.put('discards', { id, owner })
    await deleteAll(db, id)
  })
}

export function forgetDiscard(id: string): Promise<void> {
  become({ discards: readPhone().discards.filter((discard) => discard !== id) })
  return write([{ kind: 'discard', id }], (db) => db.delete('discards', id))
}
