/** Start and graceful stop of the service: web and background half in one process, or one of them by flag. */
import { parseArgs } from 'node:util'
import { configure } from './config.ts'
import { isMiniAppBuilt } from './http/static-files.ts'
import { log } from './log.ts'
import { decodePhotosOnly } from './photos/actions/picture.ts'
import { runService, type Part } from './run.ts'
import { endStart } from './start-remedy.ts'

const all: Part[] = ['web', 'worker']

const help = `Usage: npm run service -- [--only web | --only worker]

Runs the service until SIGTERM or Ctrl-C: the web part and the background part, or one of them. Its settings are
environment variables (docs/operations.md).

  --only web     requests only
  --only worker  the background part only: what is delivered to DingTalk and by mail, and schedules
  -h, --help     prints this

It ends with 0 when it was stopped, and 1 when it could not start or the command line is wrong.
`

/** Parts that the command line asks for. */
function wantedParts(): Part[] {
  const { values, positionals } = parseArgs({
    options: { only: { type: 'string' }, help: { type: 'boolean', short: 'h' } },
    strict: false,
  })
  if (values.help === true) {
    console.log(help.trim())
    process.exit(0)
  }
  const parts = all.filter((part) => values.only === undefined || values.only === part)
  const known = Object.keys(values).every((name) => name === 'only')
  if (parts.length && known && !positionals.length) return parts
  console.error('The only option is --only, which takes web or worker.')
  process.exit(1)
}

async function start(parts: Part[]) {
  try {
    for (const words of configure().unknownSettings) log.warn(words)
    decodePhotosOnly()
    return await runService(parts)
  } catch (error) {
    endStart(error)
  }
}

const parts = wantedParts()
const service = await start(parts)
if (parts.includes('web') && !isMiniAppBuilt()) {
  log.warn('mini-app not built: its pages answer 503 until "npm run build" has run')
}
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
