/** Tries of passwords for one account, one after the other: many at once are no faster than one at a time. */
import { setTimeout as sleep } from 'node:timers/promises'
import { clock } from '../../clock.ts'
import { untilDisconnected } from '../../http/disconnect.ts'
import type { Http } from '../../http/serve.ts'
import { createSemaphore, type Semaphore } from '../../http/semaphore.ts'
import { guessing } from '../rules.ts'

/** One for each account that is being tried, by the hash of its e-mail. */
const lines = new Map<string, { semaphore: Semaphore; tries: number }>()

/** Milliseconds. */
const lookEvery = 50

/** Waits by the clock of the service. @param until milliseconds since 1970 */
export async function pauseUntil(until: number): Promise<void> {
  for (let rest = until - clock.time(); rest > 0; rest = until - clock.time()) {
    await sleep(Math.min(rest, lookEvery))
  }
}

/**
 * Does the work when it is the turn of this try; addresses take semaphore, in this process.
 * @throws Refusal `too_many_requests` when too many wait, for the address that has most of them
 */
export async function inLine<T>(http: Http, account: string, work: () => Promise<T>): Promise<T> {
  const line = lines.get(account) ?? {
    semaphore: createSemaphore({ permits: 1, permitsOfOne: 1, line: guessing.line }),
    tries: 0,
  }
  lines.set(account, line)
  line.tries++
  try {
    return await untilDisconnected(http.stream.socket, (signal) =>
      line.semaphore.withPermit(http.ip, work, signal),
    )
  } finally {
    if (!--line.tries) lines.delete(account)
  }
}
