/**
 * The background half of the service with its clock some minutes ahead: it takes over at once what a killed instance
 * had claimed, and what was put off.
 */
import { clock } from '../../../service/clock.ts'
import { configure } from '../../../service/config.ts'
import { runService } from '../../../service/run.ts'

/** Milliseconds; longer than any claim holds, and than the pauses before the first tries of an event. */
export const ahead = 5 * 60_000

if (import.meta.main) {
  clock.arrange(() => new Date(Date.now() + ahead))
  configure()
  const service = await runService(['worker'], { schedules: false })
  process.once('SIGTERM', () => void service.stop().then(() => process.exit(0)))
}
