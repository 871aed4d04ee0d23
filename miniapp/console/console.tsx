/** The console: what ISO and platform operators work with at a desk. */
import type { ReactNode } from 'react'
import { Route, Switch } from 'wouter'
import { isForOperator } from '../../service/http/contract.ts'
import { undoDecision } from '../../service/reviews/contract.ts'
import { undoDecisionOnRequest } from '../../service/staff/contract/one.ts'
import { addresses } from './addresses.ts'
import { Frame } from './frame/frame.tsx'
import { Missing } from './frame/missing.tsx'
import { Looks } from './looks.tsx'
import { personalPlaces } from './places/both.tsx'
import { isoPlaces } from './places/iso.tsx'
import type { Place } from './places/place.ts'
import { platformPlaces } from './places/platform.tsx'
import { UndoReview } from './review/undo-bar.tsx'
import { useMayCall, useMe } from './session/me.ts'
import { PasswordPage } from './session/password-page.tsx'
import { ReturnPage } from './session/return-page.tsx'
import { Session } from './session/session.tsx'
import { UndoRequest } from './staff-decisions/undo-request.tsx'

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

const places = [...isoPlaces, ...platformPlaces, ...personalPlaces]

/** Of two addresses that fit, that without parameters comes first. */
const hasParameters = ({ path }: Place) => (path.includes(':') ? 1 : 0)

/** One of them is shown at a time, and all have the same key: going from one page to another keeps the frame. */
function Pages() {
  const me = useMe()
  const mayCall = useMayCall()
  const own = places.filter(({ shows }) => isForOperator(me, shows))
  const framed = (page: ReactNode) => <Frame places={own}>{page}</Frame>
  return (
    <>
      <Switch>
        {[...own]
          .sort((a, b) => hasParameters(a) - hasParameters(b))
          .map(({ path, page, bare }) => (
            <Route key="page" path={path}>
              {(params) => (bare ? page(params) : framed(page(params)))}
            </Route>
          ))}
        <Route key="page">{framed(<Missing />)}</Route>
      </Switch>
      {mayCall(undoDecisionOnRequest) && <UndoRequest />}
      {mayCall(undoDecision) && <UndoReview />}
    </>
  )
}
