/** Start and graceful stop of the service: web and background half in one process, or one of them by flag. */
import { parseArgs } from 'node:util'
import mongoose from 'mongoose'
import { BadConfiguration, config, configure } from './config.ts'
import { NoReplicaSet } from './database/connection.ts'
import { log } from './log.ts'
import { decodePhotosOnly } from './photos/actions/picture.ts'
import { runService, type Part } from './run.ts'

const { values } = parseArgs({ options: { only: { type: 'string' } } })
const all: Part[] = ['web', 'worker']
const parts = all.filter((part) => values.only === undefined || values.only === part)
if (!parts.length) {
  console.error('--only takes web or worker')
  process.exit(1)
}

try {
  configure()
} catch (error) {
  if (!(error instanceof BadConfiguration)) throw error
  console.error(error.message)
  process.exit(1)
}

/** In words for whoever started it. @throws what only its stack tells something about */
function remedyFor(error: unknown): string {
  if (error instanceof NoReplicaSet) return error.message
  if (error instanceof mongoose.mongo.MongoServerSelectionError) {
    return 'MongoDB does not answer: is it running, and is MONGODB_URI right?'
  }
  if ((error as { code?: unknown }).code === 'EADDRINUSE') {
    return `Port ${config().port} is taken: end what listens there, or set PORT to another.`
  }
  throw error
}

decodePhotosOnly()
const service = await runService(parts).catch((error: unknown) => {
  console.error(remedyFor(error))
  process.exit(1)
})
log.info({ address: service.url, parts }, 'ready')

let stopping = false
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    if (stopping) return
    stopping = true
    log.info({ signal }, 'stopping')
    void service.stop().then(() => process.exit(0))
  })
}
