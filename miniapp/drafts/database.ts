/** The phone's own database (IndexedDB): visits, inspections, photos, and drafts thrown away that the service must hear of. */
import { openDB, type DBSchema, type IDBPDatabase } from 'idb'
import type { Inspection, PhotoOnPhone, Visit } from './shapes.ts'

interface Schema extends DBSchema {
  visits: { key: string; value: Visit; indexes: { owner: string } }
  inspections: { key: string; value: Inspection; indexes: { owner: string } }
  photos: { key: string; value: PhotoOnPhone; indexes: { visit: string } }
  discards: { key: string; value: { id: string; owner: string } }
}

export type PhoneDatabase = IDBPDatabase<Schema>

let opening: Promise<PhoneDatabase> | undefined

/** Opened once; opened anew when the web view has closed it (iOS does so in the background). */
export function database(): Promise<PhoneDatabase> {
  opening ??= openDB<Schema>('partner-workspace', 2, {
    upgrade(db, before) {
      if (before < 1) {
        db.createObjectStore('visits', { keyPath: 'id' }).createIndex('owner', 'owner')
        db.createObjectStore('photos', { keyPath: 'id' }).createIndex('visit', 'visit')
        db.createObjectStore('discards', { keyPath: 'id' })
      }
      if (before < 2)
        db.createObjectStore('inspections', { keyPath: 'id' }).createIndex('owner', 'owner')
    },
    blocking(_current, _blocked, event) {
      ;(event.target as IDBDatabase).close()
      opening = undefined
    },
    terminated() {
      opening = undefined
    },
  })
  opening.catch(() => {
    opening = undefined
  })
  return opening
}
