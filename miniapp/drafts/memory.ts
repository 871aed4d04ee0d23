/** What the phone keeps, as every screen sees it: read from here at once, written to the database behind it. */
import { useSyncExternalStore } from 'react'
import type { Inspection, PhotoOnPhone, Visit } from './shapes.ts'
import type { Trouble } from './storage-trouble.ts'

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
  /** Why something is in memory only; null while all of it is on the disk. */
  trouble: Trouble | null
  /** Ids of what is in memory only. */
  unkept: ReadonlySet<string>
}

const closed = {
  owner: '',
  visits: [],
  inspections: [],
  photos: new Map(),
  discards: [],
  trouble: null,
  unkept: new Set(),
} satisfies Partial<Phone>

let phone: Phone = { ...closed, writing: 0 }

const listeners = new Set<() => void>()

export function become(change: Partial<Phone>): void {
  phone = { ...phone, ...change }
  for (const listener of listeners) listener()
}

export const forgetAll = (): void => become(closed)

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

export const newestFirst = (visits: Visit[]): Visit[] =>
  visits.sort((one, other) => other.savedAt.localeCompare(one.savedAt))

export function findVisit(id: string): Visit | undefined {
  return phone.visits.find((visit) => visit.id === id)
}

export function showVisit(visit: Visit): void {
  const others = phone.visits.filter(({ id }) => id !== visit.id)
  become({ visits: newestFirst([visit, ...others]) })
}

export function findInspection(id: string): Inspection | undefined {
  return phone.inspections.find((inspection) => inspection.id === id)
}

export function showInspection(inspection: Inspection): void {
  const others = phone.inspections.filter(({ id }) => id !== inspection.id)
  become({ inspections: [inspection, ...others] })
}

export function showPhoto(photo: PhotoOnPhone): void {
  become({ photos: new Map(phone.photos).set(photo.id, photo) })
}

export function photosWithout(id: string): Map<string, PhotoOnPhone> {
  return new Map([...phone.photos].filter(([, { visit }]) => visit !== id))
}
