/** Where something failed: a text about it that can be passed on, with nothing personal in it. */
import { useState } from 'react'
import { copy } from '../dingtalk/clipboard.ts'
import { useText } from '../text/texts.tsx'
import { Button } from './button.tsx'
import styles from './report-problem.module.css'

interface ReportProblemProps {
  /** What the screen says of it. */
  title: string
  /** Number of the request that failed, where there was one. */
  requestId?: string | undefined
}

/** The address of a screen; what stands behind `/join/` lets people ask to join an ISO, and stays on the phone. */
const screenOf = (path: string): string => path.replace(/^\/join\/.+/, '/join/…')

/** Lines for support: in English, whatever the language of the screen, as the logs are. */
function reportOf({ title, requestId }: ReportProblemProps): string {
  return [
    `Partner Workspace: ${title}`,
    `Request: ${requestId || 'none'}`,
    `Time: ${new Date().toISOString()}`,
    `Screen: ${screenOf(location.pathname)}`,
    `Language: ${document.documentElement.lang}`,
    `Browser: ${navigator.userAgent}`,
  ].join('\n')
}

export function ReportProblem(props: ReportProblemProps) {
  const { t } = useText()
  const [report, setReport] = useState<string>()
  const [copied, setCopied] = useState(false)
  const make = async () => {
    const text = report ?? reportOf(props)
    setReport(text)
    setCopied(await copy(text))
  }
  return (
    <div className={styles.report}>
      <Button look="quiet" onClick={() => void make()}>
        {t('report.button')}
      </Button>
      {report && (
        <>
          <p role="status">{t(copied ? 'report.copied' : 'report.byHand')}</p>
          <pre tabIndex={0} aria-label={t('report.text')}>
            {report}
          </pre>
        </>
      )}
    </div>
  )
}
