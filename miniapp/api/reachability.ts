/** Whether the last attempt to reach the service succeeded. */

let reachable = true
const listeners = new Set<() => void>()

export const isReachable = (): boolean => reachable

export function noteReached(reached: boolean): void {
  if (reached === reachable) return
  reachable = reached
  for (const listener of listeners) listener()
}

export function onReachabilityChange(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
