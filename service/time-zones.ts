/** Calendar days and clock times of any time zone. The time zone of the host has no part in them. */

const hour = 3_600_000
const day = 24 * hour
/** No clock was ever further from UTC. */
const furthest = 17 * hour

const formatters = new Map<string, Intl.DateTimeFormat>()

function formatterOf(zone: string): Intl.DateTimeFormat {
  const known = formatters.get(zone)
  if (known) return known
  const made = new Intl.DateTimeFormat('en-US-u-ca-gregory-nu-latn', {
    timeZone: zone,
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
    hourCycle: 'h23',
  })
  formatters.set(zone, made)
  return made
}

/** What calendar and clock of a zone show, as if it were UTC: milliseconds since 1970. */
export function wallClock(zone: string, at: number): number {
  const shown = { year: 0, month: 1, day: 1, hour: 0, minute: 0, second: 0 }
  for (const { type, value } of formatterOf(zone).formatToParts(at)) {
    if (type in shown) shown[type as keyof typeof shown] = Number(value)
  }
  const whole = Date.UTC(
    shown.year,
    shown.month - 1,
    shown.day,
    shown.hour,
    shown.minute,
    shown.second,
  )
  return whole + (((at % 1000) + 1000) % 1000)
}

const dayNumber = (wall: number) => Math.floor(wall / day)

const offsetAt = (zone: string, at: number) => wallClock(zone, at) - at

/**
 * The moments at which the clock of a zone shows a time, earliest first: one on nearly every day, two where clocks are
 * put back over it, and where they are put forward over it the moment of the change.
 * @param wall as `wallClock` gives it
 */
function momentsAt(zone: string, wall: number): [number, ...number[]] {
  const [early, late] = [wall - furthest, wall + furthest]
  const before = offsetAt(zone, early)
  const after = offsetAt(zone, late)
  const isShown = (offset: number) => offsetAt(zone, wall - offset) === offset
  if (before === after && isShown(before)) return [wall - before]
  const [first, ...more] = [before, after]
    .filter(isShown)
    .map((offset) => wall - offset)
    .toSorted((one, other) => one - other)
  if (first !== undefined) return [first, ...more]
  let [old, changed] = [early, late]
  while (changed - old > 1) {
    const middle = Math.floor((old + changed) / 2)
    if (offsetAt(zone, middle) === before) old = middle
    else changed = middle
  }
  return [changed]
}

/** The first moment of a day, which is not midnight where clocks were put forward at midnight. */
const startOfDayNumber = (zone: string, number: number) => momentsAt(zone, number * day)[0]

const nameOf = (number: number) => new Date(number * day).toISOString().slice(0, 10)

/** Days since 1970-01-01 of a day such as `2026-11-22`; undefined when no calendar has it. */
function numberOf(name: string): number | undefined {
  const time = Date.parse(`${name}T00:00:00Z`)
  return Number.isNaN(time) || nameOf(time / day) !== name ? undefined : time / day
}

/** What calendar and clock of a zone show: `2026-11-22`, and minutes since midnight. */
export function timeIn(zone: string, at: Date): { day: string; minutes: number } {
  const wall = wallClock(zone, at.getTime())
  const number = dayNumber(wall)
  return { day: nameOf(number), minutes: Math.floor((wall - number * day) / 60_000) }
}

/** The first moment of the day that it is in a zone. */
export function startOfDay(zone: string, at: Date): Date {
  return new Date(startOfDayNumber(zone, dayNumber(wallClock(zone, at.getTime()))))
}

/** The first moment of the month that it is in a zone. */
export function startOfMonth(zone: string, at: Date): Date {
  const { day: today } = timeIn(zone, at)
  return new Date(momentsAt(zone, Date.parse(`${today.slice(0, 7)}-01T00:00:00Z`))[0])
}

/** From the first moment of a day to before its end; undefined when the calendar of the zone does not have that day. */
export function dayRange(zone: string, name: string): { from: Date; to: Date } | undefined {
  const number = numberOf(name)
  if (number === undefined) return undefined
  const from = startOfDayNumber(zone, number)
  // a zone that moved over the date line left a day out
  if (dayNumber(wallClock(zone, from)) !== number) return undefined
  return { from: new Date(from), to: new Date(startOfDayNumber(zone, number + 1)) }
}

/** The day so many days later than it is in a zone; the next one where the calendar left that day out. */
export function dayLater(zone: string, at: Date, days: number): string {
  const number = dayNumber(wallClock(zone, at.getTime())) + days
  return timeIn(zone, new Date(startOfDayNumber(zone, number))).day
}

/** The whole day before a day; before one that the calendar left out, the last one that it has. */
export function rangeBefore(zone: string, name: string): { from: Date; to: Date } {
  const number = numberOf(name)
  if (number === undefined) throw new RangeError(`no calendar has the day ${name}`)
  const to = startOfDayNumber(zone, number)
  return { from: startOfDay(zone, new Date(to - 1)), to: new Date(to) }
}

/** When the clock of a zone next shows so many minutes since midnight, or passes them by. */
export function nextTimeAt(zone: string, now: Date, minutes: number): Date {
  const wall = wallClock(zone, now.getTime())
  const today = dayNumber(wall) * day + minutes * 60_000
  const wanted = today > wall ? today : today + day
  const moments = momentsAt(zone, wanted)
  return new Date(moments.find((moment) => moment > now.getTime()) ?? moments[0])
}
