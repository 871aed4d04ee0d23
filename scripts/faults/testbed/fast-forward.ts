/**
 * The service with its clock some minutes fast: it takes over at once what a killed instance had claimed, and what was
 * postponed.
 */
import { clock } from '../../../service/clock.ts'
import { configure } from '../../../service/config.ts'
import { runService } from '../../../service/run.ts'

/** Milliseconds; longer than any claim lasts, and than the pauses before the first retries of an event. */
export const clockOffset = 5 * 60_000

if (import.meta.main) {
  clock.arrange(() => new Date(Date.now() + clockOffset))
  configure()
  const service = await runService(['web', 'worker'], { schedules: false })
  process.once('SIGTERM', () => void service.stop().then(() => process.exit(0)))
}
