/** Repeats a call to DingTalk a few times where a short wait may help; what needs longer is left to the outbox. */
import { setTimeout as sleep } from 'node:timers/promises'
import { DingTalkError } from './errors.ts'

const attempts = 3
/** Limits are counted by the second; in milliseconds. */
const limitWindow = 1_000
const briefPause = 100

/** Milliseconds to wait before trying again, undefined when trying again now is of no use. */
function pauseBefore(error: unknown, attempt: number, repeatable: boolean): number | undefined {
  if (!(error instanceof DingTalkError) || attempt >= attempts) return undefined
  // after a timeout the caller has waited enough, and a ban or a used-up month outlasts any call
  if (error.retryAfter !== undefined || error.code === 'timeout') return undefined
  if (error.uncertain && !repeatable) return undefined
  if (error.kind === 'throttled') return limitWindow + Math.random() * 500
  if (error.kind === 'unavailable') return briefPause * 2 ** attempt * (0.5 + Math.random())
  return undefined
}

/**
 * @param repeatable false when doing it twice would be seen, such as sending a message: then it is repeated
 * only where DingTalk surely did nothing.
 */
export async function withRetries<T>(
  work: () => Promise<T>,
  { repeatable = true }: { repeatable?: boolean } = {},
): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work()
    } catch (error) {
      const pause = pauseBefore(error, attempt, repeatable)
      if (pause === undefined) throw error
      await sleep(pause)
    }
  }
}

/** For background work that cannot cheaply be begun again: waits for our own limit, however long. */
export async function waitForLimit<T>(work: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await work()
    } catch (error) {
      if (!(error instanceof DingTalkError) || error.code !== 'own_limit') throw error
      await sleep(error.retryAfter ?? limitWindow)
    }
  }
}
