/** What the browser knows: the time as it passes, whether there is network, how wide the window is. */
import { useEffect, useState, useSyncExternalStore } from 'react'
import { onDevice } from '../../api/keeping.ts'

/** The time in milliseconds, renewed every `every` milliseconds. */
export function useNow(every = 30_000): number {
  const [now, setNow] = useState(Date.now)
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), every)
    return () => clearInterval(timer)
  }, [every])
  return now
}

function watchNetwork(changed: () => void) {
  window.addEventListener('online', changed)
  window.addEventListener('offline', changed)
  return () => {
    window.removeEventListener('online', changed)
    window.removeEventListener('offline', changed)
  }
}

export function useOnline(): boolean {
  return useSyncExternalStore(watchNetwork, () => navigator.onLine)
}

/** Whether a media query holds, such as `(max-width: 900px)`. */
export function useMedia(query: string): boolean {
  return useSyncExternalStore(
    (changed) => {
      const list = matchMedia(query)
      list.addEventListener('change', changed)
      return () => list.removeEventListener('change', changed)
    },
    () => matchMedia(query).matches,
  )
}

/** A choice that this device remembers, such as the density of lists. */
export function useRemembered<T extends string>(name: string, first: T, known: readonly T[]) {
  const place = `partner-workspace.console.${name}`
  const [value, setValue] = useState<T>(
    () => known.find((one) => one === onDevice.read(place)) ?? first,
  )
  const choose = (chosen: T) => {
    onDevice.write(place, chosen)
    setValue(chosen)
  }
  return [value, choose] as const
}
