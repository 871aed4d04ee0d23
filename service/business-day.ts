/** Days and hours in the business time zone (BUSINESS_TIME_ZONE). */
import { clock } from './clock.ts'
import { config } from './config.ts'
import { dayLater, dayRange, rangeBefore, startOfDay, startOfMonth, timeIn } from './time-zones.ts'

export function startOfBusinessDay(at: Date = clock.now()): Date {
  return startOfDay(config().businessTimeZone, at)
}

export function startOfBusinessMonth(): Date {
  return startOfMonth(config().businessTimeZone, clock.now())
}

/** What calendar and clock show there: `2026-11-22` and the hour, 0 to 23. */
export function businessTime(at: Date = clock.now()): { day: string; hour: number } {
  const { day, minutes } = timeIn(config().businessTimeZone, at)
  return { day, hour: Math.floor(minutes / 60) }
}

/** The whole day before a day such as `2026-11-22`: from its beginning to before its end. */
export function dayBefore(day: string): { from: Date; to: Date } {
  return rangeBefore(config().businessTimeZone, day)
}

/** The day so many days from today. */
export function businessDayIn(days: number): string {
  return dayLater(config().businessTimeZone, clock.now(), days)
}

/** A day such as `2026-11-22`, from its beginning to before its end; undefined when no calendar has it. */
export function businessDay(day: string): { from: Date; to: Date } | undefined {
  return dayRange(config().businessTimeZone, day)
}

/** The last moment of a day such as `2026-11-22`; undefined when no calendar has it. */
export function endOfBusinessDay(day: string): Date | undefined {
  const range = businessDay(day)
  return range && new Date(range.to.getTime() - 1)
}
