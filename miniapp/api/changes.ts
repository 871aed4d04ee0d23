/** Keeps screens live: hears from the service what has changed and asks again for what is shown. */
import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { changes } from '../../service/notifications/contract.ts'
import { addressOf, refresh } from './client.ts'
import { OfflineError, ProblemError } from './problem-error.ts'
import { noteReached } from './reachability.ts'

/** Which answers speak of which kind of thing. */
const answersAbout: Record<string, string[]> = {
  staffMember: [
    'listStaff',
    'countStaff',
    'findStaff',
    'staffWhoAmI',
    'listOffers',
    'listMyIsos',
    'findStaffImport',
    'listImportRows',
    // what may be lent to a person and freed of theirs depends on whether they still belong to the ISO
    'findStaffTestAccount',
    'findIsoSubmission',
  ],
  submission: [
    'listMySubmissions',
    'countMySubmissions',
    'findMySubmission',
    'listRevisions',
    'reviewQueue',
    'countReviews',
    'openReview',
    'listStaffSubmissions',
    'findIsoSubmission',
  ],
  task: [
    'listTasks',
    'findTask',
    'inspectableStores',
    'listMyTasks',
    'findMyTask',
    'listStaffTasks',
  ],
  testAccount: [
    'listTestAccounts',
    'availableTestAccounts',
    'findStaffTestAccount',
    'listReveals',
    'myTestAccount',
  ],
  staffImport: ['listStaffImports', 'findStaffImport', 'listImportRows'],
  draft: ['listDrafts'],
  codeStock: ['listIsos', 'countIsos', 'findIso'],
  workspace: [
    'operatorWhoAmI',
    'staffWhoAmI',
    'listMyIsos',
    'isoJoinCode',
    'listIsos',
    'countIsos',
    'findIso',
    'countStaffOfIso',
  ],
}

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
    const askAnew = () => {
      gathering = undefined
      if (told.size === 0) return
      const names = new Set(told)
      told.clear()
      void client.invalidateQueries({ predicate: ({ queryKey }) => names.has(`${queryKey[0]}`) })
      gathering = setTimeout(askAnew, together)
    }
    const hear = (message: MessageEvent<string>) => {
      const { kind: what } = JSON.parse(message.data) as { kind: string }
      if (what === 'everything') void client.invalidateQueries()
      for (const name of answersAbout[what] ?? []) told.add(name)
      if (gathering === undefined) askAnew()
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
