/** A refusal, shown above what it is about: what is wrong, what to do, and sometimes a button that does it. */
import { CircleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import { explain } from '../text/explain.ts'
import { useText } from '../text/texts.tsx'
import { ReportProblem } from './report-problem.tsx'
import styles from './problem.module.css'

export function Problem({ error, action }: { error: unknown; action?: ReactNode }) {
  const { t } = useText()
  const { title, remedy, requestId, isFault } = explain(t, error)
  return (
    <div className={styles.problem} role="alert">
      <CircleAlert size={20} aria-hidden="true" />
      <div>
        <strong>{title}</strong>
        <p>{remedy}</p>
        {requestId && <p>{t('common.requestId', { requestId })}</p>}
        {action}
        {isFault && <ReportProblem title={title} requestId={requestId} />}
      </div>
    </div>
  )
}
