/** Why content did not come, in words that fit a desk, and the way on. */
import { Button } from 'antd'
import { codeOf, OfflineError, ProblemError } from '../../api/problem-error.ts'
import { ReportProblem } from '../../parts/report-problem.tsx'
import { StateMessage } from '../../parts/state-message.tsx'
import { explain, explainPage, type Explanation } from '../../text/explain.ts'
import { useText } from '../../text/texts.tsx'

/** As everywhere, save that nothing is kept "on this phone" here. */
export function useExplain(): (error: unknown) => Explanation {
  const { t } = useText()
  return (error) => {
    if (error instanceof OfflineError) {
      return { title: t('trouble.offline.title'), remedy: t('trouble.offline.remedy') }
    }
    const explanation = explain(t, error)
    const reason = suspensionReason(error)
    if (!reason) return explanation
    return { ...explanation, remedy: t('trouble.suspended', { reason, ...explanation }) }
  }
}

/** What the platform wrote when it suspended the workspace. */
function suspensionReason(error: unknown): string {
  if (!(error instanceof ProblemError) || codeOf(error) !== 'workspace_suspended') return ''
  const reason = error.problem.about?.['reason']
  return typeof reason === 'string' ? reason : ''
}

/** The page asks for a sign-in by itself; nothing more is to be said about it. */
export function isSignedOut(error: unknown): boolean {
  const code = codeOf(error)
  return code === 'signed_out' || code === 'session_expired'
}

function kindOf(error: unknown) {
  if (error instanceof OfflineError) return 'offline'
  const status = error instanceof ProblemError ? error.problem.status : 500
  if (status === 403) return 'locked'
  return status === 404 || codeOf(error) === 'bad_input' ? 'missing' : 'failed'
}

/** A refusal is a door: what is wrong, why, and what can be done. */
export function Trouble({ error, retry }: { error: unknown; retry?: () => unknown }) {
  const { t } = useText()
  const { title, remedy, requestId, isFault } = explainPage(useExplain()(error), t, error)
  const kind = kindOf(error)
  const mayHelp = retry && (kind === 'offline' || kind === 'failed')
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
          {mayHelp && <Button onClick={() => void retry()}>{t('common.retry')}</Button>}
          {isFault && <ReportProblem title={title} requestId={requestId} />}
        </>
      }
    />
  )
}
