/** The passwords while they are on the screen: for half a minute, in this component's memory and nowhere else. */
import { useCallback, useEffect, useState } from 'react'
import type { AnswerOf } from '../../../service/http/contract.ts'
import { revealTestAccount, shownFor } from '../../../service/test-accounts/contract/own.ts'
import { call } from '../../api/client.ts'

type Revealed = AnswerOf<typeof revealTestAccount>

interface Shown {
  passwords: Revealed
  /** By this device's clock, in milliseconds. */
  until: number
}

const secondsTo = (until: number) => Math.max(0, Math.ceil((until - Date.now()) / 1000))

/**
 * Asked without the memory of answers, which would keep them longer than the screen does.
 * @param account what is on the screen; another one, or another version of its passwords, is masked at once
 * @param task the verification task that it is for
 */
export function useReveal(account: { id: string; version: number }, task: string | undefined) {
  const { id, version } = account
  const [shown, setShown] = useState<Shown>()
  const [seconds, setSeconds] = useState(0)
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>()
  const hide = useCallback(() => setShown(undefined), [])

  const show = async () => {
    setBusy(true)
    setError(undefined)
    try {
      const body = { account: id, ...(task ? { task } : {}) }
      const passwords = await call(revealTestAccount, { body })
      // left for another app meanwhile: they do not wait on the screen
      if (document.visibilityState === 'hidden') return
      setShown({ passwords, until: Date.now() + shownFor * 1000 })
      setSeconds(shownFor)
    } catch (failure) {
      setError(failure)
    } finally {
      setBusy(false)
    }
  }

  useEffect(() => {
    if (!shown) return
    // a phone that slept has missed some ticks, but not the time
    const tick = setInterval(() => {
      const left = secondsTo(shown.until)
      setSeconds(left)
      if (left === 0) hide()
    }, 250)
    const away = () => {
      if (document.visibilityState === 'hidden') hide()
    }
    document.addEventListener('visibilitychange', away)
    return () => {
      clearInterval(tick)
      document.removeEventListener('visibilitychange', away)
    }
  }, [shown, hide])

  useEffect(() => hide, [id, version, hide])

  return { passwords: shown?.passwords, seconds, busy, error, show, hide }
}
