/** Several tabs of the app on one phone: what only one of them does at a time. */

export const queueLock = 'partner-workspace.queue'
/** One entry is sent by one tab at a time. */
export const sendingLock = (id: string) => `partner-workspace.sending.${id}`

/** Where storage is forbidden, locks are too. */
const isForbidden = (error: unknown) =>
  error instanceof DOMException && error.name === 'SecurityError'

/** One tab does it at a time; where the browser cannot tell tabs apart, sending twice does no harm. */
export async function alone(lock: string, work: () => Promise<void>): Promise<void> {
  if (!('locks' in navigator)) return work()
  let begun = false
  const begin = () => {
    begun = true
    return work()
  }
  try {
    await navigator.locks.request(lock, { ifAvailable: true }, (held) =>
      held ? begin() : undefined,
    )
  } catch (error) {
    if (begun || !isForbidden(error)) throw error
    await work()
  }
}

/** Whether some tab holds a lock; false where the browser does not say. */
export async function isHeld(lock: string): Promise<boolean> {
  if (!('locks' in navigator)) return false
  try {
    const { held = [] } = await navigator.locks.query()
    return held.some(({ name }) => name === lock)
  } catch (error) {
    if (isForbidden(error)) return false
    throw error
  }
}
