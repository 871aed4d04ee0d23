/** What *Undo* does to a list: the one thing comes back to its place, whatever has happened to the others since. */

/**
 * @param at where it stood before it was taken out
 * @param most of them; where the list has been filled up since, it stays as it is
 */
export function putBack<T>(now: readonly T[], item: T, at: number, most = Infinity): T[] {
  if (now.includes(item) || now.length >= most) return [...now]
  const place = Math.max(at, 0)
  // toSpliced is younger than the oldest web views of DingTalk
  return [...now.slice(0, place), item, ...now.slice(place)]
}
