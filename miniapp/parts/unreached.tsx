/** In the place of a part of the app that did not come: says so, and reloads the page once it can come. */
import { useCallback, useEffect } from 'react'
import { OfflineError } from '../api/problem-error.ts'
import { Failure } from './failure.tsx'

/** Milliseconds between looks whether it can come: seldom enough for a file that is missing for good. */
const pause = 10_000

/**
 * Browsers keep the failure of an import for as long as the page lives, so the import is only tried again after the
 * page is reloaded.
 */
async function reloadPage(): Promise<void> {
  try {
    const answer = await fetch('/favicon.svg', { method: 'HEAD', cache: 'no-store' })
    // what stands before the service answers for it
    if (!answer.ok) return
  } catch (error) {
    // still away
    if (error instanceof TypeError) return
    throw error
  }
  location.reload()
}

export function Unreached() {
  const retry = useCallback(() => reloadPage(), [])
  useEffect(() => {
    const timer = setInterval(() => void retry(), pause)
    return () => clearInterval(timer)
  }, [retry])
  return <Failure error={new OfflineError('a part of the app did not come')} retry={retry} />
}
