/** Quiet hours: from when to when somebody wants to hear nothing, in which time zone. */
import type { QuietHours } from '../contract.ts'

const minutesOf = (time: string): number => {
  const [hours = 0, minutes = 0] = time.split(':').map(Number)
  return hours * 60 + minutes
}

/** Minutes since midnight on the clocks of a time zone. */
function minutesThere(at: Date, timeZone: string): number {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(at)
  return minutesOf(parts)
}

/**
 * When the quiet hours that hold now are over; undefined outside of them. They may go over midnight.
 * Where clocks are changed meanwhile, whoever waits looks again at that time.
 */
export function quietUntil(now: Date, quiet: QuietHours, timeZone: string): Date | undefined {
  const [from, to] = [minutesOf(quiet.from), minutesOf(quiet.to)]
  const minutes = minutesThere(now, timeZone)
  const isQuiet =
    from < to ? minutes >= from && minutes < to : from > to && (minutes >= from || minutes < to)
  if (!isQuiet) return undefined
  const left = (to - minutes + 1440) % 1440
  const wholeMinute = Math.floor(now.getTime() / 60_000) * 60_000
  return new Date(wholeMinute + left * 60_000)
}
