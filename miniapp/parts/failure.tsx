/** Shows why something could not be loaded, in the reader's words, with a way to try again. */
import { codeOf, OfflineError, ProblemError } from '../api/problem-error.ts'
import { explain, explainPage } from '../text/explain.ts'
import { useText } from '../text/texts.tsx'
import { Button } from './button.tsx'
import { ReportProblem } from './report-problem.tsx'
import { StateMessage } from './state-message.tsx'

interface FailureProps {
  error: unknown
  retry?: (() => unknown) | undefined
}

function kindOf(error: unknown) {
  if (error instanceof OfflineError) return 'offline'
  const status = error instanceof ProblemError ? error.problem.status : 500
  if (status === 403) return 'locked'
  const isNowhere = status === 404 || status === 410 || codeOf(error) === 'bad_input'
  return isNowhere ? 'missing' : 'failed'
}

export function Failure({ error, retry }: FailureProps) {
  const { t } = useText()
  const { title, remedy, requestId, isFault } = explainPage(explain(t, error), t, error)
  const kind = kindOf(error)
  const canRetry = retry && (kind === 'offline' || kind === 'failed')
  return (
    <StateMessage
      kind={kind}
      title={title}
      words={
        <>
          {remedy}
          {requestId && <small>{` ${t('common.requestId', { requestId })}`}</small>}
        </>
      }
      action={
        <>
          {canRetry && <Button onClick={() => void retry()}>{t('common.retry')}</Button>}
          {isFault && <ReportProblem title={title} requestId={requestId} />}
        </>
      }
    />
  )
}
