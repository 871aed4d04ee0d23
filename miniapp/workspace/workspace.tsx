/** The staff workspace: everything a staff member does on the phone. */
import { Suspense, useEffect } from 'react'
import { Route, Switch } from 'wouter'
import { ButtonLink } from '../parts/button.tsx'
import { Opening } from '../parts/opening.tsx'
import { StateMessage } from '../parts/state-message.tsx'
import { WholePage } from '../parts/whole-page.tsx'
import { Toasts } from '../parts/toast.tsx'
import { useText } from '../text/texts.tsx'
import { ActivitySent } from './activity/send.ts'
import { Frame } from './frame/frame.tsx'
import { Home } from './home/home.tsx'
import { features } from './features.ts'
import { prepareOfflineOpening, tellAllFiles } from './offline-opening.ts'
import { FeaturesContext } from './parts/feature.ts'
import {
  loadScreensBeforehand,
  Me,
  MessagesOfMine,
  Outbox,
  Results,
  tabLoaders,
} from './screens.ts'
import { Session } from './session/session.tsx'

/** What is filled in on the phone. */
const kinds = features.flatMap(({ kind }) => kind ?? [])
const screens = features.flatMap((feature) => feature.screens)
const loads = [...screens.map(({ load }) => load), ...tabLoaders]

export function Workspace() {
  return (
    <Toasts>
      <FeaturesContext value={features}>
        <Session kinds={kinds} beforehand={<Beforehand />}>
          <Suspense fallback={<Opening />}>
            <Screens />
          </Suspense>
        </Session>
      </FeaturesContext>
    </Toasts>
  )
}

function Screens() {
  return (
    <Switch>
      {screens.map(({ path, Page }) => (
        <Route key={path} path={path}>
          {(params) => <Page key={Object.values(params)[0] ?? path} {...params} />}
        </Route>
      ))}
      <Route>
        <Frame>
          <Suspense fallback={<Opening />}>
            <Tabs />
          </Suspense>
        </Frame>
      </Route>
    </Switch>
  )
}

/** What is fetched before it is needed: at a counter without signal it must be there. */
function Beforehand() {
  useEffect(() => loadScreensBeforehand(loads, tellAllFiles), [])
  useEffect(() => void prepareOfflineOpening(), [])
  return (
    <>
      <ActivitySent />
      {features.map(
        (feature) => feature.Beforehand && <feature.Beforehand key={feature.screens[0]?.path} />,
      )}
    </>
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
