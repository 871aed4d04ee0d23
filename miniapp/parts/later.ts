/** Parts of the app that load when they are opened; after a deployment the page is reloaded for them. */
import { lazy, type ComponentType } from 'react'
import { inTab } from '../api/keeping.ts'
import { isReachable } from '../api/reachability.ts'
import { Unreached } from './unreached.tsx'

const place = 'partner-workspace.reopened'
/** Milliseconds: what fails again so soon does not fail because of a deployment. */
const leastPause = 60_000

/** The page of before a deployment asks for files that are gone; the address is that of the new part already. */
function reloaded(): boolean {
  const last = Number(inTab.read(place) ?? 0)
  if (!navigator.onLine || !isReachable() || Math.abs(Date.now() - last) < leastPause) return false
  // where the tab cannot store that it has reloaded, it would reload without end
  if (!inTab.write(place, String(Date.now()))) return false
  location.reload()
  return true
}

/** What Chromium, Safari and Vite say of a file that does not come; signal is lost in the middle of anything. */
const didNotCome = /dynamically imported|importing a module|unable to preload/i

/** `lazy`, for parts whose file a deployment may have replaced since the page was opened. */
export function later<Props>(load: () => Promise<{ default: ComponentType<Props> }>) {
  return lazy(async () => {
    try {
      return await load()
    } catch (error) {
      // until the page goes, what waits for the part waits
      if (reloaded()) return new Promise<never>(() => undefined)
      if (error instanceof Error && didNotCome.test(error.message)) return { default: Unreached }
      throw error
    }
  })
}
