/** Days and hours in the business time zone (BUSINESS_TIME_ZONE). */
import dayjs from 'dayjs'
import timezone from 'dayjs/plugin/timezone.js'
import utc from 'dayjs/plugin/utc.js'
import { clock } from './clock.ts'
import { config } from './config.ts'

dayjs.extend(utc)
dayjs.extend(timezone)

export function startOfBusinessDay(at: Date = clock.now()): Date {
  return dayjs(at).tz(config().businessTimeZone).startOf('day').toDate()
}

export function startOfBusinessMonth(): Date {
  return dayjs(clock.now()).tz(config().businessTimeZone).startOf('month').toDate()
}

/** What calendar and clock show there: `2026-11-22` and the hour, 0 to 23. */
export function businessTime(at: Date = clock.now()): { day: string; hour: number } {
  const there = dayjs(at).tz(config().businessTimeZone)
  return { day: there.format('YYYY-MM-DD'), hour: there.hour() }
}

/** The whole day before a day such as `2026-11-22`: from its beginning to before its end. */
export function dayBefore(day: string): { from: Date; to: Date } {
  const to = dayjs.tz(day, config().businessTimeZone)
  return { from: to.subtract(1, 'day').toDate(), to: to.toDate() }
}

/** The day so many days from today. */
export function businessDayIn(days: number): string {
  return dayjs(clock.now()).tz(config().businessTimeZone).add(days, 'day').format('YYYY-MM-DD')
}

/** The last moment of a day such as `2026-11-22`; undefined when no calendar has it. */
export function endOfBusinessDay(day: string): Date | undefined {
  const there = dayjs.tz(day, config().businessTimeZone)
  return there.format('YYYY-MM-DD') === day ? there.endOf('day').toDate() : undefined
}
