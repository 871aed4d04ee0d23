/** Asks for something while a part of the page is shown, and again whenever `version` changes. */
import { useEffect, useState } from 'react'

export interface Fetched<T> {
  /** The last answer; undefined before the first. */
  value: T | undefined
  failed: boolean
}

/** `ask` must be a function that stays the same. */
export function useFetched<T>(ask: () => Promise<T>, version: number): Fetched<T> {
  const [fetched, setFetched] = useState<Fetched<T>>({ value: undefined, failed: false })
  useEffect(() => {
    let wanted = true
    ask().then(
      (value) => wanted && setFetched({ value, failed: false }),
      () => wanted && setFetched((before) => ({ ...before, failed: true })),
    )
    return () => {
      wanted = false
    }
  }, [ask, version])
  return fetched
}
