/** Which names of time zones are taken. */

/** Names that were looked up: to do so takes a hundred times as long. */
const knownTimeZones = new Set<string>()

/** Whether this machine knows a time zone by that name; a difference from UTC such as `+08:00` is none. */
export function isTimeZone(name: unknown): boolean {
  if (typeof name !== 'string' || !/^[A-Za-z]/.test(name)) return false
  if (knownTimeZones.has(name)) return true
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    if (knownTimeZones.size < 1_000) knownTimeZones.add(name)
    return true
  } catch (error) {
    if (error instanceof RangeError) return false
    throw error
  }
}
