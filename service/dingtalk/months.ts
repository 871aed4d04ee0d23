/** DingTalk's own days and months, by which it counts calls: those of Beijing, where clocks do not change. */

/** Milliseconds. */
const aheadOfUtc = 8 * 3_600_000

/** The calendar of Beijing, read as if it were UTC. */
const there = (at: Date) => new Date(at.getTime() + aheadOfUtc)
const back = (milliseconds: number) => new Date(milliseconds - aheadOfUtc)

/** Such as `2026-11`. @param ago so many months before */
export function monthOf(at: Date, ago = 0): string {
  const local = there(at)
  const first = new Date(Date.UTC(local.getUTCFullYear(), local.getUTCMonth() - ago, 1))
  return first.toISOString().slice(0, 7)
}

/** When the month began. */
export function thisMonth(at: Date): Date {
  const local = there(at)
  return back(Date.UTC(local.getUTCFullYear(), local.getUTCMonth(), 1))
}

/** When the next month begins. */
export function nextMonth(at: Date): Date {
  const local = there(at)
  return back(Date.UTC(local.getUTCFullYear(), local.getUTCMonth() + 1, 1))
}

/** When the next day begins. */
export function nextDay(at: Date): Date {
  const local = there(at)
  return back(Date.UTC(local.getUTCFullYear(), local.getUTCMonth(), local.getUTCDate() + 1))
}
