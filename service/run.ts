/** Puts the parts of the service together in one process, and takes them apart without losing anything. */
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createApp } from './app.ts'
import { config } from './config.ts'
import { connectDatabase, disconnectDatabase } from './database/connection.ts'
import { mustHaveKeys } from './database/key-use.ts'
import { beginLaterMigrations, startLaterMigrations } from './database/later-migrations.ts'
import { watchDatabase } from './database/outage.ts'
import { forgetCallers, forgetEverybody } from './http/authentication.ts'
import { resetLimits } from './http/limits.ts'
import { closeWebServer, createWebServer } from './http/web-server.ts'
import { keyHolders } from './keys-in-use.ts'
import { log } from './log.ts'
import { migrations } from './migrations.ts'
import { closeStreams, streamChangesFrom, tellEverybody } from './notifications/actions/streams.ts'
import { watchEvents } from './outbox/watch.ts'
import { prepareDatabase } from './prepare.ts'
import { hasOperators } from './team/actions.ts'
import { registerBot, startWorker, type Worker } from './worker.ts'

export type Part = 'web' | 'worker'

export interface Service {
  /** Where it listens, on this machine; empty without the web part. */
  url: string
  worker: Worker | undefined
  stop(): Promise<void>
}

async function listen(server: Server, port: number): Promise<string> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, resolve)
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

/**
 * Starts the parts; `configure()` must have been called.
 * @param schedules false where nothing may happen by the clock alone
 * @param outagePatience see `watchDatabase`
 */
export async function runService(
  parts: Part[] = ['web', 'worker'],
  { schedules = true, outagePatience }: { schedules?: boolean; outagePatience?: number } = {},
): Promise<Service> {
  log.level = config().logLevel
  let ready = false
  await connectDatabase(config().mongodbUri)
  await prepareDatabase()
  await mustHaveKeys(keyHolders)
  if (!(await hasOperators())) {
    log.warn('no operator yet: make the first with npm run admin -- platform:create --help')
  }
  resetLimits()
  await beginLaterMigrations(migrations)
  const probe = watchDatabase(config().mongodbUri, outagePatience)

  const watch = await watchEvents(() => {
    forgetEverybody()
    tellEverybody()
  })
  streamChangesFrom(watch)
  // before any stream listens, so that it looks at rights afresh
  watch.listen((_, ids) => forgetCallers(ids))

  const worker = parts.includes('worker') ? startWorker(watch, { schedules }) : undefined
  const later = worker && startLaterMigrations(migrations)
  registerBot()
  const server = createWebServer(
    createApp({ isReady: () => ready, stream: () => worker?.stream?.health() }).callback(),
  )
  const url = parts.includes('web') ? await listen(server, config().port) : ''
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
