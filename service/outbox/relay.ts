/** Delivers events to their handlers: claims rows atomically, backs off, gives up visibly, takes over after a crash. */
import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { clock } from '../clock.ts'
import { describeError, log } from '../log.ts'
import { GiveUp, isPatient, type Reactions } from './handlers.ts'
import { Events, type EventRow } from './model.ts'
import { handlerPatience, lease, maxAttempts, pauseAfter } from './rules.ts'

export interface Relay {
  /** There may be something to do: look now instead of at the next poll. @param bulk for which workers */
  wake(bulk?: boolean): void
  /** Finishes what runs and stops. */
  stop(): Promise<void>
  /** Runs until nothing is due (for tests and scripts). */
  drain(): Promise<void>
}

interface Options {
  reactions: Reactions
  /** Events in work at the same time. */
  workers?: number
  /** The same for events that come by the thousand (`bulk`): they have workers of their own, nothing waits for them. */
  bulkWorkers?: number
  /** Milliseconds between looks when nothing wakes the relay. */
  poll?: number
  /** Milliseconds that a handler may take. */
  patience?: number
}

/** Milliseconds after which a row that had to wait for another is looked at again, at the earliest. */
const turn = 100

/**
 * Another event about the same subject is before this one: its turn comes when that is done.
 * Events of another release, which has reactions that this one lacks, block nothing.
 * @returns milliseconds until it is worth looking again; undefined when the row may go
 */
async function blockedFor(row: EventRow, types: string[]): Promise<number | undefined> {
  const earlier = await Events.findOne({
    'subject.id': row.subject.id,
    _id: { $lt: row._id },
    state: { $in: ['due', 'running'] },
    type: { $in: types },
  })
    .select({ state: 1, dueAt: 1 })
    .lean()
  if (!earlier) return undefined
  const wait = earlier.state === 'due' ? earlier.dueAt.getTime() - clock.time() : 0
  return Math.max(turn, wait)
}

/** What a worker claims: single events, those of a bulk, or whatever there is. */
type Lane = 'single' | 'bulk' | 'any'

const inLane: Record<Lane, { bulk?: true | { $ne: true } }> = {
  single: { bulk: { $ne: true } },
  bulk: { bulk: true },
  any: {},
}

/**
 * Claims with the majority, as reads are: whoever reads after it sees all that the event's transaction wrote, even
 * when the change stream has woken the relay before that was so.
 */
async function claimNext(types: string[], lane: Lane): Promise<EventRow | null> {
  const now = clock.now()
  const claim = randomUUID()
  const taken = await Events.findOneAndUpdate(
    { state: 'due', dueAt: { $lte: now }, type: { $in: types }, ...inLane[lane] },
    { $set: { state: 'running', claim, leaseUntil: new Date(now.getTime() + lease) } },
    { sort: { dueAt: 1 }, returnDocument: 'after' },
  ).lean()
  if (taken) return taken
  // whoever claimed these died or lost its connection
  return Events.findOneAndUpdate(
    { state: 'running', leaseUntil: { $lt: now }, type: { $in: types }, ...inLane[lane] },
    { $set: { claim, leaseUntil: new Date(now.getTime() + lease) }, $inc: { attempts: 1 } },
    { returnDocument: 'after' },
  ).lean()
}

/** Changes a row only while our claim on it holds. */
async function settle(row: EventRow, set: Partial<EventRow>): Promise<void> {
  await Events.updateOne(
    { _id: row._id, claim: row.claim ?? null },
    { $set: set, $unset: { claim: 1, leaseUntil: 1 } },
  )
}

async function putBack(row: EventRow, milliseconds: number): Promise<void> {
  await settle(row, { state: 'due', dueAt: new Date(clock.time() + milliseconds) })
}

async function fail(row: EventRow, handler: string, error: unknown): Promise<void> {
  const attempts = row.attempts + 1
  const { code } = error as { code?: unknown }
  const failure = {
    handler,
    kind: error instanceof Error ? error.name : typeof error,
    ...(typeof code === 'string' || typeof code === 'number' ? { code: String(code) } : {}),
    at: clock.now(),
  }
  const over = error instanceof GiveUp || attempts >= maxAttempts
  log[over ? 'error' : 'warn'](
    { event: row._id, type: row.type, handler, attempts, error: describeError(error) },
    over ? 'event given up' : 'event will be tried again',
  )
  const dueAt = new Date(clock.time() + pauseAfter(attempts))
  await settle(row, { state: over ? 'failed' : 'due', attempts, failure, dueAt })
}

/** A handler did not come back. What it does may still happen: handlers may run twice anyway. */
class HandlerHangs extends Error {
  override readonly name = 'HandlerHangs'
}

/** @throws HandlerHangs after that many milliseconds; one that hangs must not hold its worker for ever */
async function within(milliseconds: number, work: Promise<void>): Promise<void> {
  const late = Promise.withResolvers<never>()
  const timer = setTimeout(() => late.reject(new HandlerHangs()), milliseconds)
  try {
    await Promise.race([work, late.promise])
  } finally {
    clearTimeout(timer)
  }
}

async function deliver(row: EventRow, reactions: Reactions, patience: number): Promise<void> {
  if (row.attempts >= maxAttempts) {
    // it brought down whoever claimed it, again and again
    await settle(row, { state: 'failed' })
    return
  }
  const wait = await blockedFor(row, Object.keys(reactions))
  if (wait !== undefined) {
    await putBack(row, wait)
    return
  }
  const left = Object.entries(reactions[row.type] ?? {}).filter(
    ([name]) => !row.finished.includes(name),
  )
  for (const [index, [name, handler]] of left.entries()) {
    try {
      await within(patience, handler(row))
    } catch (error) {
      if (isPatient(error, row)) await putBack(row, error.milliseconds)
      else await fail(row, name, error)
      return
    }
    // the last one is noted as the row is settled
    if (index === left.length - 1) break
    await Events.updateOne({ _id: row._id }, { $addToSet: { finished: name } })
  }
  const all = [...row.finished, ...left.map(([name]) => name)]
  await settle(row, { state: 'done', finished: all })
}

export function startRelay({
  reactions,
  workers = 4,
  bulkWorkers = 16,
  poll = 1_000,
  patience = handlerPatience,
}: Options): Relay {
  const types = Object.keys(reactions)
  const stopping = new AbortController()
  const alarms = {
    single: { wakes: 0, woken: Promise.withResolvers<void>() },
    bulk: { wakes: 0, woken: Promise.withResolvers<void>() },
  }

  async function once(lane: Lane): Promise<boolean> {
    const row = await claimNext(types, lane)
    if (row) await deliver(row, reactions, patience)
    return row !== null
  }

  async function untilIdle(lane: Lane): Promise<void> {
    while (!stopping.signal.aborted && (await once(lane)));
  }

  async function pause(lane: keyof typeof alarms, milliseconds: number): Promise<void> {
    const waiting = new AbortController()
    const signal = AbortSignal.any([stopping.signal, waiting.signal])
    const timer = sleep(milliseconds, undefined, { signal }).catch((error: unknown) => {
      if ((error as Error).name !== 'AbortError') throw error
    })
    await Promise.race([alarms[lane].woken.promise, timer])
    waiting.abort()
  }

  async function work(lane: keyof typeof alarms): Promise<void> {
    while (!stopping.signal.aborted) {
      const before = alarms[lane].wakes
      try {
        await untilIdle(lane)
      } catch (error) {
        log.error({ error: describeError(error) }, 'the relay could not reach its rows')
        await pause(lane, 1_000)
      }
      // a wake while it worked may be about a row that it had looked past
      if (!stopping.signal.aborted && before === alarms[lane].wakes) await pause(lane, poll)
    }
  }

  const running = [
    ...Array.from({ length: workers }, () => work('single')),
    ...Array.from({ length: bulkWorkers }, () => work('bulk')),
  ]

  return {
    wake(bulk = false) {
      const alarm = alarms[bulk ? 'bulk' : 'single']
      const waiting = alarm.woken
      alarm.wakes++
      alarm.woken = Promise.withResolvers<void>()
      waiting.resolve()
    },
    async stop() {
      stopping.abort()
      await Promise.all(running)
    },
    async drain() {
      while (
        (await once('any')) ||
        (await Events.exists({
          type: { $in: types },
          $or: [
            { state: 'running' },
            { state: 'due', dueAt: { $lte: new Date(clock.time() + 300) } },
          ],
        }))
      ) {
        await sleep(5)
      }
    },
  }
}
