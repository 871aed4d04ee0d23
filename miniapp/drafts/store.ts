/** The phone's entries and photos: read from memory, written through to IndexedDB at every change. */
import { storesOfKinds, withDatabase, type PhoneDatabase } from './database.ts'
import { declaredKinds, declareKinds, type Kind } from './kind.ts'
import {
  become,
  entriesByKind,
  entriesIn,
  entriesWithout,
  findEntry,
  forgetAll,
  photosWithout,
  readPhone,
  showEntry,
  showPhoto,
  type Phone,
} from './memory.ts'
import type { Discard, Entry, PhotoOnPhone } from './shapes.ts'
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
  const stores = storesOfKinds()
  const [stored, discards, ...found] = await withDatabase((db) => {
    const all = db.transaction([...stores, 'photos', 'discards'])
    return Promise.all<unknown[]>([
      all.objectStore('photos').getAll(),
      all.objectStore('discards').getAll(),
      ...stores.map((store) => all.objectStore(store).index('owner').getAll(owner)),
    ])
  })
  if (writesBegun() !== before) return readAll(owner)
  const entries = entriesByKind(declaredKinds(), (_, index) => (found[index] ?? []) as Entry[])
  const mine = new Set([...entries.values()].flat().map(({ id }) => id))
  const photos = (stored as StoredPhoto[]).filter(({ visit }) => mine.has(visit)).map(photoOf)
  return {
    owner,
    entries,
    photos: new Map(photos.map((photo) => [photo.id, photo])),
    discards: (discards as Discard[]).filter((discard) => discard.owner === owner),
  }
}

/** Whose entries were asked for last: what was asked for before comes too late. */
let wanted = ''

/**
 * Opens what this staff member has on the phone; another's stays closed.
 * @param kinds all that this app keeps
 * @throws StorageTrouble, DOMException when the phone's database does not open
 */
export async function openPhone(owner: string, kinds: readonly Kind[]): Promise<void> {
  declareKinds(kinds)
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
  become({ owner, entries: entriesByKind(declaredKinds(), () => []) })
  goWithout(trouble, async () => {
    await readAgain()
    await back()
  })
}

/** No entries are in memory any more; on the phone they stay. */
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

export function putEntry<Own extends Entry>(kind: Kind<Own>, entry: Own): Promise<void> {
  showEntry(kind, entry)
  return write(
    [{ what: 'entry', kind, id: entry.id }],
    async (db) => void (await db.put(kind.kind, entry)),
  )
}

export function putPhoto(photo: PhotoOnPhone): Promise<void> {
  showPhoto(photo)
  return write(
    [{ what: 'photo', id: photo.id }],
    async (db) => void (await db.put('photos', storedPhoto(photo))),
  )
}

/** How one thing lies in the database. */
interface Place<Thing> {
  store: string
  fromStored: (stored: unknown) => Thing | undefined
  toStored: (thing: Thing) => unknown
}

const placeOfEntry = <Own extends Entry>({ kind }: Kind<Own>): Place<Own> => ({
  store: kind,
  fromStored: (stored) => stored as Own | undefined,
  toStored: (entry) => entry,
})

const placeOfPhotos: Place<PhotoOnPhone> = {
  store: 'photos',
  fromStored: (stored) => (stored ? photoOf(stored as StoredPhoto) : undefined),
  toStored: storedPhoto,
}

/**
 * Changes what is on the disk, which another tab may have changed since this one read it; what is not
 * there any more stays gone. Memory shows the change at once, and afterwards what came of it.
 */
async function change<Thing>(
  { store, fromStored, toStored }: Place<Thing>,
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
    const all = db.transaction(store, 'readwrite')
    const stored = fromStored(await all.store.get(about.id))
    const next = changed && isUnwritten(about.id) ? changed : stored && work(stored)
    if (next) await all.store.put(toStored(next))
    await all.done
    // a later write shows its own
    if (next && changed && writesBegun() === mine && readPhone().owner === owner) show(next)
  })
}

/** Changes an entry of any person; one that is gone meanwhile stays gone. */
export function changeEntry<Own extends Entry>(
  kind: Kind<Own>,
  id: string,
  work: (entry: Own) => Own,
): Promise<void> {
  const show = (entry: Own) => showEntry(kind, entry)
  return change(placeOfEntry(kind), { what: 'entry', kind, id }, findEntry(kind, id), show, work)
}

export function changePhoto(
  id: string,
  work: (photo: PhotoOnPhone) => PhotoOnPhone,
): Promise<void> {
  const known = readPhone().photos.get(id)
  return change(placeOfPhotos, { what: 'photo', id }, known, showPhoto, work)
}

/**
 * An entry or photo of memory as it is on the disk by now: another tab may have sent it, changed it or
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

export const newestEntry = <Own extends Entry>(
  kind: Kind<Own>,
  known: Own,
): Promise<Own | undefined> =>
  newest(
    known,
    async (db) => (await db.get(kind.kind, known.id)) as Own | undefined,
    () => readPhone().owner === known.owner,
    (found) => {
      if (found) showEntry(kind, found)
      else become({ entries: entriesWithout(known.id) })
    },
  )

export const newestPhoto = (known: PhotoOnPhone): Promise<PhotoOnPhone | undefined> =>
  newest(
    known,
    async (db) => placeOfPhotos.fromStored(await db.get('photos', known.id)),
    () => entriesIn(readPhone()).some(({ id }) => id === known.visit),
    (found) => {
      const photos = new Map(readPhone().photos)
      if (found) photos.set(found.id, found)
      else photos.delete(known.id)
      become({ photos })
    },
  )

const sameBut = (one: object, other: object | undefined) =>
  JSON.stringify(one) === JSON.stringify(other)

/** Forgets an entry with its photos: the service has it, or it is of no use any more. */
export function dropEntry(id: string): Promise<void> {
  become({ entries: entriesWithout(id), photos: photosWithout(id) })
  return write([{ what: 'gone', id }], (db) => deleteAll(db, id))
}

/** Forgets an entry with its photos, and has the queue tell the service of it. */
export function discardEntry({ kind }: Kind, id: string): Promise<void> {
  const { owner, discards } = readPhone()
  const discard: Discard = { id, owner, kind }
  become({
    entries: entriesWithout(id),
    photos: photosWithout(id),
    discards: [...discards, discard],
  })
  return write(
    [
      { what: 'discard', id },
      { what: 'gone', id },
    ],
    async (db) => {
      // first: where the rest fails, the service hears of it all the same
      await db.put('discards', discard)
      await deleteAll(db, id)
    },
  )
}

export function forgetDiscard(id: string): Promise<void> {
  become({ discards: readPhone().discards.filter((discard) => discard.id !== id) })
  return write([{ what: 'discard', id }], (db) => db.delete('discards', id))
}
