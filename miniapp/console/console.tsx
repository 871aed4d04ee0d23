/** The console: what ISO and platform operators work with at a desk. */
import { Redirect, Route, Switch } from 'wouter'
import { listTasks } from '../../service/inspections/contract.ts'
import { reviewQueue } from '../../service/reviews/contract.ts'
import { addresses } from './addresses.ts'
import { Frame } from './frame/frame.tsx'
import { Missing } from './frame/missing.tsx'
import { Looks } from './looks.tsx'
import { part } from './parts/part.tsx'
import { UndoRequest } from './requests/undo-request.tsx'
import { UndoReview } from './review/undo-bar.tsx'
import { useMay, useMe } from './session/me.ts'
import { PasswordPage } from './session/password-page.tsx'
import { ReturnPage } from './session/return-page.tsx'
import { Session } from './session/session.tsx'

const Dashboard = part('dashboard', async () => {
  return (await import('./dashboard/dashboard.tsx')).Dashboard
})
const StaffDetails = part('staff', async () => {
  return (await import('./staff/staff-details.tsx')).StaffDetails
})
const ReviewList = part('requests', async () => {
  return (await import('./requests/review-list.tsx')).ReviewList
})
const AddMany = part('add-many', async () => {
  return (await import('./staff-import/add-many.tsx')).AddMany
})
const ImportPage = part('import', async () => {
  return (await import('./staff-import/import-page.tsx')).ImportPage
})
const JoinCode = part('join-code', async () => {
  return (await import('./join-code/join-code.tsx')).JoinCode
})
const Account = part('account', async () => (await import('./account/account.tsx')).Account)
const Queue = part('queue', async () => (await import('./queue/queue.tsx')).Queue)
const FailedDeliveries = part('failed', async () => {
  return (await import('./failed/failed-deliveries.tsx')).FailedDeliveries
})
const DingtalkPage = part('dingtalk', async () => {
  return (await import('./dingtalk/dingtalk-page.tsx')).DingtalkPage
})
const Messages = part('messages', async () => {
  return (await import('./messages/messages.tsx')).Messages
})
const Preferences = part('preferences', async () => {
  return (await import('./preferences/preferences.tsx')).Preferences
})
const Settings = part('settings', async () => {
  return (await import('./settings/settings.tsx')).Settings
})
const Inspections = part('inspections', async () => {
  return (await import('./inspections/inspections.tsx')).Inspections
})
const Isos = part('isos', async () => (await import('./isos/isos.tsx')).Isos)
const SubmissionPage = part('submission', async () => {
  return (await import('./submission/submission-page.tsx')).SubmissionPage
})
const TestAccounts = part('test-accounts', async () => {
  return (await import('./test-accounts/test-accounts.tsx')).TestAccounts
})
const ReviewScreen = part('review', async () => {
  return (await import('./review/review-screen.tsx')).ReviewScreen
})

export function Console() {
  return (
    <Looks>
      <Switch>
        <Route path={addresses.dingtalk}>
          <ReturnPage />
        </Route>
        <Route path={addresses.password}>
          <PasswordPage />
        </Route>
        <Route>
          <Session>
            <Pages />
          </Session>
        </Route>
      </Switch>
    </Looks>
  )
}

function Pages() {
  const { workspace } = useMe()
  if (workspace.kind === 'iso') {
    return (
      <>
        <IsoPages />
        <UndoRequest />
      </>
    )
  }
  return (
    <>
      <PlatformPages />
      <UndoReview />
    </>
  )
}

function IsoPages() {
  return (
    <Frame>
      <Switch>
        <Route path={addresses.home}>
          <Dashboard />
        </Route>
        <Route path={addresses.requests()}>
          <ReviewList />
        </Route>
        <Route path={addresses.addMany}>
          <AddMany />
        </Route>
        <Route path="/console/staff/imports/:importId">
          {({ importId }) => <ImportPage key={importId} importId={importId} />}
        </Route>
        <Route path="/console/staff/:staffId?">
          {({ staffId }) => <StaffDetails openId={staffId} />}
        </Route>
        <Route path="/console/submissions/:submissionId">
          {({ submissionId }) => <SubmissionPage submissionId={submissionId} />}
        </Route>
        <Route path={addresses.joinCode}>
          <JoinCode />
        </Route>
        <Route path={addresses.messages}>
          <Messages />
        </Route>
        <Route path={addresses.settings}>
          <Settings />
        </Route>
        <Route path={addresses.preferences}>
          <Preferences />
        </Route>
        <Route path={addresses.account}>
          <Account />
        </Route>
        <Route component={Missing} />
      </Switch>
    </Frame>
  )
}

function PlatformPages() {
  const mayReview = useMay(reviewQueue)
  const mayInspect = useMay(listTasks)
  // an operator with only inspections begins there
  const start = mayInspect && !mayReview ? addresses.inspections() : addresses.queue
  return (
    <Switch>
      <Route path={addresses.home}>
        <Redirect to={start} replace />
      </Route>
      <Route path={addresses.queue}>
        <Frame>
          <Queue state="waiting" />
        </Frame>
      </Route>
      <Route path={addresses.decided}>
        <Frame>
          <Queue state="decided" />
        </Frame>
      </Route>
      <Route path="/console/inspections/:taskId?">
        {({ taskId }) => (
          <Frame>
            <Inspections openId={taskId} />
          </Frame>
        )}
      </Route>
      <Route path="/console/isos/:isoId?">
        {({ isoId }) => (
          <Frame>
            <Isos openId={isoId} />
          </Frame>
        )}
      </Route>
      <Route path={addresses.testAccounts}>
        <Frame>
          <TestAccounts />
        </Frame>
      </Route>
      <Route path={addresses.failed}>
        <Frame>
          <FailedDeliveries />
        </Frame>
      </Route>
      <Route path={addresses.dingtalkState}>
        <Frame>
          <DingtalkPage />
        </Frame>
      </Route>
      <Route path={addresses.messages}>
        <Frame>
          <Messages />
        </Frame>
      </Route>
      <Route path={addresses.preferences}>
        <Frame>
          <Preferences />
        </Frame>
      </Route>
      <Route path={addresses.account}>
        <Frame>
          <Account />
        </Frame>
      </Route>
      <Route path="/console/reviews/:submissionId">
        {({ submissionId }) => <ReviewScreen submissionId={submissionId} />}
      </Route>
      <Route>
        <Frame>
          <Missing />
        </Frame>
      </Route>
    </Switch>
  )
}
