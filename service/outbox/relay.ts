/** Delivers events to their handlers: workers that claim what is due, woken by the change stream or by their poll. */
import { setTimeout as sleep } from 'node:timers/promises'
import { clock } from '../clock.ts'
import { explainedByOutage } from '../database/outage.ts'
import { describeError, log } from '../log.ts'
import { claimNext, type Lane } from './claims.ts'
import { deliver } from './deliver.ts'
import type { Reactions } from './handlers.ts'
import { Events } from './model.ts'
import { handlerTimeout } from './rules.ts'

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
  patience = handlerTimeout,
}: Options): Relay {
  const types = Object.keys(reactions)
  const stopping = new AbortController()
  const lanes = { single: new Idle(), bulk: new Idle() }
  const timers = new Set<NodeJS.Timeout>()

  /** The row is due again before the next regular look. */
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
      // twenty workers that look each second would fill the log with one outage
      if (!explainedByOutage(error)) {
        log.error({ error: describeError(error) }, 'outbox relay failed')
      }
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
