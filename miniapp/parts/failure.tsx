/**
 * Why an answer failed, in the reader's words, and the way on: to try again, or to report a fault of ours. It is the
 * only place of phone and console that shows a failed answer.
 */
import { CircleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import { codeOf, OfflineError, ProblemError } from '../api/problem-error.ts'
import { explainPage, useExplain, type Explanation } from '../text/explain.ts'
import { useText } from '../text/texts.tsx'
import { Button } from './button.tsx'
import styles from './failure.module.css'
import { ReportProblem } from './report-problem.tsx'
import { StateMessage } from './state-message.tsx'

interface FailureProps {
  error: unknown
  /** Other words for it. */
  explanation?: Explanation | undefined
  /** In place of the content that did not come, above what was refused, or in a line of a field or notice. */
  shape?: 'content' | 'box' | 'line'
  retry?: (() => unknown) | undefined
  /** A button that mends it. */
  action?: ReactNode
}

function kindOf(error: unknown) {
  if (error instanceof OfflineError) return 'offline'
  const status = error instanceof ProblemError ? error.problem.status : 500
  if (status === 403) return 'locked'
  const isNowhere = status === 404 || status === 410 || codeOf(error) === 'bad_input'
  return isNowhere ? 'missing' : 'failed'
}

/** What was refused for good is refused again. */
const mayRetry = (error: unknown) => ['offline', 'failed'].includes(kindOf(error))

export function Failure({ error, explanation, shape = 'content', retry, action }: FailureProps) {
  const { t } = useText()
  const explain = useExplain()
  const found = explanation ?? explain(error)
  const shown = shape === 'content' ? explainPage(found, t, error) : found
  const { title, remedy, requestId, isFault } = shown
  const number = requestId && t('common.requestId', { requestId })
  const ways = (
    <>
      {action}
      {retry && mayRetry(error) && (
        <Button onClick={() => void retry()}>{t('common.retry')}</Button>
      )}
      {isFault && <ReportProblem title={title} requestId={requestId} />}
    </>
  )
  if (shape === 'line') {
    return (
      <>
        {t('common.refusal', { title, remedy })}
        {number && <small>{` ${number}`}</small>}
        {ways}
      </>
    )
  }
  if (shape === 'box') {
    return (
      <div className={styles.box} role="alert">
        <CircleAlert size={20} aria-hidden="true" />
        <div>
          <strong>{title}</strong>
          <p>{remedy}</p>
          {number && <p>{number}</p>}
          {ways}
        </div>
      </div>
    )
  }
  return (
    <StateMessage
      kind={kindOf(error)}
      title={title}
      words={
        <>
          {remedy}
          {number && <small>{` ${number}`}</small>}
        </>
      }
      action={ways}
    />
  )
}
