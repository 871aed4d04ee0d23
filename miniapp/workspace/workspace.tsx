/** The staff workspace: everything a staff member does on the phone. */
import { Suspense } from 'react'
import { Route, Switch } from 'wouter'
import { ButtonLink } from '../parts/button.tsx'
import { Opening } from '../parts/opening.tsx'
import { StateMessage } from '../parts/state-message.tsx'
import { WholePage } from '../parts/whole-page.tsx'
import { Toasts } from '../parts/toast.tsx'
import { useText } from '../text/texts.tsx'
import { Frame } from './frame/frame.tsx'
import { Home } from './home/home.tsx'
import {
  Me,
  MessagesOfMine,
  Outbox,
  PaymentVerification,
  Promotion,
  Result,
  Results,
  Task,
  Tasks,
} from './screens.ts'
import { visitsKept } from './promotion/visits.ts'
import { Session } from './session/session.tsx'
import { answersKept } from './tasks/answers.ts'

/** What is filled in on the phone; what is first here is sent first. */
const kinds = [visitsKept, answersKept]

export function Workspace() {
  return (
    <Toasts>
      <Session kinds={kinds}>
        <Suspense fallback={<Opening />}>
          <Switch>
            <Route path="/work/visits/:visitId/*?">
              {({ visitId }) => <Promotion key={visitId} visitId={visitId} />}
            </Route>
            <Route path="/work/results/:submissionId">
              {({ submissionId }) => <Result key={submissionId} submissionId={submissionId} />}
            </Route>
            <Route path="/work/tasks" component={Tasks} />
            <Route path="/work/tasks/:taskId">
              {({ taskId }) => <Task key={taskId} taskId={taskId} />}
            </Route>
            <Route path="/work/payment-verification" component={PaymentVerification} />
            <Route>
              <Frame>
                <Suspense fallback={<Opening />}>
                  <Tabs />
                </Suspense>
              </Frame>
            </Route>
          </Switch>
        </Suspense>
      </Session>
    </Toasts>
  )
}

function Tabs() {
  return (
    <Switch>
      <Route path="/" component={Home} />
      <Route path="/work" component={Home} />
      <Route path="/work/results" component={Results} />
      <Route path="/work/outbox" component={Outbox} />
      <Route path="/work/me" component={Me} />
      <Route path="/work/me/messages" component={MessagesOfMine} />
      <Route component={Missing} />
    </Switch>
  )
}

function Missing() {
  const { t } = useText()
  return (
    <WholePage>
      <StateMessage
        kind="missing"
        title={t('missing.title')}
        words={t('missing.remedy')}
        action={<ButtonLink href="/">{t('missing.home')}</ButtonLink>}
      />
    </WholePage>
  )
}
