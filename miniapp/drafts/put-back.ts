/** What *Undo* does to a list: the one thing comes back to its place, whatever has happened to the others since. */

/** @param at where it stood before it was taken out */
export function putBack<T>(now: readonly T[], item: T, at: number): T[] {
  return now.includes(item) ? [...now] : now.toSpliced(Math.max(at, 0), 0, item)
}
