/** What the phone keeps, as every screen sees it: read from here at once, written to the database behind it. */
import { useSyncExternalStore } from 'react'
import type { Kind } from './kind.ts'
import type { Discard, Entry, PhotoOnPhone } from './shapes.ts'
import type { Trouble } from './storage-trouble.ts'

export interface Phone {
  /** Staff member whose entries these are; empty while closed. */
  owner: string
  /** Of each kind, newest first. */
  entries: ReadonlyMap<Kind, readonly Entry[]>
  photos: ReadonlyMap<string, PhotoOnPhone>
  /** What was thrown away here and is still on the service. */
  discards: readonly Discard[]
  /** Writes that have not reached the disk yet. */
  writing: number
  /** Why something is in memory only; null while all of it is on the disk. */
  trouble: Trouble | null
  /** Ids of what is in memory only. */
  unkept: ReadonlySet<string>
}

const closed = {
  owner: '',
  entries: new Map(),
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
  return entriesIn(usePhone()).filter(({ sending }) => sending).length
}

/** Entries of all kinds. */
export const entriesIn = ({ entries }: Phone): Entry[] => [...entries.values()].flat()

const newestFirst = <Own extends Entry>(entries: readonly Own[]): Own[] =>
  [...entries].sort((one, other) => other.savedAt.localeCompare(one.savedAt))

/** Of one kind, newest first. */
export const entriesOf = <Own extends Entry>(kind: Kind<Own>, { entries }: Phone): readonly Own[] =>
  (entries.get(kind) ?? []) as readonly Own[]

/** Of each kind what was found, newest first. */
export const entriesByKind = (
  kinds: readonly Kind[],
  found: (kind: Kind, index: number) => readonly Entry[],
): Phone['entries'] => new Map(kinds.map((kind, index) => [kind, newestFirst(found(kind, index))]))

export function findEntry<Own extends Entry>(kind: Kind<Own>, id: string): Own | undefined {
  return entriesOf(kind, phone).find((entry) => entry.id === id)
}

export function showEntry<Own extends Entry>(kind: Kind<Own>, entry: Own): void {
  const others = entriesOf(kind, phone).filter(({ id }) => id !== entry.id)
  become({ entries: new Map(phone.entries).set(kind, newestFirst([entry, ...others])) })
}

/** Memory without an entry; ids are unique among all kinds. */
export function entriesWithout(id: string): Phone['entries'] {
  return new Map(
    [...phone.entries].map(([kind, entries]) => [kind, entries.filter((one) => one.id !== id)]),
  )
}

export function showPhoto(photo: PhotoOnPhone): void {
  become({ photos: new Map(phone.photos).set(photo.id, photo) })
}

export function photosWithout(id: string): Map<string, PhotoOnPhone> {
  return new Map([...phone.photos].filter(([, { visit }]) => visit !== id))
}
