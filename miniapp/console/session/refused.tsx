/** Why a sign-in was refused, above the fields; and how long to wait after too many tries. */
import { useEffect, useState } from 'react'
import { codeOf, ProblemError } from '../../api/problem-error.ts'
import { Failure } from '../../parts/failure.tsx'
import { useText } from '../../text/texts.tsx'
import { useExplain } from '../../text/explain.ts'

export function Refused({ error, wait }: { error: unknown; wait: number }) {
  const { t } = useText()
  const explain = useExplain()
  const isLimited = codeOf(error) === 'too_many_requests'
  const remedy = isLimited && t(wait > 0 ? 'signIn.limited' : 'signIn.limitOver')
  const explanation = remedy ? { ...explain(error), remedy } : undefined
  return <Failure shape="box" error={error} explanation={explanation} />
}

/** Seconds that are left of so many, from the moment that `since` is another one; counts down to 0. */
export function useCountdown(seconds: number, since: unknown): number {
  const [left, setLeft] = useState(0)
  useEffect(() => {
    if (!seconds) {
      setLeft(0)
      return
    }
    const end = Date.now() + seconds * 1000
    const count = () => setLeft(Math.max(0, Math.ceil((end - Date.now()) / 1000)))
    count()
    const timer = setInterval(count, 500)
    return () => clearInterval(timer)
  }, [seconds, since])
  return left
}

/** Seconds that are left to wait after too many tries. */
export function useWait(error: unknown): number {
  const limited = error instanceof ProblemError && codeOf(error) === 'too_many_requests'
  return useCountdown(limited ? (error.problem.retryAfter ?? 60) : 0, error)
}
