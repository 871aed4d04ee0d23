/** Why a sign-in was refused, above the fields; and how long to wait after too many tries. */
import { CircleAlert } from 'lucide-react'
import { useEffect, useState } from 'react'
import { codeOf, ProblemError } from '../../api/problem-error.ts'
import { ReportProblem } from '../../parts/report-problem.tsx'
import { useText } from '../../text/texts.tsx'
import { useExplain } from '../parts/trouble.tsx'
import styles from './session.module.css'

export function Refused({ error, wait }: { error: unknown; wait: number }) {
  const { t } = useText()
  const { title, remedy, requestId, isFault } = useExplain()(error)
  const limited = codeOf(error) === 'too_many_requests'
  return (
    <div role="alert" className={styles.refused}>
      <CircleAlert size={18} aria-hidden />
      <div>
        <strong>{title}</strong>
        <p>{limited ? t(wait > 0 ? 'signIn.limited' : 'signIn.limitOver') : remedy}</p>
        {requestId && <p>{t('common.requestId', { requestId })}</p>}
        {isFault && <ReportProblem title={title} requestId={requestId} />}
      </div>
    </div>
  )
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
