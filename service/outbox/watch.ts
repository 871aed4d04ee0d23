/** Watches the events of the whole service by one change stream a process: wakes the relay, tells screens, forgets callers. */
import { setTimeout as sleep } from 'node:timers/promises'
import { describeError, log } from '../log.ts'
import { Events, type EventRow } from './model.ts'

export type Listener = (event: EventRow) => void

export interface Watch {
  /** @returns a function that ends it */
  listen(listener: Listener): () => void
  stop(): Promise<void>
}

/**
 * Follows newly recorded events. After a lost connection it resumes where it was; when MongoDB no longer
 * knows that place it starts at the present and calls `missed`, since anything may have happened between.
 */
export async function watchEvents(missed: () => void = () => undefined): Promise<Watch> {
  const listeners = new Set<Listener>()
  let stopped = false
  let token: unknown
  const open = () =>
    Events.watch<EventRow>([{ $match: { operationType: 'insert' } }], {
      ...(token ? { resumeAfter: token } : {}),
      maxAwaitTimeMS: 1_000,
    })
  let stream = open()

  async function follow(): Promise<void> {
    while (!stopped) {
      try {
        const change = await stream.tryNext()
        token = stream.resumeToken
        if (change?.operationType !== 'insert') continue
        for (const listener of listeners) listener(change.fullDocument as EventRow)
      } catch (error) {
        if (stopped) return
        log.warn({ error: describeError(error) }, 'the change stream broke; opening a new one')
        const lost = (error as { code?: unknown }).code === 286 || !token
        if (lost) token = undefined
        await sleep(500)
        stream = open()
        if (lost) missed()
      }
    }
  }
  const following = follow()

  return {
    listen(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    async stop() {
      stopped = true
      await stream.close()
      await following
    },
  }
}
