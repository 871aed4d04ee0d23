/** What was sent last, for as long as it can be undone; it outlives the page that it was sent from. */
import { useSyncExternalStore } from 'react'

/** Milliseconds, as the service has it. */
export const undoWindow = 10_000
/** Milliseconds for which it is said at least that something was sent. */
const leastShown = 3_000

export interface LastSent<Sent extends { undoUntil: number }> {
  set: (sent: Sent) => void
  read: () => Sent | undefined
  /** It was taken back, or cannot be any more; another one that was sent since then stays. */
  forget: (sent: Sent) => void
  use: () => Sent | undefined
}

/** @returns the place where one kind of decision is kept */
export function lastSent<Sent extends { undoUntil: number }>(): LastSent<Sent> {
  let sent: Sent | undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  const watchers = new Set<() => void>()
  const set = (next: Sent | undefined) => {
    clearTimeout(timer)
    sent = next
    if (next) {
      const rest = Math.max(next.undoUntil - Date.now(), leastShown)
      timer = setTimeout(() => set(undefined), rest)
    }
    for (const changed of watchers) changed()
  }
  const watch = (changed: () => void) => {
    watchers.add(changed)
    return () => watchers.delete(changed)
  }
  const read = () => sent
  return {
    set,
    read,
    forget: (one) => {
      if (sent === one) set(undefined)
    },
    use: () => useSyncExternalStore(watch, read),
  }
}
