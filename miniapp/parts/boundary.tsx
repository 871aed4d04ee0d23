/** Catches what breaks while a screen is drawn, and offers a way on. */
import { Component, type ReactNode } from 'react'
import { useText } from '../text/texts.tsx'
import { Button } from './button.tsx'
import { ReportProblem } from './report-problem.tsx'
import { StateMessage } from './state-message.tsx'
import { WholePage } from './whole-page.tsx'

interface Props {
  children: ReactNode
}

export class Boundary extends Component<Props, { broken: boolean }> {
  override state = { broken: false }

  static getDerivedStateFromError() {
    return { broken: true }
  }

  override render() {
    return this.state.broken ? <Crashed /> : this.props.children
  }
}

function Crashed() {
  const { t } = useText()
  return (
    <WholePage>
      <StateMessage
        kind="failed"
        title={t('crash.title')}
        words={t('crash.remedy')}
        action={
          <>
            <Button onClick={() => location.reload()}>{t('crash.reload')}</Button>
            <ReportProblem title={t('crash.title')} />
          </>
        }
      />
    </WholePage>
  )
}
