/** Several tabs of the app on one phone: what only one of them does at a time. */

export const queueLock = 'partner-workspace.queue'
export const visitLock = (id: string) => `partner-workspace.sending.${id}`

/** One tab does it at a time; where the browser cannot tell tabs apart, sending twice does no harm. */
export async function alone(lock: string, work: () => Promise<void>): Promise<void> {
  if (!('locks' in navigator)) return work()
  await navigator.locks.request(lock, { ifAvailable: true }, (held) => (held ? work() : undefined))
}
