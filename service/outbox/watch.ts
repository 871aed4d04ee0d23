/** Watches the events of the whole service by one change stream a process: wakes the relay, tells screens, forgets callers. */
import { setTimeout as sleep } from 'node:timers/promises'
import mongoose, { type mongo } from 'mongoose'
import { isDatabaseUnreachable } from '../database/unreachable.ts'
import { explainedByOutage } from '../database/outage.ts'
import { describeError, log } from '../log.ts'
import { Events, type EventRow } from './model.ts'

/** Tries again until MongoDB answers. */
async function retryUntilAvailable<T>(ask: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await ask()
    } catch (error) {
      if (!isDatabaseUnreachable(error)) throw error
      await sleep(500)
    }
  }
}

/** Milliseconds between two questions for more while events come thick and fast: then they come several at a time. */
const gathering = 20
/** Questions answered sooner than that, one after the other, from which on it counts as thick and fast. */
const thick = 3

/** Lets some time go by before the next question when the last ones were answered too soon. */
function gatherer(): () => Promise<void> {
  let asked = performance.now()
  let soon = 0
  return async () => {
    const early = asked + gathering - performance.now()
    soon = early > 0 ? soon + 1 : 0
    if (soon > thick) await sleep(early)
    asked = performance.now()
  }
}

/** The people whose rights an event may change: its subject, and the DingTalk user it names. */
function idsIn({ subject, data }: EventRow): Set<string> {
  const { dingtalkUserId } = data
  return new Set([subject.id, ...(typeof dingtalkUserId === 'string' ? [dingtalkUserId] : [])])
}

/**
 * Called with an event and the people whose rights it may change. There are thousands of listeners, so this is found
 * out once.
 */
export type Listener = (event: EventRow, ids: ReadonlySet<string>) => void

export interface Watch {
  /** @returns a function that ends it */
  listen(listener: Listener): () => void
  stop(): Promise<void>
}

/** Trouble of one listener, or with one screen, is not to be that of the others. */
function tell(listeners: ReadonlySet<Listener>, event: EventRow): void {
  const ids = idsIn(event)
  for (const listener of listeners) {
    try {
      listener(event, ids)
    } catch (error) {
      log.error({ event: event._id, error: describeError(error) }, 'change stream listener failed')
    }
  }
}

/** The driver opens a stream only when it is first read: this is the moment from which nothing may be missed. */
async function present(): Promise<mongo.Timestamp> {
  const answer = await mongoose.connection.db?.command({ ping: 1 })
  return answer?.['operationTime'] as mongo.Timestamp
}

/**
 * Follows newly recorded events. After a lost connection it resumes where it was; when MongoDB no longer
 * knows that place it starts at the present and calls `missed`, since anything may have happened between.
 */
export async function watchEvents(missed: () => void = () => undefined): Promise<Watch> {
  const listeners = new Set<Listener>()
  let stopped = false
  let token: unknown
  let start = await present()
  const open = () =>
    Events.collection.watch<EventRow>([{ $match: { operationType: 'insert' } }], {
      ...(token ? { resumeAfter: token } : { startAtOperationTime: start }),
      maxAwaitTimeMS: 1_000,
    })
  let stream = open()

  const gather = gatherer()

  async function follow(): Promise<void> {
    while (!stopped) {
      try {
        if (!stream.bufferedCount()) await gather()
        const change = await stream.tryNext()
        token = stream.resumeToken
        if (change?.operationType !== 'insert') continue
        tell(listeners, change.fullDocument as EventRow)
      } catch (error) {
        if (stopped) return
        if (!explainedByOutage(error)) {
          log.warn({ error: describeError(error) }, 'change stream failed, reopening')
        }
        await sleep(500)
        await stream.close()
        if (!isDatabaseUnreachable(error)) {
          // MongoDB does not know that place any more, or the stream is over for good
          token = undefined
          start = await retryUntilAvailable(present)
          missed()
        }
        stream = open()
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
