/** The simulated DingTalk as a program: starts it, says where it is, and stops it on a signal. */
import { readCommandLine } from '../command-line.ts'
import { BadSetting } from './settings.ts'
import { startSimulator, type RunningSimulator } from './simulator.ts'
import { StateUnreadable } from './state/store.ts'

/** Why it did not start, in a sentence where the person at the keyboard can do something about it. */
function explain(error: unknown): string {
  if (error instanceof BadSetting || error instanceof StateUnreadable) return error.message
  const { code, port, path } = error as NodeJS.ErrnoException & { port?: number }
  if (code === 'EADDRINUSE') {
    return (
      `Port ${port} is taken. The simulated DingTalk uses SIMULATOR_PORT, the ports after it for its devices, and ` +
      'SIMULATOR_SMTP_PORT: set another SIMULATOR_PORT.'
    )
  }
  if (code === 'EACCES' && port) {
    return `Port ${port} may not be used by this user: set SIMULATOR_PORT to one from 1024 on.`
  }
  if (path && code) {
    return `The simulated DingTalk cannot use ${path} (${code}): SIMULATOR_DATA must be a folder that it may write to.`
  }
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}

function stopOnSignal(simulator: RunningSimulator) {
  let stopping = false
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.on(signal, () => {
      if (stopping) return
      stopping = true
      void simulator.stop().then(() => process.exit(0))
    })
}

readCommandLine(
  `Usage: npm run simulator

Starts the simulated DingTalk alone, and runs until Ctrl-C. Its settings are environment variables (docs/development.md):

  SIMULATOR_PORT        where its page and its API are, 3100 when not set; the ports after it are its devices
  SIMULATOR_HOST        the address to listen on, 127.0.0.1 when not set
  SIMULATOR_SMTP_PORT   where it takes mail, 90 above SIMULATOR_PORT when not set
  SIMULATOR_TLS_PORT    where it speaks TLS and is a proxy for DingTalk's hosts; not at all when not set
  SIMULATOR_DATA        the folder of its state, .data/simulator when not set
  SIMULATOR_TARGET_URL  where the service is, http://127.0.0.1:3000 when not set

It ends with 0 when it was stopped, 1 when it could not start, and 2 for a wrong command line.
`,
  {},
)

try {
  const simulator = await startSimulator()
  stopOnSignal(simulator)
  console.log(`Simulated DingTalk: ${simulator.url}`)
  if (simulator.secureApiUrl)
    console.log(`Over TLS: ${simulator.secureApiUrl}, certificate ${simulator.certificateFile}`)
} catch (error) {
  console.error(explain(error))
  process.exitCode = 1
}
