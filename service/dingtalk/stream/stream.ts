/** The Stream client: keeps a connection to DingTalk's gateway for as long as the service runs. */
import { setTimeout as sleep } from 'node:timers/promises'
import { describeError, log } from '../../log.ts'
import { showConnections } from '../metrics.ts'
import { connect, type Connection } from './connection.ts'
import { notTaken, take, type Answer, type Frame } from './frames.ts'

export interface StreamHealth {
  connected: boolean
  /** Two for a moment while one takes over from the other. */
  connections: number
  /** When something was last heard, ISO 8601; null while nothing ever was. */
  lastSeen: string | null
  /** Failures in a row to get or keep a connection. */
  failures: number
}

export interface Stream {
  health(): StreamHealth
  /** Finishes what is being done, acknowledges it, closes. */
  stop(): Promise<void>
}

interface Options {
  /** Milliseconds between looks whether the gateway is alive; silence of two looks opens a new connection. */
  pingEvery?: number
  /** Milliseconds of the first and of the longest pause between tries. */
  pauses?: { first: number; longest: number }
}

/** A connection that lasted this long, in milliseconds, was a good one. */
const settled = 10_000

async function takeOrLater(frame: Frame): Promise<Answer> {
  try {
    return await take(frame)
  } catch (error) {
    log.warn(
      { topic: frame.topic, type: frame.type, error: describeError(error) },
      'DingTalk Stream frame not processed',
    )
    return notTaken(frame)
  }
}

/**
 * Starts the one loop that opens connections: a new one as soon as the old is told to go, closes or falls
 * silent, with growing, scattered pauses when that happens often.
 */
export function startStream({
  pingEvery = 30_000,
  pauses = { first: 500, longest: 30_000 },
}: Options = {}): Stream {
  const stopping = new AbortController()
  const stopped = Promise.withResolvers<void>()
  const live = new Set<Connection>()
  let failures = 0
  let lastSeen = 0
  showConnections(0)
  function keep(connection: Connection): void {
    live.add(connection)
    showConnections(live.size)
    void connection.closed.then(() => {
      lastSeen = Math.max(lastSeen, connection.lastSeen())
      live.delete(connection)
      showConnections(live.size)
    })
  }

  async function one(): Promise<void> {
    const connection = await connect({ handle: takeOrLater, pingEvery })
    const openedAt = performance.now()
    keep(connection)
    const end = await Promise.race([connection.over, stopped.promise])
    if (!end) return
    const life = performance.now() - openedAt
    failures = life > settled ? 0 : failures + 1
    log.info(
      { end, seconds: Math.round(life / 1_000) },
      'DingTalk Stream disconnected, reconnecting',
    )
  }

  async function pause(): Promise<void> {
    const longest = Math.min(pauses.first * 2 ** (failures - 1), pauses.longest)
    try {
      await sleep(longest * (0.5 + Math.random() / 2), undefined, { signal: stopping.signal })
    } catch (error) {
      if ((error as Error).name !== 'AbortError') throw error
    }
  }

  async function run(): Promise<void> {
    while (!stopping.signal.aborted) {
      try {
        await one()
      } catch (error) {
        failures += 1
        log.warn({ failures, error: describeError(error) }, 'DingTalk Stream connection failed')
      }
      if (failures && !stopping.signal.aborted) await pause()
    }
  }
  const running = run()

  return {
    health() {
      const seen = Math.max(lastSeen, ...[...live].map((connection) => connection.lastSeen()))
      return {
        connected: live.size > 0,
        connections: live.size,
        lastSeen: seen ? new Date(seen).toISOString() : null,
        failures,
      }
    },
    async stop() {
      stopping.abort()
      stopped.resolve()
      await running
      await Promise.all([...live].map((connection) => connection.finish()))
    },
  }
}
