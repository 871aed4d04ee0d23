/** Everything that a run needs, and its end: a database of its own, filled, and the two servers. */
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findMongod } from '../mongod/find.ts'
import { claimFolder, stopLeftover } from '../mongod/leftover.ts'
import { startMongod, type RunningMongod } from '../mongod/run.ts'
import { callerVariables } from './bare/settings.ts'
import {
  buildCaller,
  closeDatabase,
  insertPastVisits,
  openDatabase,
  type Caller,
} from './database.ts'
import { benchEnvironment } from './environment.ts'
import type { Servers } from './rounds.ts'
import { MeasuredServer } from './server.ts'

/** One run at a time has it: two would spoil each other's figures. */
const folder = join(tmpdir(), 'partner-workspace-bench')

export class Testbed {
  readonly #say: (line: string) => void
  readonly #servers: MeasuredServer[] = []
  #mongod: RunningMongod | undefined
  #claimed = false
  #closed: Promise<void> | undefined

  constructor(say: (line: string) => void) {
    this.#say = say
  }

  /**
   * Makes `rows` submissions and starts the servers on them.
   * @param mended the bare server's driver has the sets that the service's has
   * @returns also the ids of the submissions, newest first
   * @throws MongodNotFound; FolderInUse when another run is under way
   */
  async open(
    rows: number,
    { mended }: { mended: boolean },
  ): Promise<{ servers: Servers; caller: Caller; ids: string[] }> {
    const binary = await findMongod(this.#say)
    await claimFolder(folder)
    this.#claimed = true
    const dbPath = join(folder, 'mongodb')
    // what a run left behind that was killed
    await stopLeftover(dbPath)
    await rm(dbPath, { recursive: true, force: true })
    // writes wait for the disk, as in production
    this.#mongod = await startMongod({ binary, dbPath })

    const environment = benchEnvironment(this.#mongod.uri('bench'))
    await openDatabase(environment)
    const caller = await buildCaller()
    this.#say(`Making ${rows.toLocaleString('en')} submissions with five spots each …`)
    const ids = await insertPastVisits(rows, caller)

    const bare = await this.#start('bare', 'bare/server.ts', {
      ...environment,
      ...callerVariables(caller),
      ...(mended && { BENCH_MENDED: 'yes' }),
    })
    const service = await this.#start('service', 'service.ts', environment)
    return { servers: { bare, service }, caller, ids }
  }

  async #start(name: string, file: string, env: Record<string, string>): Promise<MeasuredServer> {
    const server = await MeasuredServer.start(name, file, env, join(folder, `${name}.log`))
    this.#servers.push(server)
    return server
  }

  /** Ends all of it and leaves nothing behind. */
  close(): Promise<void> {
    return (this.#closed ??= this.#close())
  }

  async #close(): Promise<void> {
    await Promise.all(this.#servers.map((server) => server.stop()))
    await closeDatabase()
    await this.#mongod?.kill()
    if (this.#claimed) await rm(folder, { recursive: true, force: true })
  }
}
