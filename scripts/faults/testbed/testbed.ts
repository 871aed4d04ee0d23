/** Starts and ends everything that a run needs: a replica set, a simulated DingTalk, instances of the service, people. */
import { mkdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { clock } from '../../../service/clock.ts'
import { ensureIndexes } from '../../../service/database/indexes.ts'
import { log } from '../../../service/log.ts'
import { Events } from '../../../service/outbox/model.ts'
import { undoWindow } from '../../../service/outbox/undo.ts'
import { closeDatabase, openDatabase } from '../../bench/database.ts'
import { benchEnvironment } from '../../bench/environment.ts'
import { demoOrganisation } from '../../demo/people.ts'
import { startSimulator } from '../../dingtalk-simulator/simulator.ts'
import { freePort } from '../../free-port.ts'
import { findMongod } from '../../mongod/find.ts'
import { claimFolder, stopLeftover } from '../../mongod/leftover.ts'
import { ReplicaSet } from '../../mongod/replica-set.ts'
import { Client } from '../client.ts'
import { clockOffset } from './fast-forward.ts'
import { Instance } from './instance.ts'
import { buildPeople, phoneCount, type People } from './people.ts'
import { SmallDisk } from './small-disk.ts'

/** Locked by one run at a time: two would disturb each other. */
const folder = join(tmpdir(), 'partner-workspace-faults')
const diskFolder = join(folder, 'small-disk')
const mostMembers = 3

export interface TestbedOptions {
  members: 1 | 3
  instances: number
  /** People who send; by default as many as have phones. */
  staff?: number
  /** Size in MB of MongoDB's disk, if it is to be a small one. */
  disk?: number
}

/** Milliseconds that deliveries have after the traffic has ended. */
const drainTimeout = 20_000

export class Testbed {
  readonly #print: (line: string) => void
  readonly #controller = new AbortController()
  readonly #clients: Client[] = []
  /** End what was started; run in reverse order. */
  readonly #ends: (() => Promise<unknown>)[] = []
  #starting: Promise<void> | undefined
  #closing: Promise<void> | undefined
  #parts: { set: ReplicaSet; simulator: string; people: People; fastForward: Instance } | undefined
  disk: SmallDisk | undefined
  readonly instances: Instance[] = []

  constructor(print: (line: string) => void) {
    this.#print = print
  }

  get #started() {
    if (!this.#parts) throw new Error('the testbed has not been started')
    return this.#parts
  }

  get set(): ReplicaSet {
    return this.#started.set
  }

  get people(): People {
    return this.#started.people
  }

  /** URL of the simulated DingTalk. */
  get simulator(): string {
    return this.#started.simulator
  }

  get urls(): string[] {
    return this.instances.map(({ url }) => url)
  }

  /** A client of the instances, or of others; closed with the testbed. */
  client(urls = this.urls): Client {
    const client = new Client(urls)
    this.#clients.push(client)
    return client
  }

  /** Waits. @throws AbortError when the run is aborted meanwhile, so that no fault is arranged after its end */
  async sleep(milliseconds: number): Promise<void> {
    await sleep(milliseconds, undefined, { signal: this.#controller.signal })
  }

  /** Stops the clients and everything that waits. */
  abort(): void {
    this.#controller.abort()
    for (const client of this.#clients) client.close()
  }

  /** @throws MongodNotFound, MongodFailed, FolderInUse, NotPossible */
  start(options: TestbedOptions): Promise<void> {
    return (this.#starting ??= this.#startAll(options))
  }

  /** Starts a part, unless the testbed is being closed. */
  async #begin<T>(start: () => Promise<T>, end: (part: T) => Promise<unknown>): Promise<T> {
    if (this.#closing) throw new Error('stopped')
    const part = await start()
    this.#ends.push(() => end(part))
    return part
  }

  async #startAll({ members, instances, staff, disk }: TestbedOptions): Promise<void> {
    const binary = await findMongod(this.#print)
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
          // data in memory does not see that the disk is full
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
    // the log of this process would be mixed with the report
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
    const fastForward = new Instance({
      name: 'fast-forward',
      env: { ...environment, PORT: String(await freePort()) },
      logs,
      file: 'scripts/faults/testbed/fast-forward.ts',
    })
    this.#ends.push(() => fastForward.kill())
    this.#parts = { set, simulator: simulator.url, people, fastForward }
  }

  /**
   * Stops the instances with SIGTERM, and lets the service with a fast clock deliver the remaining events, for a
   * limited time.
   * @param lastRequests are sent to it first
   */
  async drain(lastRequests: (url: string) => Promise<void>): Promise<void> {
    await Promise.all(this.instances.map((instance) => instance.stop()))
    const { fastForward } = this.#started
    fastForward.start()
    await fastForward.ready()
    await lastRequests(fastForward.url)
    const until = performance.now() + drainTimeout
    while (performance.now() < until) {
      // a decision that is made now is told when it cannot be undone any more
      const dueAt = { $lte: new Date(clock.time() + clockOffset + undoWindow) }
      if (!(await Events.exists({ state: { $in: ['due', 'running'] }, dueAt }))) break
      await this.sleep(200)
    }
    await fastForward.stop()
  }

  /** The errors that the instances logged, each as often as it was logged. */
  async errorLines(): Promise<string[]> {
    const { fastForward } = this.#started
    const logged = [...this.instances, fastForward].map((instance) => instance.errorLines())
    return (await Promise.all(logged)).flat()
  }

  /** Ends everything and removes its files. */
  close(): Promise<void> {
    return (this.#closing ??= this.#close())
  }

  async #close(): Promise<void> {
    this.abort()
    // parts that are being started must have started before they can be ended
    await Promise.allSettled([this.#starting])
    for (const end of this.#ends.toReversed()) {
      await end().catch((error: unknown) => this.#print(`could not be ended: ${String(error)}`))
    }
  }
}

/** Removes what a killed run left behind. The folder must have been locked. */
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
    // thousands of messages are sent, and none of them is to be saved
    DINGTALK_MONTHLY_CALLS: 'unlimited',
    DINGTALK_API_URL: url,
    DINGTALK_OAPI_URL: url,
    DINGTALK_LOGIN_URL: url,
  }
}
