/**
 * Work that is done a few at a time, and with turns between people, so that one person's many tasks do not delay
 * another's.
 */
import { Refusal } from '../errors.ts'

interface Limits {
  /** Pieces of work at a time. */
  permits: number
  /** Of one person (or ISO) at a time. */
  permitsOfOne: number
  /** Pieces that may wait, of all and of one; any number without it. */
  line?: { ofAll: number; ofOne: number; retryAfter: number }
}

interface Waiter {
  begin(): void
  end(reason: unknown): void
}

export interface Semaphore {
  /**
   * Does the work when it is this person's turn.
   * @param signal ends the waiting, such as when the client has hung up; work that was begun goes on
   * @throws what the work throws, and the reason of the signal; Refusal `too_many_requests` when the line is full
   */
  withPermit<T>(whose: string, work: () => Promise<T>, signal?: AbortSignal): Promise<T>
}

export function createSemaphore({ permits, permitsOfOne, line }: Limits): Semaphore {
  let taken = 0
  /** Places taken by each. */
  const working = new Map<string, number>()
  /** What waits, by person; the last one served is last. */
  const waiting = new Map<string, Waiter[]>()

  function drop(whose: string, waiter: Waiter): void {
    const rest = (waiting.get(whose) ?? []).filter((other) => other !== waiter)
    // in the same place of the line
    if (rest.length) waiting.set(whose, rest)
    else waiting.delete(whose)
  }

  /** A full line has a place for another person as long as one person has several. */
  function makePlace(whose: string): void {
    if (!line) return
    const full = () => new Refusal('too_many_requests', { retryAfter: line.retryAfter })
    if ((waiting.get(whose)?.length ?? 0) >= line.ofOne) throw full()
    const all = [...waiting]
    if (all.reduce((sum, [, waiters]) => sum + waiters.length, 0) < line.ofAll) return
    const [longest, waiters] = all.reduce((a, b) => (b[1].length > a[1].length ? b : a))
    const last = waiters.at(-1)
    if (longest === whose || waiters.length < 2 || !last) throw full()
    drop(longest, last)
    last.end(full())
  }

  function startNext(): void {
    for (const [whose, [next, ...rest]] of waiting) {
      if (taken >= permits) return
      const theirs = working.get(whose) ?? 0
      if (!next || theirs >= permitsOfOne) continue
      waiting.delete(whose)
      // at the end of the line
      if (rest.length) waiting.set(whose, rest)
      taken++
      working.set(whose, theirs + 1)
      next.begin()
    }
  }

  function leave(whose: string): void {
    taken--
    const theirs = (working.get(whose) ?? 1) - 1
    if (theirs) working.set(whose, theirs)
    else working.delete(whose)
    startNext()
  }

  return {
    async withPermit(whose, work, signal) {
      signal?.throwIfAborted()
      const turn = Promise.withResolvers<void>()
      const waiter: Waiter = { begin: turn.resolve, end: turn.reject }
      const giveUp = () => {
        drop(whose, waiter)
        waiter.end(signal?.reason)
      }
      makePlace(whose)
      signal?.addEventListener('abort', giveUp, { once: true })
      waiting.set(whose, [...(waiting.get(whose) ?? []), waiter])
      startNext()
      try {
        await turn.promise
      } finally {
        signal?.removeEventListener('abort', giveUp)
      }
      try {
        return await work()
      } finally {
        leave(whose)
      }
    },
  }
}
