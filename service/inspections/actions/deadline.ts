/** Until when a task is to be done: the end of a day of the business time zone. */
import { businessDayIn, endOfBusinessDay } from '../../business-day.ts'
import { clock } from '../../clock.ts'
import { refuse } from '../../errors.ts'
import { maxDays, usualDays } from '../contract/platform.ts'

/**
 * @param day such as `2026-12-04`; a week from now when it is left out
 * @throws Refusal `bad_input` for a day that is over, too far away or in no calendar
 */
export function deadlineOn(day = businessDayIn(usualDays)): Date {
  const end = endOfBusinessDay(day)
  if (!end || end <= clock.now() || day > businessDayIn(maxDays)) {
    const rule = `is a day from today to ${maxDays} days from now`
    refuse('bad_input', { fields: [{ field: 'deadline', rule }] })
  }
  return end
}
