/** Times as a phone shows them. */

const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' })
const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' })
const exact = new Intl.DateTimeFormat('en-GB', { timeStyle: 'medium' })

/** The time today, the day before that. */
export function shortTime(at: number, now = new Date()): string {
  const when = new Date(at)
  return when.toDateString() === now.toDateString() ? clock.format(when) : day.format(when)
}

export const clockTime = (at: Date) => clock.format(at)

export const exactTime = (at: number) => exact.format(new Date(at))

export const isoTime = (at: number) => new Date(at).toISOString()
