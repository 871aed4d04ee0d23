/** When the day began in the business time zone (BUSINESS_TIME_ZONE). */
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
