/** For what a test prepares while the service may take a busy machine for an outage of MongoDB. */
import { setTimeout as sleep } from 'node:timers/promises'

/** Does the work again as long as the service refuses a part of it for now. */
export async function retryWhileUnavailable<T>(work: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await work()
    } catch (error) {
      if (!String(error).includes('503')) throw error
      await sleep(100)
    }
  }
}
