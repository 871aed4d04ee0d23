/** Which address leads to which part of the mini-app; each part is a chunk of its own. */
import { Suspense } from 'react'
import { Route, Switch } from 'wouter'
import { Boundary } from './parts/boundary.tsx'
import { later } from './parts/later.ts'
import { Opening } from './parts/opening.tsx'
import { Texts } from './text/texts.tsx'

const Workspace = later(async () => ({
  default: (await import('./workspace/workspace.tsx')).Workspace,
}))
const Join = later(async () => ({ default: (await import('./workspace/join/join.tsx')).Join }))
const Console = later(async () => ({ default: (await import('./console/console.tsx')).Console }))

export function Routes() {
  return (
    <Suspense fallback={<Opening />}>
      <Switch>
        <Route path="/console/*?">
          <Texts part="console">
            <Boundary>
              <Console />
            </Boundary>
          </Texts>
        </Route>
        <Route path="/join/:joinCode">
          {({ joinCode }) => (
            <Texts part="workspace">
              <Boundary>
                <Join joinCode={joinCode} />
              </Boundary>
            </Texts>
          )}
        </Route>
        <Route>
          <Texts part="workspace">
            <Boundary>
              <Workspace />
            </Boundary>
          </Texts>
        </Route>
      </Switch>
    </Suspense>
  )
}
