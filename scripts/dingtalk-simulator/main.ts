/** The simulated DingTalk as a program: starts it, says where it is, and stops it on a signal. */
import { startSimulator } from './simulator.ts'

const simulator = await startSimulator()
console.log(`Simulated DingTalk: ${simulator.url}`)

let stopping = false
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.on(signal, () => {
    if (stopping) return
    stopping = true
    void simulator.stop().then(() => process.exit(0))
  })
