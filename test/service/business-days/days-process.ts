/** A process of its own in a host time zone of its own: reads calls as JSON, writes what each returned. */
import * as days from '../../../service/business-day.ts'
import { clock } from '../../../service/clock.ts'
import { configure } from '../../../service/config.ts'
import { quietUntil } from '../../../service/notifications/rules/quiet.ts'
import type { Call } from './days.test.ts'

function answer({ zone, now, ask, given }: Call): unknown {
  configure({ ...process.env, BUSINESS_TIME_ZONE: zone })
  clock.arrange(() => new Date(now ?? '2026-11-22T04:00:00Z'))
  if (ask === 'startOfBusinessDay') return days.startOfBusinessDay(new Date(String(given)))
  if (ask === 'businessTime') return days.businessTime(new Date(String(given)))
  if (ask === 'startOfBusinessMonth') return days.startOfBusinessMonth()
  if (ask === 'businessDayIn') return days.businessDayIn(Number(given))
  if (ask === 'dayBefore') return days.dayBefore(String(given))
  if (ask === 'quietUntil') {
    const [from = '', to = ''] = String(given).split('-')
    return quietUntil(clock.now(), { from, to }, zone) ?? null
  }
  return days.endOfBusinessDay(String(given)) ?? null
}

const calls = JSON.parse(process.argv[2] ?? '[]') as Call[]
console.log(JSON.stringify(calls.map(answer)))
