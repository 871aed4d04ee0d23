/** The memory of what the service answered, shared by all screens. */
import { QueryClient } from '@tanstack/react-query'
import { refetchForLinks } from './photo-links.ts'
import { OfflineError, ProblemError } from './problem-error.ts'

/** Another try makes sense when the service was not reached or the service itself was in trouble. */
function worthAnotherTry(failures: number, error: Error): boolean {
  if (failures >= 2) return false
  return error instanceof OfflineError
    ? navigator.onLine
    : error instanceof ProblemError && error.problem.status >= 500
}

export const answers = new QueryClient({
  defaultOptions: {
    queries: {
      // without network the screen says so at once, instead of waiting without a word
      networkMode: 'always',
      // what could not be asked without network is asked once it is back
      refetchOnReconnect: true,
      retry: worthAnotherTry,
      // what changes is told by useChanges; this catches what was missed
      staleTime: 60_000,
      refetchInterval: refetchForLinks,
      gcTime: 30 * 60_000,
    },
    mutations: { networkMode: 'always', retry: false },
  },
})
