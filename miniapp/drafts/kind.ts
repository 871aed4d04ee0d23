/** What a kind of entry declares; how it is kept, queued, retried and shown in the outbox is the same for all of them. */
import type { ReactNode } from 'react'
import type { Problem } from '../../service/http/contract.ts'
import type { TextKey } from '../text/catalogues.ts'
import type { Translate } from '../text/texts.tsx'
import type { Entry } from './shapes.ts'

/** A place in an entry that has photos: the storefront, or a spot. */
export interface PartOfEntry {
  /** `store`, or the id of the spot. */
  id: string
  photos: readonly string[]
}

/** What the service is told of an entry before it is submitted; it is tried again, but seldom. */
export interface Errand<Own extends Entry = Entry> {
  name: string
  /** Small and awaited: it goes before the photos of what is not submitted. */
  isFirst?: boolean
  /** When it is due (milliseconds since 1970); undefined when there is nothing to tell. */
  due(entry: Own): number | undefined
  /** Tells the service. @returns the fields of the entry that change by that */
  run(entry: Own): Promise<Partial<Own>>
}

/** How an entry looks in the outbox. */
export interface OutboxRow<Own extends Entry = Entry> {
  /** What it is, under the name of the store. */
  about(entry: Own, t: Translate): string
  /** More on a refusal. */
  details?(entry: Own): ReactNode
  /** What the button says that leads to the mend, where it is not to change the entry. */
  mend?(entry: Own): TextKey | undefined
  /** Takes it out of the outbox, to be changed. @returns the address where */
  change(entry: Own): Promise<string>
  /** What is said once it is thrown away, and where the service may have it already. */
  removed: TextKey
  removedUnsure: TextKey
}

export interface Kind<Own extends Entry = Entry> {
  /** Name of its object store in the phone's database, never changed. */
  kind: string
  /** Version of the phone's database that has it first: for a new kind, one more than all others say. */
  since: number
  storeNameOf(entry: Own): string
  /** In the order of the screens: the first is the storefront, others are counted from 1. */
  partsOf(entry: Own): readonly PartOfEntry[]
  /** What is submitted, as JSON is made of it. */
  toSend(entry: Own): unknown
  /** Sends what was submitted and keeps the answer for the screens; afterwards the phone forgets the entry. */
  send(entry: Own, body: string): Promise<void>
  /** Names of the endpoints whose answers are asked for again once it is sent. */
  changes: readonly string[]
  /** What a refusal tells about it, besides that it was refused. */
  afterRefusal?(entry: Own, problem: Problem): Own
  errands?: readonly Errand<Own>[]
  /** Kinds whose submitted entries are sent before it, unless they are stuck. */
  after?: readonly Kind[]
  /** Tells the service that an entry was thrown away; without it the service knows nothing of entries not submitted. */
  discard?(id: string, owner: string): Promise<unknown>
  /** What changes in an entry when throwing it away is undone. */
  broughtBack?(entry: Own): Own
  /** Brings what the service keeps of it to this phone. */
  restore?(): Promise<void>
  outbox: OutboxRow<Own>
}

let declared: readonly Kind[] = []

/** Called before the phone's store is opened. The first kinds are sent first. */
export function declareKinds(kinds: readonly Kind[]): void {
  declared = kinds
}

export const declaredKinds = (): readonly Kind[] => declared
