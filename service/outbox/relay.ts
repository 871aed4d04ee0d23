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
  /** Milliseconds between looks of one worker of each kind when nothing wakes the relay. */
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

/** @returns the milliseconds after which the row is due again */
async function putBack(row: EventRow, milliseconds: number): Promise<number> {
  await settle(row, { state: 'due', dueAt: new Date(clock.time() + milliseconds) })
  return milliseconds
}

/** @returns milliseconds after which it is tried again; undefined when it is given up */
async function fail(row: EventRow, handler: string, error: unknown): Promise<number | undefined> {
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
  const pause = pauseAfter(attempts)
  const dueAt = new Date(clock.time() + pause)
  await settle(row, { state: over ? 'failed' : 'due', attempts, failure, dueAt })
  return over ? undefined : pause
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

/** @returns milliseconds after which the row is due again, if it is */
async function deliver(
  row: EventRow,
  reactions: Reactions,
  patience: number,
): Promise<number | undefined> {
  if (row.attempts >= maxAttempts) {
    // it brought down whoever claimed it, again and again
    await settle(row, { state: 'failed' })
    return undefined
  }
  const wait = await blockedFor(row, Object.keys(reactions))
  if (wait !== undefined) return putBack(row, wait)
  const left = Object.entries(reactions[row.type] ?? {}).filter(
    ([name]) => !row.finished.includes(name),
  )
  for (const [index, [name, handler]] of left.entries()) {
    try {
      await within(patience, handler(row))
    } catch (error) {
      return isPatient(error, row) ? putBack(row, error.milliseconds) : fail(row, name, error)
    }
    // the last one is noted as the row is settled
    if (index === left.length - 1) break
    await Events.updateOne({ _id: row._id }, { $addToSet: { finished: name } })
  }
  const all = [...row.finished, ...left.map(([name]) => name)]
  await settle(row, { state: 'done', finished: all })
  return undefined
}

/** The workers of a lane that have nothing to do. */
class Idle {
  /** Grows with each wake: a worker that was busy then looks once more before it rests. */
  wakes = 0
  readonly #resting: (() => void)[] = []

  rest(): Promise<void> {
    return new Promise((resolve) => this.#resting.push(resolve))
  }

  /** One of them looks for work; if it finds some, it calls the next one. */
  call(): void {
    this.#resting.shift()?.()
  }

  wake(): void {
    this.wakes++
    this.call()
  }

  callAll(): void {
    for (const wake of this.#resting.splice(0)) wake()
  }
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
  const lanes = { single: new Idle(), bulk: new Idle() }
  const timers = new Set<NodeJS.Timeout>()

  /** The row is due again before anybody would look by themselves. */
  function callIn(milliseconds: number, idle: Idle): void {
    if (milliseconds >= poll) return
    const timer = setTimeout(() => {
      timers.delete(timer)
      idle.wake()
    }, milliseconds + 1)
    timers.add(timer)
  }

  async function once(lane: Lane): Promise<boolean> {
    const row = await claimNext(types, lane)
    if (!row) return false
    const idle = lanes[row.bulk ? 'bulk' : 'single']
    // where there is one there may be more
    idle.call()
    const again = await deliver(row, reactions, patience)
    if (again !== undefined && !stopping.signal.aborted) callIn(again, idle)
    return true
  }

  async function lookFor(lane: keyof typeof lanes): Promise<boolean> {
    try {
      return await once(lane)
    } catch (error) {
      log.error({ error: describeError(error) }, 'the relay could not reach its rows')
      return false
    }
  }

  async function work(lane: keyof typeof lanes): Promise<void> {
    const idle = lanes[lane]
    while (!stopping.signal.aborted) {
      const before = idle.wakes
      const found = await lookFor(lane)
      // a wake while it looked may be about a row that it had looked past
      if (!found && before === idle.wakes && !stopping.signal.aborted) await idle.rest()
    }
  }

  const polling = setInterval(() => {
    for (const idle of Object.values(lanes)) idle.call()
  }, poll)

  const running = [
    ...Array.from({ length: workers }, () => work('single')),
    ...Array.from({ length: bulkWorkers }, () => work('bulk')),
  ]

  return {
    wake(bulk = false) {
      lanes[bulk ? 'bulk' : 'single'].wake()
    },
    async stop() {
      stopping.abort()
      clearInterval(polling)
      for (const timer of timers) clearTimeout(timer)
      for (const idle of Object.values(lanes)) idle.callAll()
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
