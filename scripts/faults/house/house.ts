/** Everything that a run needs, and its end: a replica set, a simulated DingTalk, instances of the service, people. */
import { mkdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { clock } from '../../../service/clock.ts'
import { ensureIndexes } from '../../../service/database/indexes.ts'
import { log } from '../../../service/log.ts'
import { Events } from '../../../service/outbox/model.ts'
import { closeDatabase, openDatabase } from '../../bench/database.ts'
import { benchEnvironment } from '../../bench/environment.ts'
import { demoOrganisation } from '../../demo/people.ts'
import { startSimulator } from '../../dingtalk-simulator/simulator.ts'
import { freePort } from '../../free-port.ts'
import { findMongod } from '../../mongod/find.ts'
import { claimFolder, stopLeftover } from '../../mongod/leftover.ts'
import { ReplicaSet } from '../../mongod/replica-set.ts'
import { Instance } from './instance.ts'
import { ahead } from './later.ts'
import { buildPeople, phoneCount, type People } from './people.ts'
import { SmallDisk } from './small-disk.ts'

/** One run at a time has it: two would disturb each other. */
const folder = join(tmpdir(), 'partner-workspace-faults')
const diskFolder = join(folder, 'small-disk')
const mostMembers = 3

export interface HouseOptions {
  members: 1 | 3
  instances: number
  /** People who send; as many as have phones where nothing is said. */
  staff?: number
  /** Size in MB of the disk that MongoDB has; as it comes where nothing is said. */
  disk?: number
}

/** Milliseconds that deliveries have after the traffic has ended. */
const drainPatience = 20_000

export class House {
  readonly #say: (line: string) => void
  /** What ends what was started, the last first. */
  readonly #ends: (() => Promise<unknown>)[] = []
  #opening: Promise<void> | undefined
  #closing: Promise<void> | undefined
  #parts: { set: ReplicaSet; simulator: string; people: People; later: Instance } | undefined
  disk: SmallDisk | undefined
  readonly instances: Instance[] = []

  constructor(say: (line: string) => void) {
    this.#say = say
  }

  get #open() {
    if (!this.#parts) throw new Error('the house is not open')
    return this.#parts
  }

  get set(): ReplicaSet {
    return this.#open.set
  }

  get people(): People {
    return this.#open.people
  }

  /** Of the simulated DingTalk. */
  get simulator(): string {
    return this.#open.simulator
  }

  get urls(): string[] {
    return this.instances.map(({ url }) => url)
  }

  /** @throws MongodNotFound, MongodFailed, FolderInUse, NotPossible */
  open(options: HouseOptions): Promise<void> {
    return (this.#opening ??= this.#openAll(options))
  }

  /** Starts a part, unless the house is being closed. */
  async #begin<T>(start: () => Promise<T>, end: (part: T) => Promise<unknown>): Promise<T> {
    if (this.#closing) throw new Error('stopped')
    const part = await start()
    this.#ends.push(() => end(part))
    return part
  }

  async #openAll({ members, instances, staff, disk }: HouseOptions): Promise<void> {
    const binary = await findMongod(this.#say)
    await this.#begin(
      () => claimFolder(folder),
      () => rm(folder, { recursive: true, force: true }),
    )
    await clearLeftovers()
    const logs = join(folder, 'logs')
    await mkdir(logs)
    if (disk) {
      await mkdir(diskFolder)
      this.disk = await this.#begin(
        () => SmallDisk.mount(diskFolder, disk),
        () => SmallDisk.unmount(diskFolder),
      )
    }
    const set = await this.#begin(
      () =>
        ReplicaSet.start({
          binary,
          folder: disk ? diskFolder : folder,
          members,
          // what waits in memory does not see that the disk is full
          ...(disk && { checkpoint: 1 }),
        }),
      (running) => running.kill(),
    )
    const simulator = await this.#begin(
      () =>
        startSimulator({
          port: 0,
          smtpPort: 0,
          dataFolder: join(folder, 'simulator'),
          events: 'stream',
        }),
      (running) => running.stop(),
    )
    const environment = {
      ...benchEnvironment(set.uri('faults')),
      NODE_ENV: 'development',
      PUBLIC_URL: 'http://127.0.0.1',
      ...dingtalk(simulator.apiUrl),
      SMTP_URL: simulator.smtpUrl,
    }
    // the log of this process would stand between the lines for people
    log.level = 'silent'
    await this.#begin(() => openDatabase(environment), closeDatabase)
    await ensureIndexes()
    const people = await buildPeople(simulator.url, staff ?? phoneCount)
    for (let number = 1; number <= instances; number++) {
      const env = { ...environment, PORT: String(await freePort()) }
      const instance = new Instance({ name: `service-${number}`, env, logs })
      await this.#begin(
        () => Promise.resolve(instance.start()),
        () => instance.kill(),
      )
      this.instances.push(instance)
    }
    await Promise.all(this.instances.map((instance) => instance.ready()))
    const env = { ...environment, PORT: '0' }
    const later = new Instance({ name: 'later', env, logs, file: 'scripts/faults/house/later.ts' })
    this.#ends.push(() => later.kill())
    this.#parts = { set, simulator: simulator.url, people, later }
  }

  /**
   * Ends the instances as an operator does, and lets a worker whose clock is ahead do what is left to do; what has not
   * been done when its time is over stays undone.
   */
  async drain(): Promise<void> {
    await Promise.all(this.instances.map((instance) => instance.stop()))
    const { later } = this.#open
    later.start()
    const until = performance.now() + drainPatience
    while (performance.now() < until) {
      const dueAt = { $lte: new Date(clock.time() + ahead) }
      if (!(await Events.exists({ state: { $in: ['due', 'running'] }, dueAt }))) break
      await sleep(200)
    }
    await later.stop()
  }

  /** What the instances logged as errors, with how often each came; for people to read. */
  async troubles(): Promise<string[]> {
    const all = await Promise.all(this.instances.map((instance) => instance.troubles()))
    const counts = Map.groupBy(all.flat(), (words) => words)
    return [...counts].map(([words, each]) => `${words} × ${each.length}`)
  }

  /** Ends all of it and leaves nothing behind. */
  close(): Promise<void> {
    return (this.#closing ??= this.#close())
  }

  async #close(): Promise<void> {
    // what is just being started comes to its end first
    await Promise.allSettled([this.#opening])
    for (const end of this.#ends.toReversed()) {
      await end().catch((error: unknown) => this.#say(`could not be ended: ${String(error)}`))
    }
  }
}

/** What a run that was killed left behind. The folder must have been claimed. */
async function clearLeftovers(): Promise<void> {
  for (const place of [folder, diskFolder]) {
    for (let number = 1; number <= mostMembers; number++) {
      const member = join(place, `member-${number}`)
      await stopLeftover(member)
      if (place === folder) await rm(member, { recursive: true, force: true })
    }
  }
  await SmallDisk.unmount(diskFolder)
  for (const name of ['small-disk', 'logs', 'simulator']) {
    await rm(join(folder, name), { recursive: true, force: true })
  }
}

function dingtalk(url: string): Record<string, string> {
  const { clientId, clientSecret, corpId, agentId, robotCode } = demoOrganisation
  return {
    DINGTALK_CLIENT_ID: clientId,
    DINGTALK_CLIENT_SECRET: clientSecret,
    DINGTALK_CORP_ID: corpId,
    DINGTALK_AGENT_ID: agentId,
    DINGTALK_ROBOT_CODE: robotCode,
    DINGTALK_API_URL: url,
    DINGTALK_OAPI_URL: url,
    DINGTALK_LOGIN_URL: url,
  }
}
