/** Figures of a drain: how fast calls came, and the most that came within one second. */

/** Milliseconds: DingTalk counts calls by the second. */
const window = 1_000

export interface Drain {
  calls: number
  /** From the first call to the last. */
  seconds: number
  perSecond: number
  /** Part of the rate allowed that was used. */
  ratio: number
  /** Most calls within any one second, however it lies. */
  mostInOneSecond: number
}

/**
 * @param times when each call came, in milliseconds
 * @param limit calls allowed in a second
 */
export function drainOf(times: readonly number[], limit: number): Drain {
  const sorted = times.toSorted((a, b) => a - b)
  const seconds = ((sorted.at(-1) ?? 0) - (sorted[0] ?? 0)) / 1_000
  // the first second's worth may come at once: it takes no time and earns nothing
  const perSecond = seconds > 0 ? (sorted.length - limit) / seconds : 0
  let from = 0
  let mostInOneSecond = 0
  for (const [at, time] of sorted.entries()) {
    while (time - (sorted[from] ?? time) >= window) from++
    mostInOneSecond = Math.max(mostInOneSecond, at - from + 1)
  }
  return { calls: sorted.length, seconds, perSecond, ratio: perSecond / limit, mostInOneSecond }
}

export function percentile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN
}
