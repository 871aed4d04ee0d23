/** The simulated DingTalk as a program: starts it, says where it is, and stops it on a signal. */
import { startSimulator, type RunningSimulator } from './simulator.ts'

function stopOnSignal(simulator: RunningSimulator) {
  let stopping = false
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.on(signal, () => {
      if (stopping) return
      stopping = true
      void simulator.stop().then(() => process.exit(0))
    })
}

try {
  const simulator = await startSimulator()
  stopOnSignal(simulator)
  console.log(`Simulated DingTalk: ${simulator.url}`)
  if (simulator.secureApiUrl)
    console.log(`Over TLS: ${simulator.secureApiUrl}, certificate ${simulator.certificateFile}`)
} catch (error) {
  const { code, port } = error as NodeJS.ErrnoException & { port?: number }
  if (code !== 'EADDRINUSE') throw error
  console.error(
    `Port ${port} is taken. The simulated DingTalk uses SIMULATOR_PORT, the ports after it for its devices, and SIMULATOR_SMTP_PORT: set another SIMULATOR_PORT.`,
  )
  process.exitCode = 1
}
