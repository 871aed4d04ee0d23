/** What runs by the clock: each slot once, however many instances there are. */
import { Cron } from 'croner'
import mongoose from 'mongoose'
import { config } from '../config.ts'
import { isDuplicateKey } from '../database/duplicate-key.ts'
import { describeError, log } from '../log.ts'

export interface Schedule {
  name: string
  /** Cron pattern in the business time zone. */
  at: string
  run(): Promise<void>
}

interface Run {
  /** Job and slot: the instance that inserts it does the work. */
  _id: string
  at: Date
}

const Runs = mongoose.model<Run>(
  'ScheduleRun',
  new mongoose.Schema<Run>({ _id: String, at: Date }, { versionKey: false }).index(
    { at: 1 },
    { expireAfterSeconds: 30 * 86_400 },
  ),
  'scheduleRuns',
)

/** Runs a slot of a schedule unless another instance has taken it. @returns whether it ran here */
export async function runSlot({ name, run }: Schedule, slot: Date): Promise<boolean> {
  try {
    await Runs.insertMany([{ _id: `${name} ${slot.toISOString()}`, at: slot }], { lean: true })
  } catch (error) {
    if (isDuplicateKey(error)) return false
    throw error
  }
  await run()
  return true
}

/** @returns what ends them */
export function startSchedules(schedules: Schedule[]): { stop(): Promise<void> } {
  const running = new Set<Promise<void>>()
  const jobs = schedules.map((schedule) => {
    const job = new Cron(schedule.at, { timezone: config().businessTimeZone }, () => {
      const slot = job.currentRun() ?? new Date(0)
      // whole seconds: instances wake some milliseconds apart
      slot.setMilliseconds(0)
      const work = runSlot(schedule, slot).then(
        (here) => here && log.info({ schedule: schedule.name }, 'schedule finished'),
        (error: unknown) => {
          log.error({ schedule: schedule.name, error: describeError(error) }, 'schedule failed')
        },
      )
      const done = work.then(() => void running.delete(done))
      running.add(done)
    })
    return job
  })
  return {
    async stop() {
      for (const job of jobs) job.stop()
      await Promise.all(running)
    },
  }
}
