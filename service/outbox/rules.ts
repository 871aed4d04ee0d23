/** When a failed delivery is tried again, and when it is given up. */

/** Failures after which a row is parked in the failed list. */
export const maxAttempts = 10
/** Milliseconds that a claim holds before another instance may take the row over. */
export const lease = 60_000
/** Milliseconds that a handler may take; less than the lease, so that the row is still ours to put back. */
export const handlerTimeout = 50_000

/** Pause after the n-th failure in milliseconds: 1 s, doubled each time, at most 1 h, with up to 20 % of jitter. */
export function pauseAfter(attempts: number, random = Math.random()): number {
  const pause = Math.min(1_000 * 2 ** (attempts - 1), 3_600_000)
  return Math.round(pause * (1 + 0.2 * random))
}

export interface PauseBounds {
  shortest: number
  longest: number
}

/** Milliseconds, for a system that is away for an unknown time: half the age of the event, from 1 s to 5 min. */
export function pauseByAge(
  age: number,
  { shortest, longest }: PauseBounds = { shortest: 1_000, longest: 300_000 },
  random = Math.random(),
): number {
  const pause = Math.min(Math.max(age / 2, shortest), longest)
  return Math.round(pause * (1 + 0.2 * random))
}
