/**
 * Knows whether MongoDB answers, from a probe of its own: while it is away, web requests are refused within two
 * seconds instead of waiting for the driver, and after an election reads wait until they see all that was acknowledged.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import { Gauge } from '@prometheus-io/client'
import type { mongo } from 'mongoose'
import { Refusal } from '../errors.ts'
import { describeError, log } from '../log.ts'
import { isDatabaseUnreachable, isQueueTimeout } from './unreachable.ts'
import { Probe, readLinearizable } from './probe.ts'
import { PassingSet } from './passing-set.ts'

/** Milliseconds between two looks while all is well. */
const pause = 300
/** MongoDB is away when it has not answered for so many milliseconds. */
export const unreachableAfter = 1_200
/**
 * The patience is counted in slices of so many milliseconds, because an event loop that was blocked for seconds runs
 * one timer late and not six: then the service was away, not MongoDB.
 */
const slice = 200
/**
 * What was begun before an election may hang on it, one operation after the other, while MongoDB answers again. Beyond
 * the patience it has so many milliseconds.
 */
const electionMargin = 400
/** Seconds after which a refused request may come again. */
const retryAfter = 2

interface Waiter {
  reject(reason: Refusal): void
}

/** Requests in work; a `Set` would be dear (see `passing-set.ts`). */
const waiting = new PassingSet<Waiter>()

/** Milliseconds without an answer, or since the last one before an election, after which requests are refused. */
let patience = unreachableAfter
/** When MongoDB last answered, and when it last did not, on the clock of the process. */
let answeredAt = -Infinity
let missedAt = -Infinity
/** Its last answer before that. */
let answeredBefore = -Infinity
/** On the clock of the process; undefined while MongoDB answers. */
let awaySince: number | undefined
/** Primaries that were elected since the connection was opened. */
let elections = 0
/** A new primary has not yet said that a majority has all that was acknowledged before its election. */
let confirming: Promise<void> | undefined

const refusal = () => new Refusal('unavailable', { retryAfter })

new Gauge({
  name: 'mongodb_up',
  help: 'Whether MongoDB has a primary that answers',
  collect() {
    this.set(awaySince === undefined ? 1 : 0)
  },
})

function setAway(): void {
  if (awaySince !== undefined) return
  awaySince = performance.now()
  clearTimeout(heldBack)
  heldBack = undefined
  log.error('MongoDB does not answer: requests are refused until it does')
  refuseAll(waiting)
}

function refuseAll(waiters: Iterable<Waiter>): void {
  for (const waiter of waiters) if (waiting.delete(waiter)) waiter.reject(refusal())
}

/** Refuses what an election holds up, unless it ends in time. The probe may have seen the new primary already. */
function limitWaiting(): void {
  const now = performance.now()
  const since = now - missedAt < patience ? answeredBefore : answeredAt
  const left = Math.max(since + patience + electionMargin - now, slice)
  const begun = [...waiting]
  setTimeout(refuseAll, left, begun).unref()
}

function setBack(): void {
  if (awaySince === undefined) return
  const milliseconds = Math.round(performance.now() - awaySince)
  awaySince = undefined
  quietUntil = performance.now() + quiet
  log.warn({ milliseconds }, 'MongoDB answers again')
}

/** Milliseconds after a line, or after an outage, in which operations that break off have no line. */
const quiet = 10_000
/** Milliseconds for which the line of an operation waits for an outage that explains it. */
const holdBack = 3_000
let quietUntil = -Infinity
let heldBack: NodeJS.Timeout | undefined

/**
 * Leaves the line about an outage to the outage: a failure that it explains has none of its own, also when it comes
 * before the outage is known or after it has ended. One that comes while MongoDB answers all the same, such as during
 * an election, is told at most every ten seconds.
 * @returns false when the error has nothing to do with MongoDB's absence
 */
export function explainedByOutage(error: unknown): boolean {
  if (!isDatabaseUnreachable(error)) return false
  if (awaySince !== undefined || heldBack || performance.now() < quietUntil) return true
  heldBack = setTimeout(() => {
    heldBack = undefined
    quietUntil = performance.now() + quiet
    log.warn({ error: describeError(error) }, 'MongoDB operation interrupted')
  }, holdBack).unref()
  return true
}

/**
 * Does the work of one request.
 * @param repeatable only reads: done once more when MongoDB broke it off, or elected a primary meanwhile
 * @throws Refusal `unavailable` when MongoDB is away or goes away meanwhile; what was begun may still happen
 */
export function whileDatabaseAnswers<T>(
  work: () => Promise<T>,
  { repeatable = false } = {},
): Promise<T> {
  if (awaySince !== undefined) return Promise.reject(refusal())
  return new Promise<T>((resolve, reject) => {
    const waiter: Waiter = { reject }
    waiting.add(waiter)
    const before = elections
    const begin = () => (confirming ? confirming.then(work) : work())
    const end = () => void waiting.delete(waiter)
    const fail = (error: unknown) => {
      end()
      reject(explainedByOutage(error) ? refusal() : error)
    }
    const succeed = (value: T) => {
      end()
      resolve(value)
    }
    const again = () => void begin().then(succeed, fail)
    begin().then(
      (value) => (repeatable && elections !== before ? again() : succeed(value)),
      (error: unknown) => {
        // what was read from a primary that had not caught up may be a refusal as well
        const mayHelp = isDatabaseUnreachable(error) && !isQueueTimeout(error)
        if (repeatable && (elections !== before || mayHelp)) again()
        else fail(error)
      },
    )
  })
}

/** Until a majority follows the new primary, reads may lack what the primary before it has acknowledged. */
async function confirm(client: mongo.MongoClient, election: number): Promise<void> {
  while (election === elections) {
    try {
      await readLinearizable(client)
      return
    } catch (error) {
      log.debug({ error: describeError(error) }, 'no majority behind the new primary yet')
      await sleep(50)
    }
  }
}

/**
 * Follows which server is the primary, beginning with the present one. mongos elects none: behind it each read is as
 * fresh as its shard's.
 */
export async function followElections(client: mongo.MongoClient): Promise<void> {
  let election: string | undefined
  client.on('topologyDescriptionChanged', ({ newDescription }) => {
    const server = [...newDescription.servers.values()].find(({ type }) => type === 'RSPrimary')
    const latest = server?.electionId?.toHexString()
    if (!latest || latest === election) return
    const isFirst = election === undefined
    election = latest
    if (isFirst) return
    elections++
    limitWaiting()
    const confirmed = confirm(client, elections).finally(() => {
      if (confirming === confirmed) confirming = undefined
    })
    confirming = confirmed
  })
  // an event comes only when something changes: by then the primary may be another one
  const hello = await client.db('admin').command({ hello: 1 }, { readPreference: 'primary' })
  const present = hello['electionId'] as mongo.ObjectId | undefined
  election ??= present?.toHexString()
}

/**
 * Watches MongoDB until it is stopped.
 * @param uri where the service is connected to already
 * @param patient milliseconds without an answer after which MongoDB is away
 */
export function watchDatabase(
  uri: string,
  patient: number = unreachableAfter,
): { stop(): Promise<void> } {
  patience = patient
  const probe = new Probe(uri)
  const slices = Math.ceil(patience / slice)
  let stopped = false
  let missed = 0

  function miss(): void {
    if (missed === 0) answeredBefore = answeredAt
    missedAt = performance.now()
    missed++
    if (missed >= slices) setAway()
  }

  /** Waits for an answer as long as it takes, and says when it has taken too long. */
  async function look(): Promise<boolean> {
    const asked = probe.ask(slice)
    let answer: boolean | undefined
    while (answer === undefined && !stopped) {
      answer = await Promise.race([asked, sleep(slice, undefined)])
      if (answer === undefined) miss()
    }
    return answer === true && !confirming
  }

  async function work(): Promise<void> {
    while (!stopped) {
      if (await look()) {
        missed = 0
        answeredAt = performance.now()
        setBack()
        await sleep(pause)
      } else if (!stopped) {
        miss()
        await sleep(slice)
      }
    }
  }
  const working = work()

  return {
    async stop() {
      stopped = true
      await working
      await probe.close()
      awaySince = undefined
      clearTimeout(heldBack)
      heldBack = undefined
      quietUntil = -Infinity
    },
  }
}
