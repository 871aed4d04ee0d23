/** Which entries count, and when they were by the clock of the service. */
import type { ActivityKind } from './contract.ts'

export interface ActivityEntry {
  kind: ActivityKind
  /** By the phone's clock. */
  at: Date
}

/** Milliseconds by which an entry may lie after the sending: a clock may have been put back by a moment. */
const tolerance = 60_000
/** Milliseconds. */
const longestAge = 31 * 86_400_000

/** How long a batch is kept. */
export const keptSeconds = 400 * 86_400

/** Entries that count; both times are of the phone, so a wrong clock drops nothing. */
export function countingOf(entries: readonly ActivityEntry[], phoneAt: Date): ActivityEntry[] {
  const now = phoneAt.getTime()
  return entries.filter(({ at }) => {
    const time = at.getTime()
    return time <= now + tolerance && time >= now - longestAge
  })
}

/** What was done when, by the clock of the service; never after the batch was received. */
export function correctedEntries({
  entries,
  difference,
  receivedAt,
}: {
  entries: readonly ActivityEntry[]
  /** Milliseconds from the phone's clock to ours. */
  difference: number
  receivedAt: Date
}): ActivityEntry[] {
  return entries.map(({ kind, at }) => ({
    kind,
    at: new Date(Math.min(at.getTime() + difference, receivedAt.getTime())),
  }))
}
