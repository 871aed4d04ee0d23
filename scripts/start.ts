/** `npm start`: MongoDB, the simulated DingTalk, demo data and the service, until Ctrl-C. */
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { readCommandLine } from './command-line.ts'
import { findMongod, MongodNotFound } from './mongod/find.ts'
import { claimFolder, FolderInUse, FolderUnusable } from './mongod/leftover.ts'
import { MongodFailed, startMongod, type RunningMongod } from './mongod/run.ts'
import { BuildFailed, buildPages } from './start/build.ts'
import { demoKeys } from './start/keys.ts'
import { checkPackages } from './start/packages.ts'
import { checkPorts } from './start/ports.ts'
import { Program, ProgramFailed } from './start/program.ts'
import {
  readSettings,
  serviceEnvironment,
  simulatorEnvironment,
  StartRefused,
  type StartSettings,
} from './start/settings.ts'
import { welcome } from './start/welcome.ts'

readCommandLine(
  `Usage: npm start

Starts the demonstration: MongoDB, a simulated DingTalk with its people, and the service. It prints one address, and runs
until Ctrl-C. Settings are environment variables:

  PORT                   where the service listens, 3000 when not set
  SIMULATOR_PORT         where the simulated DingTalk is, 3100 when not set; the ports after it are its devices
  PUBLIC_URL             where browsers find the service, http://localhost:<PORT> when not set
  DINGTALK_EVENTS        how events come: stream or callback; stream when not set
  DATA_DIR               where everything is kept, .data when not set
  MONGODB_URI            a MongoDB of yours, a replica set, instead of its own
  MONGOMS_SYSTEM_BINARY  the path of a MongoDB server to use for its own

It ends with 0 when it was stopped, 1 when something could not start or ended by itself, and 2 for a wrong command line.
`,
  {},
)

const say = (line: string) => console.log(line)

/** Everything that runs, and how it comes to an end. */
class House {
  readonly #settings: StartSettings
  readonly #logs: string
  /** Told when a part ends by itself. */
  readonly #onFailure: (error: Error) => void
  readonly #giveUp = new AbortController()
  readonly #signal = this.#giveUp.signal
  #service: Program | undefined
  #seed: Program | undefined
  #simulator: Program | undefined
  #mongod: RunningMongod | undefined
  #release: (() => Promise<void>) | undefined
  #starting: Promise<void> | undefined
  /** Also begun by the start, and ending later than it when another part has failed. */
  #begun: Promise<unknown>[] = []
  #stopped: Promise<void> | undefined

  constructor(settings: StartSettings, onFailure: (error: Error) => void) {
    this.#settings = settings
    this.#logs = join(settings.dataFolder, 'logs')
    this.#onFailure = onFailure
  }

  /** Starts all of it. @throws when a part does not start, and after `stop` */
  start(): Promise<void> {
    return (this.#starting ??= this.#startAll())
  }

  async #startAll(): Promise<void> {
    const { dataFolder, port, simulatorPort } = this.#settings
    checkPackages()
    await checkPorts(this.#settings)
    this.#release = await claimFolder(dataFolder)
    await mkdir(this.#logs, { recursive: true })
    const keys = await demoKeys(dataFolder)
    this.#signal.throwIfAborted()

    const pages = buildPages({ say, signal: this.#signal })
    // It is awaited last; a failure before that must not count as unhandled.
    pages.catch(() => undefined)
    this.#simulator = this.#run(
      'simulator',
      'scripts/dingtalk-simulator/main.ts',
      simulatorEnvironment(this.#settings),
    )
    this.#simulator.watch(this.#onFailure)
    const database = this.#openDatabase()
    this.#begun = [pages, database]
    const [mongodbUri] = await Promise.all([
      database,
      this.#simulator.ready(`http://127.0.0.1:${simulatorPort}/simulator/api/state`, this.#signal),
    ])
    this.#signal.throwIfAborted()

    const env = serviceEnvironment(this.#settings, mongodbUri, keys)
    this.#seed = this.#run('seed', 'scripts/seed.ts', env)
    await this.#seed.done()
    this.#signal.throwIfAborted()

    this.#service = this.#run('service', 'service/main.ts', env)
    this.#service.watch(this.#onFailure)
    await this.#service.ready(`http://127.0.0.1:${port}/readyz`, this.#signal)
    await pages
    this.#signal.throwIfAborted()
  }

  #run(name: string, file: string, env: Record<string, string>): Program {
    return new Program({ name, file, env, logs: this.#logs, say })
  }

  async #openDatabase(): Promise<string> {
    if (this.#settings.mongodbUri) return this.#settings.mongodbUri
    const binary = await findMongod(say, this.#signal)
    const dbPath = join(this.#settings.dataFolder, 'mongodb')
    const log = join(this.#logs, 'mongod.log')
    this.#mongod = await startMongod({ binary, dbPath, log, signal: this.#signal })
    void this.#mongod.exited.then((code) => {
      if (this.#signal.aborted) return
      this.#onFailure(new ProgramFailed('database', `code ${code}`, [], log))
    })
    return this.#mongod.uri('partner_workspace')
  }

  /** Stops everything in order: who asks before who answers. Again: waits for the same stop. */
  stop(): Promise<void> {
    this.#giveUp.abort()
    this.#stopped ??= (async () => {
      await Promise.all([this.#service?.stop(15_000), this.#seed?.stop(5_000)])
      await this.#simulator?.stop(5_000)
      // Whatever was just being started or fetched cleans up after itself.
      await Promise.allSettled([this.#starting])
      await Promise.allSettled(this.#begun)
      await this.#mongod?.stop()
      await this.#release?.()
    })()
    return this.#stopped
  }

  /** For the impatient: ends everything that runs at once; data are safe. */
  async kill(): Promise<void> {
    for (const program of [this.#service, this.#seed, this.#simulator]) program?.kill()
    await this.#mongod?.kill()
  }
}

/** Errors that the person at the keyboard can act on need no stack. */
function explain(error: unknown): string {
  const plain = [
    StartRefused,
    FolderInUse,
    FolderUnusable,
    MongodNotFound,
    MongodFailed,
    BuildFailed,
    ProgramFailed,
  ]
  if (plain.some((kind) => error instanceof kind)) return (error as Error).message
  const { code, path } = error as NodeJS.ErrnoException
  if (code && path)
    return `${path} cannot be used (${code}): may this user write there, and is there room?`
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}

let house: House | undefined
let leaving = false

/** Stops everything and exits; asked a second time, it does not wait any more. */
async function leave(exitCode: number, words?: string): Promise<void> {
  if (leaving) {
    await house?.kill()
    return
  }
  leaving = true
  if (words) say(words)
  await house?.stop()
  process.exit(exitCode)
}

function leaveUnread(): void {
  if (!leaving) void leave(1)
}

function fail(error: unknown): void {
  if (leaving) return
  console.error(explain(error))
  void leave(1)
}

const goodbye = '\nStopping. All is kept; "npm start" goes on from here.'
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => void leave(0, goodbye))
}
process.on('uncaughtException', fail)
// There is no reader any more (a closed terminal, "npm start | head"): nothing can be said, but all be stopped.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => leaveUnread())

// npm does not always pass a signal on: without it we would go on unseen, so we leave with it.
const parent = process.ppid
if (process.env['npm_lifecycle_event']) {
  setInterval(() => {
    if (process.ppid !== parent && !leaving) void leave(0)
  }, 500).unref()
}

try {
  const settings = readSettings(process.env)
  house = new House(settings, fail)
  await house.start()
  say(welcome(settings, performance.now() / 1000))
} catch (error) {
  fail(error)
}
