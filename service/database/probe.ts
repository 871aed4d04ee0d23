/** Questions to MongoDB that tell whether it works: has it a primary, and does a majority follow that primary? */
import { setTimeout as sleep } from 'node:timers/promises'
import mongoose, { type mongo } from 'mongoose'
import { describeError, log } from '../log.ts'

/** Milliseconds between two questions about the majority: each costs an entry in the log of the replica set. */
const majorityPause = 500

/**
 * A linearizable read answers only when a majority has written down what the primary did up to now. It shows what
 * `hello` does not: a primary that is cut off from the others, and one whose disk takes no writes.
 */
export async function readLinearizable(client: mongo.MongoClient): Promise<void> {
  await client
    .db()
    .collection('events')
    .findOne({}, { projection: { _id: 1 }, readConcern: 'linearizable', maxTimeMS: 5_000 })
}

/** A connection of its own, so that a busy pool does not look like an outage. */
function probeClient(uri: string): mongo.MongoClient {
  return new mongoose.mongo.MongoClient(uri, {
    appName: 'probe',
    maxPoolSize: 1,
    serverSelectionTimeoutMS: 2_000,
    connectTimeoutMS: 5_000,
    heartbeatFrequencyMS: 1_000,
  })
}

export class Probe {
  readonly #uri: string
  #client: mongo.MongoClient
  /** Questions that have no answer yet: none is asked twice at a time. */
  readonly #open = new Map<mongo.MongoClient, Promise<boolean>>()
  /** When a majority last answered; either connection will do. */
  #majorityAt = -Infinity

  constructor(uri: string) {
    this.#uri = uri
    this.#client = probeClient(uri)
  }

  /**
   * Settles with true when MongoDB has answered on the connection of the probe, or on one of the service's: a connection
   * that is just being made, on a busy machine, is no outage.
   * @param head milliseconds after which the service's connections are asked as well
   */
  async ask(head: number): Promise<boolean> {
    const first = this.#ask(this.#client)
    if (await Promise.race([first, sleep(head)])) return true
    const both = [first, this.#ask(mongoose.connection.getClient())]
    return new Promise((resolve) => {
      for (const one of both) void one.then((found) => found && resolve(true))
      void Promise.all(both).then((found) => resolve(found.includes(true)))
    })
  }

  #ask(client: mongo.MongoClient): Promise<boolean> {
    const asked =
      this.#open.get(client) ?? this.#answerOf(client).finally(() => this.#open.delete(client))
    this.#open.set(client, asked)
    return asked
  }

  async #answerOf(client: mongo.MongoClient): Promise<boolean> {
    try {
      return await this.#works(client)
    } catch (error) {
      log.debug({ error: describeError(error) }, 'no answer to the probe of MongoDB')
      if (client === this.#client && error instanceof mongoose.mongo.MongoTopologyClosedError) {
        // a client whose first connection failed never opens another one
        await client.close()
        this.#client = probeClient(this.#uri)
      }
      return false
    }
  }

  async #works(client: mongo.MongoClient): Promise<boolean> {
    const hello = await client.db('admin').command({ hello: 1 }, { readPreference: 'primary' })
    // a primary that takes writes; mongos says that of itself
    if (hello['isWritablePrimary'] !== true) return false
    const isMongos = hello['msg'] === 'isdbgrid'
    const asked = performance.now()
    if (isMongos || asked - this.#majorityAt < majorityPause) return true
    await readLinearizable(client)
    this.#majorityAt = asked
    return true
  }

  close(): Promise<void> {
    return this.#client.close()
  }
}
