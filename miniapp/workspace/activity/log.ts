/** What was done in the field and when, as the phone notes it until the service has it: decisions only. */
import { mostEntries, type ActivityKind } from '../../../service/activity/contract.ts'

/** What was done, and when: milliseconds by the phone's clock as it is now. */
type Noted = readonly [kind: ActivityKind, at: number]

export interface Log {
  /** Staff member whose work it is. */
  owner: string
  /** In the order in which they happened. */
  entries: readonly Noted[]
  /** What is being sent: the first entries, under the same id until they have arrived. */
  batch: { id: string; size: number } | null
}

/** Entries; the oldest are dropped. */
export const mostNoted = 1_000

export const emptyLog = (owner: string): Log => ({ owner, entries: [], batch: null })

const moved = ({ entries, ...log }: Log, by: number): Log => ({
  ...log,
  entries: entries.map(([kind, at]) => [kind, at + by]),
})

/** Without its first entries, the batch included as far as it is of these. */
function without({ owner, entries, batch }: Log, count: number): Log {
  const left = batch ? batch.size - count : 0
  return {
    owner,
    entries: entries.slice(count),
    batch: batch && left > 0 ? { id: batch.id, size: left } : null,
  }
}

/** The clock was set: what was noted before is by the clock as it was. @param by milliseconds, of one put back only */
export const afterClockSet = (log: Log, by: number): Log => (by < 0 ? moved(log, by) : log)

/** Notes what was done now. Where the clock was put back unseen, what happened before moves before it. */
export function noted(log: Log, kind: ActivityKind, now: number): Log {
  const [, last] = log.entries[log.entries.length - 1] ?? [kind, now]
  const before = last > now ? moved(log, now - last) : log
  const all: Log = { ...before, entries: [...before.entries, [kind, now]] }
  const tooMany = all.entries.length - mostNoted
  return tooMany > 0 ? without(all, tooMany) : all
}

/** The log with a batch to send, the one begun before if there is one; undefined where nothing was done. */
export function withBatch(log: Log, newId: () => string): Log | undefined {
  if (log.batch) return log
  const size = Math.min(mostEntries, log.entries.length)
  return size ? { ...log, batch: { id: newId(), size } } : undefined
}

export const entriesOfBatch = ({ entries, batch }: Log): readonly Noted[] =>
  entries.slice(0, batch?.size ?? 0)

/** It has arrived, or is never taken; another tab may have seen so first. */
export const afterBatch = (log: Log, id: string): Log =>
  log.batch?.id === id ? without(log, log.batch.size) : log
