/**
 * Knows whether MongoDB answers, from a probe of its own: while it is away, web requests are refused within two
 * seconds instead of waiting for the driver, and after an election reads wait until they see all that was acknowledged.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import mongoose, { type mongo } from 'mongoose'
import { Gauge } from 'prom-client'
import { Refusal } from '../errors.ts'
import { describeError, log } from '../log.ts'
import { isDatabaseAway, isQueueTimeout } from './away.ts'
import { PassingSet } from './passing-set.ts'

/** Milliseconds between two looks while all is well. */
const pause = 300
/**
 * MongoDB is away when it has not answered for so many slices of so many milliseconds. Counted in slices, because an
 * event loop that was blocked for seconds runs one timer late and not six: then it is us who were away.
 */
const slices = 7
const slice = 200
/** Seconds after which a refused request may come again. */
const retryAfter = 2

interface Waiter {
  reject(reason: Refusal): void
}

/** Requests in work; a `Set` would be dear (see `passing-set.ts`). */
const waiting = new PassingSet<Waiter>()

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
  log.error('MongoDB does not answer: requests are refused until it does')
  for (const waiter of waiting) {
    waiting.delete(waiter)
    waiter.reject(refusal())
  }
}

function setBack(): void {
  if (awaySince === undefined) return
  const milliseconds = Math.round(performance.now() - awaySince)
  awaySince = undefined
  log.warn({ milliseconds }, 'MongoDB answers again')
}

let lastTold = -Infinity

/**
 * Leaves the line about an outage to the outage: a failure that it explains has none of its own. One that comes while
 * MongoDB answers all the same, such as during an election, is told at most every ten seconds.
 * @returns false when the error has nothing to do with MongoDB's absence
 */
export function explainedByOutage(error: unknown): boolean {
  if (!isDatabaseAway(error)) return false
  if (awaySince === undefined && performance.now() - lastTold > 10_000) {
    lastTold = performance.now()
    log.warn({ error: describeError(error) }, 'MongoDB broke off an operation')
  }
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
        const mayHelp = isDatabaseAway(error) && !isQueueTimeout(error)
        if (repeatable && (elections !== before || mayHelp)) again()
        else fail(error)
      },
    )
  })
}

/**
 * A linearizable read answers only when a majority follows the primary up to now. Until then reads with the majority
 * may lack what the primary before it has acknowledged.
 */
async function confirm(client: mongo.MongoClient, election: number): Promise<void> {
  while (election === elections) {
    try {
      await client
        .db()
        .collection('events')
        .findOne({}, { projection: { _id: 1 }, readConcern: 'linearizable', maxTimeMS: 5_000 })
      return
    } catch (error) {
      log.debug({ error: describeError(error) }, 'the new primary has no majority yet')
      await sleep(50)
    }
  }
}

/** Follows which server is the primary. mongos elects none: behind it each read is as fresh as its shard's. */
export function followElections(client: mongo.MongoClient): void {
  let primary: string | undefined
  client.on('topologyDescriptionChanged', ({ newDescription }) => {
    const server = [...newDescription.servers.values()].find(({ type }) => type === 'RSPrimary')
    if (!server) return
    const elected = `${server.address} ${server.electionId?.toHexString()}`
    if (elected === primary) return
    const isFirst = primary === undefined
    primary = elected
    if (isFirst) return
    elections++
    const confirmed = confirm(client, elections).finally(() => {
      if (confirming === confirmed) confirming = undefined
    })
    confirming = confirmed
  })
}

/** A connection of its own, so that a busy pool does not look like an outage. */
function probeClient(uri: string): mongo.MongoClient {
  return new mongoose.mongo.MongoClient(uri, {
    maxPoolSize: 1,
    serverSelectionTimeoutMS: 2_000,
    connectTimeoutMS: 5_000,
    heartbeatFrequencyMS: 1_000,
  })
}

/** A primary that takes writes; mongos says that of itself. */
async function hasPrimary(client: mongo.MongoClient): Promise<boolean> {
  const hello = await client.db('admin').command({ hello: 1 }, { readPreference: 'primary' })
  return hello['isWritablePrimary'] === true
}

/**
 * Watches MongoDB until it is stopped.
 * @param uri where the service is connected to already
 */
export function watchDatabase(uri: string): { stop(): Promise<void> } {
  let client = probeClient(uri)
  let stopped = false

  async function answerOf(one: mongo.MongoClient): Promise<boolean> {
    try {
      return await hasPrimary(one)
    } catch (error) {
      log.debug({ error: describeError(error) }, 'the probe has no answer')
      if (one === client && error instanceof mongoose.mongo.MongoTopologyClosedError) {
        // a client whose first connection failed never opens another one
        await client.close()
        client = probeClient(uri)
      }
      return false
    }
  }

  /** Questions that have no answer yet: none is asked twice at a time. */
  const open = new Map<mongo.MongoClient, Promise<boolean>>()
  function ask(one: mongo.MongoClient): Promise<boolean> {
    const asked = open.get(one) ?? answerOf(one).finally(() => open.delete(one))
    open.set(one, asked)
    return asked
  }

  /** Waits for an answer as long as it takes, and says when it has taken too long. */
  async function look(): Promise<boolean> {
    let answer: boolean | undefined
    const known = Promise.withResolvers<void>()
    const say = (found: boolean) => {
      answer = found
      known.resolve()
    }
    // either will do: a connection of the probe that is just being made, on a busy machine, is no outage
    const asking = [client, mongoose.connection.getClient()].map(ask)
    for (const one of asking) void one.then((found) => found && say(true))
    void Promise.all(asking).then((found) => say(found.includes(true)))
    while (answer === undefined && !stopped) {
      await Promise.race([known.promise, sleep(slice)])
      if (answer === undefined) missed++
      if (missed >= slices) setAway()
    }
    return answer === true && !confirming
  }

  let missed = 0
  async function work(): Promise<void> {
    while (!stopped) {
      if (await look()) {
        missed = 0
        setBack()
        await sleep(pause)
      } else if (!stopped) {
        missed++
        if (missed >= slices) setAway()
        await sleep(slice)
      }
    }
  }
  const working = work()

  return {
    async stop() {
      stopped = true
      await working
      await client.close()
      awaySince = undefined
    },
  }
}
