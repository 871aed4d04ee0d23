/** The phone's own database (IndexedDB): a store for each kind of entry, photos, and what was thrown away. */
import { openDB, type IDBPDatabase } from 'idb'
import { declaredKinds } from './kind.ts'
import { isConnectionLost, StorageTrouble } from './storage-trouble.ts'

/** Each store holds what its kind declares, `photos` StoredPhoto and `discards` Discard. */
export type PhoneDatabase = IDBPDatabase

const name = 'partner-workspace'

/** Object stores of all kinds. */
export const storesOfKinds = (): string[] => declaredKinds().map(({ kind }) => kind)

const allStores = () => [...storesOfKinds(), 'photos', 'discards']
const currentVersion = () => Math.max(1, ...declaredKinds().map(({ since }) => since))

/** Milliseconds for one attempt to open it; a web view that just woke up may let the first one hang. */
const patience = 4_000
const attempts = 2

let opening: Promise<PhoneDatabase> | undefined

const forget = () => {
  opening = undefined
}

function request(wanted: number | undefined): Promise<PhoneDatabase> {
  return openDB(name, wanted, {
    upgrade(db) {
      const missing = (store: string) => !db.objectStoreNames.contains(store)
      for (const store of storesOfKinds().filter(missing)) {
        db.createObjectStore(store, { keyPath: 'id' }).createIndex('owner', 'owner')
      }
      if (missing('photos')) {
        db.createObjectStore('photos', { keyPath: 'id' }).createIndex('visit', 'visit')
      }
      if (missing('discards')) db.createObjectStore('discards', { keyPath: 'id' })
    },
    blocking(_current, _blocked, event) {
      ;(event.target as IDBDatabase).close()
      forget()
    },
    terminated: forget,
  })
}

/** @throws StorageTrouble when it takes too long; should it open later, it is closed again */
async function requestInTime(wanted: number | undefined): Promise<PhoneDatabase> {
  const asked = request(wanted)
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new StorageTrouble('blocked')), patience)
  })
  try {
    return await Promise.race([asked, late])
  } catch (error) {
    if (error instanceof StorageTrouble) void asked.then((db) => db.close(), noteLateFailure)
    throw error
  } finally {
    clearTimeout(timer)
  }
}

/** What was waited for no longer failed too: the next attempt tells why. */
function noteLateFailure(error: unknown): void {
  console.warn('the database of this phone did not open', error)
}

/** A newer version of the app only adds to it: what this one needs is there all the same. */
async function openNewer(cause: unknown): Promise<PhoneDatabase> {
  const db = await requestInTime(undefined)
  if (allStores().every((store) => db.objectStoreNames.contains(store))) return db
  db.close()
  throw new StorageTrouble('newer', { cause })
}

async function open(): Promise<PhoneDatabase> {
  // some web views have none, and some answer with null
  if (!globalThis.indexedDB) throw new StorageTrouble('forbidden')
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await requestInTime(currentVersion())
    } catch (error) {
      if (error instanceof DOMException && error.name === 'VersionError') return openNewer(error)
      const mayPass = error instanceof StorageTrouble || isConnectionLost(error)
      if (!mayPass || attempt >= attempts) throw error
    }
  }
}

/**
 * Opened once, and again when the web view has closed it (iOS does so in the background).
 * @throws StorageTrouble, DOMException
 */
export async function database(): Promise<PhoneDatabase> {
  opening ??= open()
  const mine = opening
  try {
    return await mine
  } catch (error) {
    if (opening === mine) forget()
    throw error
  }
}

/** Works with the database. When the connection turns out to be dead, it is opened again and the work is repeated. */
export async function withDatabase<Result>(
  work: (db: PhoneDatabase) => Promise<Result>,
): Promise<Result> {
  const db = await database()
  try {
    return await work(db)
  } catch (error) {
    if (!isConnectionLost(error)) throw error
    forget()
    db.close()
    return work(await database())
  }
}
