/** Why something was not done, in a line of a field, a dialog or a notice; a fault of ours can be reported there. */
import { ReportProblem } from '../../parts/report-problem.tsx'
import type { Explanation } from '../../text/explain.ts'
import { useText } from '../../text/texts.tsx'

export function Refusal({ explanation }: { explanation: Explanation }) {
  const { t } = useText()
  const { title, remedy, requestId, isFault } = explanation
  return (
    <>
      {t('common.refusal', { title, remedy })}
      {requestId && <small>{` ${t('common.requestId', { requestId })}`}</small>}
      {isFault && <ReportProblem title={title} requestId={requestId} />}
    </>
  )
}
