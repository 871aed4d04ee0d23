/** Keeps screens live: hears from the service what has changed and asks again for what is shown. */
import { useQueryClient, type Query } from '@tanstack/react-query'
import { useEffect } from 'react'
import { changes } from '../../service/notifications/contract.ts'
import { aboutOf } from './ask.ts'
import { addressOf, refresh } from './client.ts'
import { OfflineError, ProblemError } from './problem-error.ts'
import { noteReached } from './reachability.ts'

const shortestWait = 1_000
const longestWait = 60_000

/**
 * Milliseconds for which further changes are gathered after the first: many decided at once are not as many
 * questions, each of which would break off the one before.
 */
const together = 400

/** Listens as long as the component that calls it is there. */
export function useChanges(kind: 'staff' | 'operator', listen = true): void {
  const client = useQueryClient()
  useEffect(() => {
    if (!listen) return
    let source: EventSource | undefined
    let timer: ReturnType<typeof setTimeout> | undefined
    let wait = shortestWait
    let missedSome = false
    let over = false

    const told = new Set<string>()
    let gathering: ReturnType<typeof setTimeout> | undefined
    const reloadStale = () => {
      gathering = undefined
      if (told.size === 0) return
      const kinds = new Set(told)
      told.clear()
      const isAbout = ({ meta }: Query) => aboutOf(meta).some((kind) => kinds.has(kind))
      void client.invalidateQueries({ predicate: isAbout })
      gathering = setTimeout(reloadStale, together)
    }
    const hear = (message: MessageEvent<string>) => {
      const { kind: what } = JSON.parse(message.data) as { kind: string }
      if (what === 'everything') void client.invalidateQueries()
      told.add(what)
      if (gathering === undefined) reloadStale()
    }
    const open = () => {
      if (over) return
      source = new EventSource(addressOf(changes, { query: { as: kind } }))
      source.addEventListener('change', hear)
      source.addEventListener('open', () => {
        wait = shortestWait
        noteReached(true)
        if (missedSome) void client.invalidateQueries()
        missedSome = false
      })
      source.addEventListener('error', () => {
        missedSome = true
        // a dropped line is taken up again by the browser; a refused one is not
        if (source?.readyState === EventSource.CLOSED) timer = setTimeout(again, wait)
      })
    }
    const again = async () => {
      wait = Math.min(wait * 2, longestWait)
      try {
        await refresh()
      } catch (error) {
        // without network or session the next try comes later
        if (!(error instanceof OfflineError || error instanceof ProblemError)) throw error
      }
      open()
    }
    open()
    return () => {
      over = true
      clearTimeout(timer)
      clearTimeout(gathering)
      source?.close()
    }
  }, [client, kind, listen])
}
