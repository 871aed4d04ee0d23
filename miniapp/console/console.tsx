/** The console: what ISO and platform operators work with at a desk. */
import { lazy, Suspense, type ReactNode } from 'react'
import { Redirect, Route, Switch } from 'wouter'
import { Skeleton } from '../parts/skeleton.tsx'
import { addresses } from './addresses.ts'
import { Frame } from './frame/frame.tsx'
import { Missing } from './frame/missing.tsx'
import { Looks } from './looks.tsx'
import { useMe } from './session/me.ts'
import { Session } from './session/session.tsx'

const Dashboard = lazy(async () => ({
  default: (await import('./dashboard/dashboard.tsx')).Dashboard,
}))
const StaffDetails = lazy(async () => ({
  default: (await import('./staff/staff-details.tsx')).StaffDetails,
}))
const ReviewList = lazy(async () => ({
  default: (await import('./requests/review-list.tsx')).ReviewList,
}))
const JoinCode = lazy(async () => ({
  default: (await import('./join-code/join-code.tsx')).JoinCode,
}))
const Queue = lazy(async () => ({ default: (await import('./queue/queue.tsx')).Queue }))
const FailedDeliveries = lazy(async () => ({
  default: (await import('./failed/failed-deliveries.tsx')).FailedDeliveries,
}))
const ReviewScreen = lazy(async () => ({
  default: (await import('./review/review-screen.tsx')).ReviewScreen,
}))

export function Console() {
  return (
    <Looks>
      <Session>
        <Pages />
      </Session>
    </Looks>
  )
}

function Pages() {
  const { workspace } = useMe()
  return workspace.kind === 'iso' ? <IsoPages /> : <PlatformPages />
}

function IsoPages() {
  return (
    <Frame>
      <Suspense fallback={<Skeleton rows={8} />}>
        <Switch>
          <Route path={addresses.home} component={Dashboard} />
          <Route path={addresses.requests()} component={ReviewList} />
          <Route path="/console/staff/:staffId?">
            {({ staffId }) => <StaffDetails openId={staffId} />}
          </Route>
          <Route path={addresses.joinCode} component={JoinCode} />
          <Route component={Missing} />
        </Switch>
      </Suspense>
    </Frame>
  )
}

function PlatformPages() {
  return (
    <Switch>
      <Route path={addresses.home}>
        <Redirect to={addresses.queue} replace />
      </Route>
      <Route path={addresses.queue}>
        <Framed>
          <Queue state="waiting" />
        </Framed>
      </Route>
      <Route path={addresses.decided}>
        <Framed>
          <Queue state="decided" />
        </Framed>
      </Route>
      <Route path={addresses.failed}>
        <Framed>
          <FailedDeliveries />
        </Framed>
      </Route>
      <Route path="/console/reviews/:submissionId">
        {({ submissionId }) => (
          <Suspense fallback={<Skeleton rows={8} />}>
            <ReviewScreen submissionId={submissionId} />
          </Suspense>
        )}
      </Route>
      <Route>
        <Framed>
          <Missing />
        </Framed>
      </Route>
    </Switch>
  )
}

function Framed({ children }: { children: ReactNode }) {
  return (
    <Frame>
      <Suspense fallback={<Skeleton rows={8} />}>{children}</Suspense>
    </Frame>
  )
}
