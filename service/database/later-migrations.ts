/**
 * Migrations that need not be done before requests are served. A start takes a moment for them, which is enough for a
 * small database; the rest is done by the background half while the service works.
 */
import { describeError, log } from '../log.ts'
import { MigrationFailed, MigrationStopped, pause, runAll, type Migration } from './migrations.ts'
import { explainedByOutage } from './outage.ts'

/** Milliseconds that a start waits. */
const moment = 2_000
/** Milliseconds after a failure; what failed may be MongoDB being away. */
const untilAgain = 60_000

const manner = { lease: 15_000, lockName: 'laterMigrations', look: 500 }

const laterOf = (migrations: readonly Migration[]) => migrations.filter(({ later }) => later)

/**
 * For the start: as much as can be done in a moment. A failure is logged, and tried again in the background.
 * @throws MigrationMismatch
 */
export async function beginLaterMigrations(
  migrations: readonly Migration[],
  { patience = moment } = {},
): Promise<void> {
  const signal = AbortSignal.timeout(patience)
  try {
    await runAll(laterOf(migrations), { ...manner, signal, longestPause: 0 })
  } catch (error) {
    if (error instanceof MigrationStopped) {
      log.info('later migrations continue in the background')
    } else if (!(error instanceof MigrationFailed)) throw error
  }
}

/** For the background half, which needs at most half of the time of one connection for them. @returns what ends it */
export function startLaterMigrations(
  migrations: readonly Migration[],
  { again = untilAgain } = {},
): { stop(): Promise<void>; done: Promise<void> } {
  const stopping = new AbortController()
  const { signal } = stopping
  const work = async () => {
    while (!signal.aborted) {
      try {
        return await runAll(laterOf(migrations), {
          ...manner,
          look: 5_000,
          signal,
          longestPause: 1_000,
        })
      } catch (error) {
        if (error instanceof MigrationStopped) return
        if (!(error instanceof MigrationFailed) && !explainedByOutage(error)) {
          log.error({ error: describeError(error) }, 'later migrations failed')
        }
        await pause(again, signal)
      }
    }
  }
  const done = work()
  return {
    done,
    async stop() {
      stopping.abort()
      await done
    },
  }
}
