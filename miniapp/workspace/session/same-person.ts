/** Notices that another person holds the phone than the one who is signed in. */
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { confirmHolder } from '../../../service/staff/self/contract.ts'
import { call } from '../../api/client.ts'
import { OfflineError, ProblemError } from '../../api/problem-error.ts'
import { onAnotherPerson } from '../../api/session.ts'
import { withAuthCode } from '../../dingtalk/auth-code.ts'
import { BridgeError, inDingTalk } from '../../dingtalk/bridge.ts'
import { isOnline, onNetworkChange } from '../../dingtalk/network.ts'
import { reloadPage } from './reload-page.ts'

/** Once a page: DingTalk opens a new one after its account was switched. */
let asked = false

/** @returns whether the session is another person's now; false too when that could not be found out */
async function changedHands(): Promise<boolean> {
  if (asked || !isOnline()) return false
  asked = true
  try {
    const { changed } = await withAuthCode((body) => call(confirmHolder, { body }))
    return changed
  } catch (error) {
    // no answer does no harm: the session goes on, and is asked about at the next opening
    if (error instanceof OfflineError) asked = false
    else if (!(error instanceof BridgeError || error instanceof ProblemError)) throw error
    return false
  }
}

/**
 * Asks DingTalk beside the first screen, or as soon as there is network; hears from the service when the
 * session became another person's in another tab.
 * @param look whether to ask: not when DingTalk has just been asked for signing in
 * @param staffId of the person who is signed in
 */
export function useSamePerson(look: boolean, staffId: string | null | undefined): void {
  const client = useQueryClient()
  useEffect(() => onAnotherPerson(() => void reloadPage(client)), [client])

  const before = useRef<string>(undefined)
  useEffect(() => {
    if (!staffId) return
    if (before.current && before.current !== staffId) void reloadPage(client)
    before.current = staffId
  }, [client, staffId])

  useEffect(() => {
    if (!look || !inDingTalk()) return
    const ask = async () => {
      if (await changedHands()) await reloadPage(client)
    }
    // after the first paint
    const timer = setTimeout(() => void ask())
    const deaf = onNetworkChange(() => void ask())
    return () => {
      clearTimeout(timer)
      deaf()
    }
  }, [client, look])
}
