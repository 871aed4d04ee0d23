/** Everything that `npm start` and `npm run dev` run, and how it comes to an end. */
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { findMongod } from '../mongod/find.ts'
import { claimFolder } from '../mongod/leftover.ts'
import { startMongod, type RunningMongod } from '../mongod/run.ts'
import { buildPages } from './build.ts'
import { demoKeys } from './keys.ts'
import { checkPackages } from './packages.ts'
import { checkPorts } from './ports.ts'
import { Program, ProgramFailed, type ProgramOptions } from './program.ts'
import { serviceEnvironment, simulatorEnvironment, type StartSettings } from './settings.ts'

const say = (line: string) => console.log(line)

/** The same program, started again whenever a file of it has changed. */
function reloaded<P extends { file: string }>(program: P) {
  return { ...program, file: 'scripts/start/reloaded.ts', args: [program.file], talks: true }
}

export class Stack {
  readonly #settings: StartSettings
  readonly #logs: string
  /** Told when a part ends by itself. */
  readonly #onFailure: (error: Error) => void
  readonly #giveUp = new AbortController()
  readonly #signal = this.#giveUp.signal
  #service: Program | undefined
  #miniApp: Program | undefined
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
    const { dataFolder, servicePort, simulatorPort, reloading } = this.#settings
    checkPackages()
    await checkPorts(this.#settings)
    this.#release = await claimFolder(dataFolder)
    await mkdir(this.#logs, { recursive: true })
    const keys = await demoKeys(dataFolder)
    this.#signal.throwIfAborted()

    const pages = buildPages({
      say,
      signal: this.#signal,
      ...(reloading && { only: ['simulator'] }),
    })
    // It is awaited last; a failure before that must not count as unhandled.
    pages.catch(() => undefined)
    this.#simulator = this.#run({
      name: 'simulator',
      file: 'scripts/dingtalk-simulator/main.ts',
      env: simulatorEnvironment(this.#settings),
    })
    this.#simulator.watch(this.#onFailure)
    const database = this.#openDatabase()
    this.#begun = [pages, database]
    const [mongodbUri] = await Promise.all([
      database,
      this.#simulator.ready(`http://127.0.0.1:${simulatorPort}/simulator/api/state`, this.#signal),
    ])
    this.#signal.throwIfAborted()

    const env = serviceEnvironment(this.#settings, mongodbUri, keys)
    this.#seed = this.#run({ name: 'seed', file: 'scripts/seed.ts', env })
    await this.#seed.done()
    this.#signal.throwIfAborted()

    const service = { name: 'service', file: 'service/main.ts', env }
    this.#service = this.#run(reloading ? reloaded(service) : service)
    this.#service.watch(this.#onFailure)
    await Promise.all([
      this.#service.ready(`http://127.0.0.1:${servicePort}/readyz`, this.#signal),
      reloading ? this.#serveMiniApp() : undefined,
      pages,
    ])
    this.#signal.throwIfAborted()
  }

  /** Vite, with hot reload, on the port that people open; it hands on to the service what is for it. */
  async #serveMiniApp(): Promise<void> {
    const { port, servicePort } = this.#settings
    this.#miniApp = this.#run({
      name: 'mini-app',
      file: 'node_modules/vite/bin/vite.js',
      args: ['--host', '127.0.0.1', '--port', String(port), '--strictPort'],
      env: { NODE_ENV: 'development', PORT: String(servicePort) },
    })
    this.#miniApp.watch(this.#onFailure)
    await this.#miniApp.ready(`http://127.0.0.1:${port}/`, this.#signal)
  }

  #run(program: Pick<ProgramOptions, 'name' | 'file' | 'args' | 'env' | 'talks'>): Program {
    return new Program({ ...program, logs: this.#logs, say })
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
      await Promise.all([
        this.#service?.stop(15_000),
        this.#miniApp?.stop(5_000),
        this.#seed?.stop(5_000),
      ])
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
    for (const program of [this.#service, this.#miniApp, this.#seed, this.#simulator]) {
      program?.kill()
    }
    await this.#mongod?.kill()
  }
}
