/** Whether there is network, as far as phone, DingTalk and our own attempts tell. */
import { useSyncExternalStore } from 'react'
import { isReachable, onReachabilityChange } from '../api/reachability.ts'
import { bridgedIfThere } from './bridge.ts'

const events = ['online', 'offline'] as const
const listeners = new Set<() => void>()
/** Some web views always say that there is network; DingTalk knows better. */
let deniedByDingTalk = false

function askDingTalk(): void {
  bridgedIfThere(async (jsapi) => {
    // names of the result vary by client
    const told = (await jsapi.getNetworkType({})) as unknown as Record<string, unknown>
    const available =
      told['netWorkAvailable'] ?? told['newWorkAvailable'] ?? told['networkAvailable']
    const kind = told['result'] ?? told['networkType']
    const denied = available === false || `${kind ?? ''}`.toLowerCase() === 'none'
    if (denied === deniedByDingTalk) return
    deniedByDingTalk = denied
    for (const listener of listeners) listener()
  })
}

function changed(event: Event): void {
  deniedByDingTalk = event.type === 'offline' && deniedByDingTalk
  for (const listener of listeners) listener()
}

/** Calls back whenever the network may have come or gone; answers how to stop. */
export function onNetworkChange(listener: () => void): () => void {
  if (!listeners.size) {
    for (const event of events) {
      window.addEventListener(event, changed)
      // DingTalk on Android tells the document
      document.addEventListener(event, changed)
    }
    askDingTalk()
  }
  listeners.add(listener)
  const deaf = onReachabilityChange(listener)
  return () => {
    deaf()
    listeners.delete(listener)
    if (listeners.size) return
    for (const event of events) {
      window.removeEventListener(event, changed)
      document.removeEventListener(event, changed)
    }
  }
}

/** Whether trying makes sense. */
export function isOnline(): boolean {
  return navigator.onLine && !deniedByDingTalk
}

/** Whether the service can be reached, as far as is known. */
export function useOnline(): boolean {
  return useSyncExternalStore(onNetworkChange, () => isOnline() && isReachable())
}
