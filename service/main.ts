/** Start and graceful stop of the service: web and background half in one process, or one of them by flag. */
import { parseArgs } from 'node:util'
import { BadConfiguration, configure } from './config.ts'
import { log } from './log.ts'
import { decodePhotosOnly } from './photos/actions/picture.ts'
import { runService, type Part } from './run.ts'
import { remedyFor } from './start-remedy.ts'

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
