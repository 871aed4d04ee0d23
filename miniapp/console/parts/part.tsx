/** Loads a page of the console when it is first opened; without network it says so and mends itself. */
import { useQuery } from '@tanstack/react-query'
import type { ComponentType } from 'react'
import { OfflineError } from '../../api/problem-error.ts'
import { Skeleton } from '../../parts/skeleton.tsx'
import { Failure } from '../../parts/failure.tsx'

/**
 * Browsers keep the failure of an import for as long as the page lives, so the import is only tried again after the
 * page is reloaded.
 * @throws when the service cannot be reached: then what is there stays
 */
async function reloadPage(): Promise<never> {
  await fetch('/favicon.svg', { method: 'HEAD', cache: 'no-store' })
  location.reload()
  return new Promise(() => undefined)
}

/** `lazy` of React keeps a failure for good; this asks again once the network is back. */
export function part<Props extends object>(
  name: string,
  load: () => Promise<ComponentType<Props>>,
): ComponentType<Props> {
  let failed = false
  return function Part(props: Props) {
    const { data, error, refetch } = useQuery({
      queryKey: ['part', name],
      queryFn: async () => {
        try {
          return { Loaded: await (failed ? reloadPage() : load()) }
        } catch (cause) {
          failed = true
          throw new OfflineError('a part of the page did not come', { cause })
        }
      },
      staleTime: Infinity,
      gcTime: Infinity,
    })
    if (data) return <data.Loaded {...props} />
    return error ? <Failure error={error} retry={refetch} /> : <Skeleton rows={8} />
  }
}
