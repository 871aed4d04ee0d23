/** Runs numbered migrations at start: each once per database, by one instance at a time, and resumed after a crash. */
import { setTimeout as sleep } from 'node:timers/promises'
import mongoose from 'mongoose'
import { clock } from '../clock.ts'
import { describeError, log } from '../log.ts'
import { LockLost, takeLock, type Lock } from './migration-lock.ts'

export interface Migration {
  /** Unique over the whole service and never used again. Migrations run in this order. */
  number: number
  /** What it does, such as `staff: store the digits of phone numbers`. Never changed after a release. */
  name: string
  /**
   * It only fills in what may be missing for a while, and may take long: the start does not wait for it, the background
   * half goes on with it (`later-migrations.ts`). Nothing that this release needs to answer rightly is such a one, and no
   * migration may need that it has run.
   */
  later?: true
  /**
   * Must be safe to run again from the last saved progress (a process can crash between a write and `save`), and while
   * instances of the release before write the old shape.
   */
  run(context: MigrationContext): Promise<void>
}

export interface MigrationContext {
  /** What an earlier run saved last; undefined when there is none. */
  progress: unknown
  /**
   * Records how far it is (anything that BSON holds), so that the next run goes on from there. Call it between any two
   * steps, also where all of them are repeated: it is where a migration notices that another instance has taken over.
   * @throws LockLost when another instance has taken over; let it pass
   */
  save(progress: unknown): Promise<void>
}

interface MigrationRow {
  /** Number of the migration. */
  _id: number
  name: string
  state: 'running' | 'failed' | 'done'
  startedAt: Date
  finishedAt?: Date
  progress?: unknown
  /** Holder of the lock that runs it or ran it last. */
  owner: string
}

/** Not sharded: a row for each migration. */
export const Migrations = mongoose.model<MigrationRow>(
  'Migration',
  new mongoose.Schema<MigrationRow>(
    {
      _id: Number,
      name: { type: String, required: true },
      state: { type: String, required: true },
      startedAt: { type: Date, required: true },
      finishedAt: Date,
      progress: mongoose.Schema.Types.Mixed,
      owner: { type: String, required: true },
    },
    { versionKey: false },
  ),
  'migrations',
)

/** Ends the start. The message has no text of the error itself, which can quote stored data. */
export class MigrationFailed extends Error {
  override readonly name = 'MigrationFailed'
  constructor({ number, name }: Migration, cause: unknown) {
    const { kind, errorCode } = describeError(cause)
    super(
      `Migration ${number} (${name}) failed with ${[kind, errorCode].filter(Boolean).join(' ')}; the log says where. ` +
        'What it has done is kept: mend the cause and start again, and it goes on where it stopped.',
      { cause },
    )
  }
}

/** The database was migrated by code that gave the number to something else. */
export class MigrationMismatch extends Error {
  override readonly name = 'MigrationMismatch'
}

/** @throws Error unless numbers are positive integers, ascending and unique */
export function checkMigrations(migrations: readonly Migration[]): void {
  let before = 0
  for (const { number, name } of migrations) {
    if (!Number.isSafeInteger(number) || number <= before) {
      throw new Error(`migration ${number} (${name}) must have a whole number above ${before}`)
    }
    before = number
  }
}

/** The process stops, or the time is over that a start takes for what can be done later: what is done is saved. */
export class MigrationStopped extends Error {
  override readonly name = 'MigrationStopped'
}

/** How the ones that run later differ from those that the start waits for. */
interface Manner {
  /** Milliseconds after which the work of a dead instance is taken over. */
  lease: number
  lockName: string
  /** Milliseconds between looks at whether another instance is done. */
  look: number
  /** Ends the work after its next batch, with `MigrationStopped`. */
  signal?: AbortSignal
  /** Milliseconds of a pause after each batch, at most; it is as long as the batch was. */
  longestPause: number
}

/** Those that this database still lacks, in order. @throws MigrationMismatch */
async function pendingOf(migrations: readonly Migration[]): Promise<Migration[]> {
  const rows = await Migrations.find().select({ name: 1, state: 1 }).lean()
  return migrations.filter(({ number, name }) => {
    const row = rows.find(({ _id }) => _id === number)
    if (row && row.name !== name) {
      throw new MigrationMismatch(
        `Migration ${number} is "${name}" in this release, but this database had "${row.name}" under that number: ` +
          'start the release that fits the database, or use another database.',
      )
    }
    return row?.state !== 'done'
  })
}

/**
 * Runs what the database lacks and the start waits for; instances that start meanwhile wait until it is done.
 * @param lease milliseconds after which the work of a dead instance is taken over
 * @throws MigrationFailed, MigrationMismatch
 */
export function runMigrations(
  migrations: readonly Migration[],
  { lease = 15_000 } = {},
): Promise<void> {
  checkMigrations(migrations)
  const now = migrations.filter(({ later }) => !later)
  const look = Math.min(500, lease / 4)
  return runAll(now, { lease, lockName: 'migrations', look, longestPause: 0 })
}

/** @throws MigrationFailed, MigrationMismatch, MigrationStopped */
export async function runAll(migrations: readonly Migration[], manner: Manner): Promise<void> {
  const { lease, lockName, look, signal } = manner
  let told = false
  while ((await pendingOf(migrations)).length) {
    if (signal?.aborted) throw new MigrationStopped()
    const lock = await takeLock(lease, lockName)
    if (lock) {
      await runUnder(lock, migrations, manner)
      continue
    }
    if (!told) log.info({ lock: lockName }, 'migration lock held by another instance, waiting')
    told = true
    await pause(look, signal)
  }
}

/** Ends early when the signal is given. */
export async function pause(milliseconds: number, signal?: AbortSignal): Promise<void> {
  await sleep(milliseconds, undefined, signal && { signal }).catch(() => {})
}

/** Returns early when the lock is lost: the caller looks again at what is left. */
async function runUnder(
  lock: Lock,
  migrations: readonly Migration[],
  manner: Manner,
): Promise<void> {
  try {
    for (const migration of await pendingOf(migrations)) {
      // a process that was suspended must not start what another has started since
      await lock.renew()
      await runOne(migration, lock, manner)
    }
  } catch (error) {
    if (!(error instanceof LockLost)) throw error
    log.warn('migration lock taken over by another instance')
  } finally {
    await lock.release()
  }
}

async function runOne(
  migration: Migration,
  lock: Lock,
  { signal, longestPause }: Manner,
): Promise<void> {
  const { number, name } = migration
  const { owner } = lock
  const row = await Migrations.findOneAndUpdate(
    { _id: number },
    { $set: { name, state: 'running', owner }, $setOnInsert: { startedAt: clock.now() } },
    { upsert: true, returnDocument: 'after' },
  ).lean()
  const change = async (set: Partial<MigrationRow>) => {
    lock.mustHold()
    const { matchedCount } = await Migrations.updateOne({ _id: number, owner }, { $set: set })
    if (!matchedCount) throw new LockLost()
  }
  const about = { migration: `${number} ${name}` }
  let began = clock.time()
  const save = async (progress: unknown) => {
    await change({ progress })
    if (longestPause) await pause(Math.min(clock.time() - began, longestPause), signal)
    if (signal?.aborted) throw new MigrationStopped()
    began = clock.time()
  }
  log.info({ ...about, resumed: row?.progress !== undefined }, 'migration started')
  try {
    await migration.run({ progress: row?.progress, save })
    await change({ state: 'done', finishedAt: clock.now() })
  } catch (error) {
    if (error instanceof LockLost || error instanceof MigrationStopped) throw error
    log.error({ ...about, error: describeError(error) }, 'migration failed')
    // the database may be what failed; then the row stays `running`, which is resumed just the same
    await change({ state: 'failed' }).catch((second: unknown) => {
      log.warn({ ...about, error: describeError(second) }, 'migration state not recorded')
    })
    throw new MigrationFailed(migration, error)
  }
  log.info(about, 'migration done')
}
