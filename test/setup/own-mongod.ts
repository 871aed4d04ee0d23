/** A MongoDB server for one test file: what the file does to it (faults, pauses, kills) reaches no other file. */
import { accessSync, constants, statfsSync } from 'node:fs'
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findMongod } from '../../scripts/mongod/find.ts'
import { claimFolder } from '../../scripts/mongod/leftover.ts'
import { startMongod, type MongodOptions, type RunningMongod } from '../../scripts/mongod/run.ts'

/** A file system in memory, on Linux. */
const inMemory = '/dev/shm'

/** Bytes: what the servers of a whole run need at most, and a good deal more. */
const enough = 12 * 2 ** 30

/**
 * Where the data of tests are: in memory where there is plenty, because MongoDB makes and removes thousands of files and
 * waits for the disk with each. To a server that is killed it is a disk like another: what it has written stays.
 */
function placeForData(): string {
  try {
    const { bavail, bsize } = statfsSync(inMemory)
    accessSync(inMemory, constants.W_OK)
    return Math.min(bavail * bsize, process.availableMemory()) > enough ? inMemory : tmpdir()
  } catch (error) {
    // not there, as on macOS and Windows, or not for us
    if ((error as NodeJS.ErrnoException).code === undefined) throw error
    return tmpdir()
  }
}

/** Folders of runs that were killed are removed by the next run of the tests. */
export const allRuns = join(placeForData(), 'partner-workspace-tests')

export class OwnMongod {
  readonly #options: MongodOptions
  readonly #folder: string
  #mongod: RunningMongod

  private constructor(options: MongodOptions, folder: string, mongod: RunningMongod) {
    this.#options = options
    this.#folder = folder
    this.#mongod = mongod
  }

  /**
   * `throwAway` is faster, but loses writes when it is killed; `testCommands` is for `arrangeFault`.
   * @param options.port any free one when not given
   */
  static async start(
    options: Pick<MongodOptions, 'throwAway' | 'testCommands' | 'port'> = {},
  ): Promise<OwnMongod> {
    await mkdir(allRuns, { recursive: true })
    const folder = await mkdtemp(join(allRuns, 'own-'))
    try {
      await claimFolder(folder)
      const binary = await findMongod(() => undefined)
      const all = { ...options, binary, dbPath: join(folder, 'mongodb') }
      return new OwnMongod(all, folder, await startMongod(all))
    } catch (error) {
      await rm(folder, { recursive: true, force: true })
      throw error
    }
  }

  /** @param appName names the program whose commands `arrangeFault` lets fail */
  uri(database: string, appName?: string): string {
    return `${this.#mongod.uri(database)}${appName ? `&appName=${appName}` : ''}`
  }

  /** SIGSTOP: it is there, and does nothing. */
  pause(): void {
    process.kill(this.#mongod.pid, 'SIGSTOP')
  }

  resume(): void {
    process.kill(this.#mongod.pid, 'SIGCONT')
  }

  /** kill -9 */
  kill(): Promise<void> {
    return this.#mongod.kill()
  }

  /** Starts it again after `kill`, on its port and its data. */
  async restart(): Promise<void> {
    this.#mongod = await startMongod({ ...this.#options, port: this.#mongod.port })
  }

  /** Ends it, paused or not, and removes its data. */
  async end(): Promise<void> {
    await this.#mongod.kill()
    await rm(this.#folder, { recursive: true, force: true })
  }
}
