/** The console with the page of the example domain and no other: runs in a page of its own. */
import { QueryClientProvider } from '@tanstack/react-query'
import { Suspense } from 'react'
import { createRoot } from 'react-dom/client'
import { Route } from 'wouter'
import { answers } from '../../miniapp/api/answers.ts'
import { Looks } from '../../miniapp/console/looks.tsx'
import { Session } from '../../miniapp/console/session/session.tsx'
import '../../miniapp/parts/theme.css'
import { Texts } from '../../miniapp/text/texts.tsx'
import { BadgesPage } from '../structure/example-domain/badges-page.tsx'

const root = document.getElementById('root')
if (root) {
  createRoot(root).render(
    <QueryClientProvider client={answers}>
      <Suspense>
        <Texts part="console">
          <Looks>
            <Session>
              <Route path="/console/badges/:badgeId?">
                {({ badgeId }) => <BadgesPage openId={badgeId} />}
              </Route>
            </Session>
          </Looks>
        </Texts>
      </Suspense>
    </QueryClientProvider>,
  )
}
