/** Runs several mongods of our own as one replica set, of which members can be killed, paused and started again. */
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import mongoose, { type mongo } from 'mongoose'
import { startMongod, type RunningMongod } from './run.ts'

interface ReplicaSetOptions {
  binary: string
  /** A folder for each member is made in it. */
  folder: string
  members: number
  /** Seconds between checkpoints; MongoDB's own are 60. */
  checkpoint?: number
}

interface Member {
  host: string
  mongod: RunningMongod
}

/** Milliseconds without a heartbeat after which the others elect; MongoDB's own are 10 s. */
const electionTimeoutMillis = 2_000

/** Milliseconds to wait for a primary. */
const patience = 30_000

export class ReplicaSet {
  readonly #options: ReplicaSetOptions
  readonly #members: Member[] = []

  private constructor(options: ReplicaSetOptions) {
    this.#options = options
  }

  /** @throws MongodFailed; everything that was started has ended then */
  static async start(options: ReplicaSetOptions): Promise<ReplicaSet> {
    const set = new ReplicaSet(options)
    try {
      for (let index = 0; index < options.members; index++) {
        const mongod = await set.#run(index)
        set.#members.push({ host: `127.0.0.1:${mongod.port}`, mongod })
      }
      await set.#initiate()
      await set.primary()
      return set
    } catch (error) {
      await set.kill()
      throw error
    }
  }

  #run(index: number, port?: number): Promise<RunningMongod> {
    const { binary, folder, checkpoint } = this.#options
    const name = `member-${index + 1}`
    return startMongod({
      binary,
      dbPath: join(folder, name),
      log: join(folder, `${name}.log`),
      member: true,
      ...(port !== undefined && { port }),
      ...(checkpoint !== undefined && { checkpoint }),
    })
  }

  /** The connection string for one database. */
  uri(database: string): string {
    const hosts = this.#members.map(({ host }) => host).join(',')
    return `mongodb://${hosts}/${database}?replicaSet=rs0`
  }

  async #initiate(): Promise<void> {
    const config = {
      _id: 'rs0',
      members: this.#members.map(({ host }, _id) => ({ _id, host })),
      settings: { electionTimeoutMillis, heartbeatIntervalMillis: 500 },
    }
    await this.#ask(0, { replSetInitiate: config })
  }

  /** A command to one member itself. */
  async #ask(index: number, command: mongo.BSON.Document): Promise<mongo.BSON.Document> {
    const member = this.#members[index]
    if (!member) throw new Error(`there is no member ${index + 1}`)
    const client = new mongoose.mongo.MongoClient(`mongodb://${member.host}/`, {
      directConnection: true,
      serverSelectionTimeoutMS: 1_000,
      socketTimeoutMS: 5_000,
    })
    try {
      return await client.db('admin').command(command)
    } finally {
      await client.close()
    }
  }

  /** Index of the member that takes writes. Waits for one. */
  async primary(): Promise<number> {
    const until = performance.now() + patience
    while (performance.now() < until) {
      for (const index of this.#members.keys()) {
        // one that is away or stopped does not answer
        const hello = await this.#ask(index, { hello: 1 }).catch(() => undefined)
        if (hello?.['isWritablePrimary']) return index
      }
      await sleep(50)
    }
    throw new Error(`no member of the replica set became primary within ${patience / 1_000} s`)
  }

  /** The primary gives way to another; settles when there is one again. */
  async stepDown(): Promise<void> {
    const index = await this.primary()
    try {
      await this.#ask(index, { replSetStepDown: 5, secondaryCatchUpPeriodSecs: 2 })
    } catch (error) {
      // it may close the connection that asked
      if (!(error instanceof mongoose.mongo.MongoError)) throw error
      if (error.message.includes('No electable secondaries')) throw error
    }
    await this.primary()
  }

  /** kill -9 */
  async killMember(index: number): Promise<void> {
    await this.#members[index]?.mongod.kill()
  }

  /** SIGSTOP: it is there, and does nothing. @returns lets it go on */
  pauseMember(index: number): () => void {
    const pid = this.#members[index]?.mongod.pid
    if (!pid) throw new Error(`there is no member ${index + 1}`)
    process.kill(pid, 'SIGSTOP')
    return () => void process.kill(pid, 'SIGCONT')
  }

  /** Settles when a member has ended, for whatever reason. */
  ended(index: number): Promise<number | null> {
    return this.#members[index]?.mongod.exited ?? Promise.resolve(null)
  }

  /** Starts a member again that has ended, on its port and its data. */
  async restartMember(index: number): Promise<void> {
    const member = this.#members[index]
    if (!member) throw new Error(`there is no member ${index + 1}`)
    member.mongod = await this.#run(index, member.mongod.port)
  }

  /** Ends all members at once, paused ones too. */
  async kill(): Promise<void> {
    await Promise.all(this.#members.map(({ mongod }) => mongod.kill()))
  }
}
