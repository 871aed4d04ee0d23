/** Runs a mongod of our own as a one-member replica set, on any port, on kept or throw-away data. */
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, openSync } from 'node:fs'
import { mkdir, readFile } from 'node:fs/promises'
import { connect } from 'node:net'
import { join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { mongo } from 'mongoose'
import { freePort } from '../free-port.ts'
import { stopLeftover } from './leftover.ts'

/**
 * Seconds after which an open transaction is ended (and looked for twice as often). What a killed process had
 * open keeps its documents locked until then; with MongoDB's own 60 that is up to a minute and a half.
 */
const abandonedAfter = 15

/** Seconds for which data of the past can be read from a throw-away server; longer than a transaction may be open. */
const keptHistory = 30

export interface MongodOptions {
  binary: string
  /** Folder of the data; made when missing. Must be this process's own, see `claimFolder`. */
  dbPath: string
  /** Any free port when not given. */
  port?: number
  /** File for mongod's own log; `mongod.log` beside the data when not given. */
  log?: string
  /** Speed before durability: for tests, whose data are not needed again. */
  throwAway?: boolean
  /** Takes the commands that are for tests of MongoDB itself, such as `configureFailPoint`. */
  testCommands?: boolean
  /** One of several members, which are made a replica set elsewhere (`startReplicaSet`): it is ready when it listens. */
  member?: boolean
  /** Seconds between checkpoints, when data are written to their files; MongoDB's own are 60. */
  checkpoint?: number
  /** Ends the start when the user changes their mind. */
  signal?: AbortSignal
}

export interface RunningMongod {
  port: number
  pid: number
  /** The connection string for one database. */
  uri(database: string): string
  /** Settles when mongod has ended, for whatever reason, with its exit code. */
  exited: Promise<number | null>
  /** Asks mongod to end and waits; ends it by force after 20 s. */
  stop(): Promise<void>
  /** Ends mongod at once; its journal makes the next start good. */
  kill(): Promise<void>
}

/** mongod ended before it was ready; the message says why where its exit code tells. */
export class MongodFailed extends Error {
  readonly exitCode: number | null
  constructor(exitCode: number | null, dbPath: string, log: string, words: string) {
    const lines = [`mongod ended with code ${exitCode}${explain(exitCode, dbPath)}`, words]
    super([...lines.filter(Boolean), `Its log: ${log}`].join('\n'))
    this.name = 'MongodFailed'
    this.exitCode = exitCode
  }
}

// mongod's documented exit codes.
const exitNeedsOtherVersion = 62
const exitPortTaken = 48
const exitInUse = 100

function explain(exitCode: number | null, dbPath: string): string {
  if (exitCode === exitNeedsOtherVersion) {
    return `: the data in ${dbPath} were written by another version of MongoDB. Use that version, or delete the folder to start from the beginning.`
  }
  if (exitCode === exitInUse) return `: it cannot use ${dbPath}.`
  return `. If the data in ${dbPath} are damaged, put back a copy of the folder, or delete it to start from the beginning.`
}

/**
 * Starts mongod and waits until it takes writes. Data kept from an earlier run are used whatever
 * port they were served on then, and a mongod left over by a killed run is stopped first.
 * @throws MongodFailed
 */
export async function startMongod(options: MongodOptions): Promise<RunningMongod> {
  const dbPath = resolve(options.dbPath)
  await mkdir(dbPath, { recursive: true })
  await stopLeftover(dbPath)
  for (let attempt = 1; ; attempt++) {
    try {
      return await startOnce({ ...options, dbPath, port: options.port ?? (await freePort()) })
    } catch (error) {
      // Between finding a free port and using it another program may have taken it.
      const taken = error instanceof MongodFailed && error.exitCode === exitPortTaken
      if (!taken || options.port !== undefined || attempt === 5) throw error
    }
  }
}

async function startOnce(options: MongodOptions & { port: number }): Promise<RunningMongod> {
  const { binary, dbPath, port, signal } = options
  const log = options.log ?? join(dbPath, 'mongod.log')
  // A file and not a pipe: a mongod that outlives us must not lose the other end of its output.
  const output = openSync(log, 'w')
  // prettier-ignore
  const child = spawn(binary, ['--replSet', 'rs0', '--dbpath', dbPath, '--port', String(port),
    '--bind_ip', '127.0.0.1', '--oplogSize', '64', '--wiredTigerCacheSizeGB', '0.25', '--quiet',
    '--setParameter', 'diagnosticDataCollectionEnabled=false',
    '--setParameter', `transactionLifetimeLimitSeconds=${abandonedAfter}`,
    // Files of dropped collections are removed when no snapshot can need them: else databases of tests fill the open files.
    ...(options.throwAway ? ['--setParameter', `minSnapshotHistoryWindowInSeconds=${keptHistory}`] : []),
    ...(options.testCommands ? ['--setParameter', 'enableTestCommands=1'] : []),
    ...(options.checkpoint ? ['--syncdelay', String(options.checkpoint)] : []),
    ...(process.platform === 'win32' ? [] : ['--nounixsocket'])],
    // Kept data: in a process group of its own, for Ctrl-C is for us, who know in which order to stop.
    { stdio: ['ignore', output, output], detached: !options.throwAway, windowsHide: true })
  const exited = new Promise<number | null>((done) => {
    child.once('exit', done)
    child.once('error', () => done(null))
  })
  closeSync(output)
  if (options.throwAway) process.once('exit', () => child.kill('SIGKILL'))

  const ended = new AbortController()
  void exited.then(() => ended.abort())
  const giveUp = signal ? AbortSignal.any([signal, ended.signal]) : ended.signal
  try {
    await Promise.race([
      options.member
        ? untilListening(port, giveUp)
        : makeReady(port, options.throwAway === true, giveUp),
      exited.then(() => Promise.reject(new Error('mongod has ended'))),
    ])
  } catch (error) {
    // whatever broke off first when mongod ended, its end is the reason
    const code = ended.signal.aborted ? await exited : undefined
    await kill(child)
    throw code === undefined ? error : new MongodFailed(code, dbPath, log, await lastWords(log))
  }
  return {
    port,
    pid: child.pid ?? 0,
    uri: (database) => `mongodb://127.0.0.1:${port}/${database}?replicaSet=rs0`,
    exited,
    stop: () => stop(child),
    kill: () => kill(child),
  }
}

async function makeReady(port: number, throwAway: boolean, signal: AbortSignal): Promise<void> {
  await untilListening(port, signal)
  const mongoose = await import('mongoose')
  const client = new mongoose.mongo.MongoClient(`mongodb://127.0.0.1:${port}/`, {
    directConnection: true,
  })
  try {
    const admin = client.db('admin')
    await initiate(admin, mongoose.mongo.MongoServerError, `127.0.0.1:${port}`, throwAway)
    while (!(await admin.command({ hello: 1 }))['isWritablePrimary']) {
      signal.throwIfAborted()
      await sleep(20)
    }
  } finally {
    await client.close()
  }
}

/** Makes the replica set, or tells an existing one that its only member has moved to this port. */
async function initiate(
  admin: mongo.Db,
  ServerError: typeof mongo.MongoServerError,
  host: string,
  throwAway: boolean,
): Promise<void> {
  const config = {
    _id: 'rs0',
    members: [{ _id: 0, host }],
    // Without it every "majority" write of a test would wait for the disk.
    ...(throwAway ? { writeConcernMajorityJournalDefault: false } : {}),
    settings: { electionTimeoutMillis: 1_000 },
  }
  try {
    await admin.command({ replSetInitiate: config })
    return
  } catch (error) {
    if (!(error instanceof ServerError && error.codeName === 'AlreadyInitialized')) throw error
  }
  const answer = await admin.command({ replSetGetConfig: 1 })
  const kept = answer['config'] as { version: number; members: { host: string }[] }
  if (kept.members[0]?.host === host) return
  const members = [{ ...kept.members[0], host }]
  await admin.command({
    replSetReconfig: { ...kept, version: kept.version + 1, members },
    force: true,
  })
}

async function untilListening(port: number, signal: AbortSignal): Promise<void> {
  for (;;) {
    signal.throwIfAborted()
    const socket = connect(port, '127.0.0.1')
    try {
      await once(socket, 'connect')
      return
    } catch {
      await sleep(20)
    } finally {
      socket.destroy()
    }
  }
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const force = setTimeout(() => child.kill('SIGKILL'), 20_000)
  child.kill('SIGTERM')
  await once(child, 'exit')
  clearTimeout(force)
}

async function kill(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return
  child.kill('SIGKILL')
  await once(child, 'exit')
}

/** What mongod said last about an error; its log is lines of JSON. */
async function lastWords(log: string): Promise<string> {
  const lines = (await readFile(log, 'utf8')).trim().split('\n')
  const words = lines.flatMap((line) => {
    if (!line.startsWith('{')) return line ? [line] : []
    try {
      const { s, msg, attr } = JSON.parse(line) as LogLine
      if (s !== 'E' && s !== 'F') return []
      const detail = typeof attr?.error === 'string' ? attr.error : attr?.error?.errmsg
      return [`  ${msg}${detail ? `: ${detail}` : ''}`]
    } catch (error) {
      if (error instanceof SyntaxError) return []
      throw error
    }
  })
  return words.slice(-5).join('\n')
}

interface LogLine {
  /** Severity. */
  s: string
  msg: string
  attr?: { error?: string | { errmsg?: string } }
}
