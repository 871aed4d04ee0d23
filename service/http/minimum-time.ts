/** Keeps the length of an answer from telling strangers what we know. */
import { setTimeout as sleep } from 'node:timers/promises'

/** Milliseconds; longer than any of the work that is evened out. */
const least = 250

/** Does the work, and answers or refuses not before the same time in all cases. */
export async function withMinimumTime<T>(work: () => Promise<T>): Promise<T> {
  const [done] = await Promise.allSettled([work(), sleep(least)])
  if (done.status === 'rejected') throw done.reason
  return done.value
}
