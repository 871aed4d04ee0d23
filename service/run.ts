/** Puts the parts of the service together in one process, and takes them apart without losing anything. */
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createApp, createHealthApp, routesOf } from './app.ts'
import { config } from './config.ts'
import { connectDatabase, disconnectDatabase } from './database/connection.ts'
import { recordKeys } from './database/key-checks.ts'
import { mustHaveKeys } from './database/key-use.ts'
import { beginLaterMigrations, startLaterMigrations } from './database/later-migrations.ts'
import { watchDatabase } from './database/outage.ts'
import type { Domain } from './domain.ts'
import { domains } from './domains.ts'
import { forgetCallers, forgetAllCallers } from './http/authentication.ts'
import { resetLimits } from './http/limits.ts'
import { closeWebServer, createWebServer } from './http/web-server.ts'
import { keyHolders } from './keys-in-use.ts'
import { log } from './log.ts'
import { migrationsOf } from './migrations.ts'
import { readersOf } from './notifications/rules/screens.ts'
import {
  closeStreams,
  streamChangesFrom,
  reloadAllScreens,
} from './notifications/actions/streams.ts'
import { watchEvents } from './outbox/watch.ts'
import { prepareDatabase } from './prepare.ts'
import { hasOperators } from './team/actions/memberships.ts'
import { registerBot, startWorker, type Worker } from './worker.ts'

export type Part = 'web' | 'worker'

export interface Service {
  /** Where it listens, on this machine; empty without the web part and a port for its health. */
  url: string
  worker: Worker | undefined
  stop(): Promise<void>
}

/** @param setting names the port, for the message that it is taken */
async function listen(server: Server, port: number, setting: string): Promise<string> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) => reject(Object.assign(error, { setting })))
    server.listen(port, resolve)
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

/**
 * Starts the parts; `configure()` must have been called.
 * @param schedules false where nothing may happen by the clock alone
 * @param unreachableAfter see `watchDatabase`
 * @param domains a test gives one of its own beside the others
 */
export async function runService(
  parts: Part[] = ['web', 'worker'],
  {
    schedules = true,
    unreachableAfter,
    domains: of = domains,
  }: {
    schedules?: boolean
    unreachableAfter?: number
    domains?: readonly Domain[] | undefined
  } = {},
): Promise<Service> {
  log.level = config().logLevel
  const served = routesOf(of)
  const migrations = migrationsOf(of)
  let ready = false
  await connectDatabase(config().mongodbUri)
  // before the database is changed: a start that is refused leaves it as it was
  await mustHaveKeys(keyHolders)
  await prepareDatabase(migrations)
  await recordKeys()
  if (!(await hasOperators())) {
    log.warn('no operator yet: create the first with npm run admin -- platform:create --help')
  }
  resetLimits()
  await beginLaterMigrations(migrations)
  const probe = watchDatabase(config().mongodbUri, unreachableAfter)

  const watch = await watchEvents(() => {
    forgetAllCallers()
    reloadAllScreens()
  })
  streamChangesFrom(watch, readersOf(served.map(({ endpoint }) => endpoint)))
  // before any stream listens, so that it looks at rights afresh
  watch.listen((_, ids) => forgetCallers(ids))

  const worker = parts.includes('worker')
    ? startWorker(watch, { schedules, domains: of })
    : undefined
  const later = worker && startLaterMigrations(migrations)
  registerBot(of)
  const health = { isReady: () => ready, stream: () => worker?.stream?.health() }
  const app = createApp(health, served)
  const { port, healthPort } = config()
  const isWeb = parts.includes('web')
  const server = createWebServer((isWeb ? app : createHealthApp(health)).callback())
  let url = ''
  if (isWeb) url = await listen(server, port, 'PORT')
  else if (healthPort !== undefined) url = await listen(server, healthPort, 'HEALTH_PORT')
  ready = true

  return {
    url,
    worker,
    async stop() {
      ready = false
      closeStreams()
      if (url) await closeWebServer(server)
      await Promise.all([worker?.stop(), later?.stop()])
      await watch.stop()
      streamChangesFrom(undefined)
      await probe.stop()
      await disconnectDatabase()
    },
  }
}
