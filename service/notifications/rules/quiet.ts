/** Quiet hours: the time in which a person wants no messages, with its time zone. */
import { nextTimeAt, timeIn } from '../../time-zones.ts'
import type { QuietHours } from '../contract.ts'

const minutesOf = (time: string): number => {
  const [hours = 0, minutes = 0] = time.split(':').map(Number)
  return hours * 60 + minutes
}

/** When the quiet hours that hold now are over; undefined outside of them. They may go over midnight. */
export function quietUntil(now: Date, quiet: QuietHours, timeZone: string): Date | undefined {
  const [from, to] = [minutesOf(quiet.from), minutesOf(quiet.to)]
  const { minutes } = timeIn(timeZone, now)
  const isQuiet =
    from < to ? minutes >= from && minutes < to : from > to && (minutes >= from || minutes < to)
  return isQuiet ? nextTimeAt(timeZone, now, to) : undefined
}
