/**
 * A set for members that come and go by the thousand, and its place in the MongoDB driver.
 *
 * A `Set` moves to a fresh table every few additions, and V8 lets the old table point to the fresh one. Once such a
 * table is in the old generation, all that passes through the set outlives every scavenge until the next full
 * collection. The driver keeps what is open in two of them, so that each query left its session, its cursor and its
 * answer behind (decision 018).
 */
import type { mongo } from 'mongoose'

type Placed = Record<symbol, number | undefined>

export class PassingSet<T extends object> implements Iterable<T> {
  /** Members at their places; those that have gone left a gap, which the next to come takes. */
  readonly #members: (T | undefined)[] = []
  readonly #gaps: number[] = []
  /** Each member carries its place in this set. */
  readonly #place = Symbol('place')

  constructor(members: Iterable<T> = []) {
    for (const member of members) this.add(member)
  }

  get size(): number {
    return this.#members.length - this.#gaps.length
  }

  has(member: T): boolean {
    return (member as Placed)[this.#place] !== undefined
  }

  add(member: T): this {
    if (this.has(member)) return this
    const place = this.#gaps.pop() ?? this.#members.length
    this.#members[place] = member
    ;(member as Placed)[this.#place] = place
    return this
  }

  delete(member: T): boolean {
    const place = (member as Placed)[this.#place]
    if (place === undefined) return false
    ;(member as Placed)[this.#place] = undefined
    this.#members[place] = undefined
    this.#gaps.push(place)
    return true
  }

  clear(): void {
    for (const member of this) this.delete(member)
  }

  *[Symbol.iterator](): Iterator<T> {
    for (const member of this.#members) if (member) yield member
  }
}

/** What the driver has open of a client, by its own names: to close it with the client. */
type Open = Partial<Record<'activeSessions' | 'activeCursors', Iterable<object>>>

export const openOf = (client: mongo.MongoClient): Open | undefined =>
  (client as unknown as { s?: Open }).s

/**
 * Of a set the driver uses `add`, `delete`, `clear` and a walk through its members, and that is what ours can. One that
 * has other names for them is left alone; a test says so.
 */
export function replaceDriverSets(client: mongo.MongoClient): void {
  const open = openOf(client)
  if (open?.activeSessions instanceof Set) open.activeSessions = new PassingSet(open.activeSessions)
  if (open?.activeCursors instanceof Set) open.activeCursors = new PassingSet(open.activeCursors)
}
