/** A hard time limit for one round of a run. */
import { setTimeout as sleep } from 'node:timers/promises'

/** The round was stopped; its message says after how many seconds. */
export class TimeLimitExceeded extends Error {
  override readonly name = 'TimeLimitExceeded'
}

/** Milliseconds that aborted work has to end by itself. */
const abortTimeout = 15_000

/**
 * @param seconds after which `abort` is called
 * @throws TimeLimitExceeded once the aborted work has ended, or has been given up
 */
export async function withTimeLimit<T>(
  work: Promise<T>,
  seconds: number,
  abort: () => void,
): Promise<T> {
  const timer = new AbortController()
  const expired = sleep(seconds * 1_000, true, { signal: timer.signal }).catch(() => false)
  const isLate = await Promise.race([work.then(() => false), expired])
  timer.abort()
  if (!isLate) return work
  abort()
  await Promise.race([Promise.allSettled([work]), sleep(abortTimeout, undefined, { ref: false })])
  throw new TimeLimitExceeded(`stopped after ${seconds} s`)
}
