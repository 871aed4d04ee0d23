/** Work that is done a few at a time, and by turns of those it is for, so that nobody's many hold up another's one. */

interface Limits {
  /** Pieces of work at a time. */
  places: number
  /** Of one person (or ISO) at a time. */
  placesOfOne: number
}

export interface Turns {
  /**
   * Does the work when it is this person's turn.
   * @param signal ends the waiting, such as when the client has hung up; work that was begun goes on
   * @throws what the work throws, and the reason of the signal
   */
  inTurn<T>(whose: string, work: () => Promise<T>, signal?: AbortSignal): Promise<T>
}

export function createTurns({ places, placesOfOne }: Limits): Turns {
  let taken = 0
  /** Places taken by each. */
  const working = new Map<string, number>()
  /** What waits, by person; the one who has had a turn is last. */
  const waiting = new Map<string, (() => void)[]>()

  function drop(whose: string, begin: () => void): void {
    const rest = (waiting.get(whose) ?? []).filter((other) => other !== begin)
    // in the same place of the line
    if (rest.length) waiting.set(whose, rest)
    else waiting.delete(whose)
  }

  function callNext(): void {
    for (const [whose, [begin, ...rest]] of waiting) {
      if (taken >= places) return
      const theirs = working.get(whose) ?? 0
      if (!begin || theirs >= placesOfOne) continue
      waiting.delete(whose)
      // at the end of the line
      if (rest.length) waiting.set(whose, rest)
      taken++
      working.set(whose, theirs + 1)
      begin()
    }
  }

  function leave(whose: string): void {
    taken--
    const theirs = (working.get(whose) ?? 1) - 1
    if (theirs) working.set(whose, theirs)
    else working.delete(whose)
    callNext()
  }

  return {
    async inTurn(whose, work, signal) {
      signal?.throwIfAborted()
      const turn = Promise.withResolvers<void>()
      const begin = () => turn.resolve()
      const giveUp = () => {
        drop(whose, begin)
        turn.reject(signal?.reason)
      }
      signal?.addEventListener('abort', giveUp, { once: true })
      waiting.set(whose, [...(waiting.get(whose) ?? []), begin])
      callNext()
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
