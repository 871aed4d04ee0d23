/** The page of the simulated DingTalk: people, guide, devices, and the panel of the simulator as a whole. */
import { FlaskConical, Lightbulb, Mail, ScrollText, Unplug } from 'lucide-react'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { Live } from './api/live.ts'
import { useLive } from './api/live.ts'
import type { SimulatorState } from './api/types.ts'
import { GuideLine } from './guide/guide-line.tsx'
import { currentStep, firstOpen, stepsOf } from './guide/steps.ts'
import { Badge } from './parts/badge.tsx'
import { AddPerson } from './stage/add-person.tsx'
import { useChoice } from './stage/choice.ts'
import { targetOf } from './stage/links.ts'
import { useNarrow } from './stage/narrow.ts'
import { PeopleBar } from './stage/people-bar.tsx'
import { useScreens } from './stage/screens.ts'
import { SimulatorContext, type Simulator } from './stage/simulator.tsx'
import { Stage } from './stage/stage.tsx'
import { text } from './text/all.ts'
import { Drawer, drawerTabs, type DrawerTab } from './tools/drawer.tsx'

const drawerIcons = { misbehaviour: FlaskConical, mails: Mail, calls: ScrollText }

/** Opens on a device what something else asked it to open, once each; what was asked before this page came is history. */
function useOpenRequests(people: SimulatorState['people'], open: Simulator['openPath']) {
  const handled = useRef<Map<string, number> | null>(null)
  useEffect(() => {
    const first = handled.current === null
    handled.current ??= new Map()
    for (const { id, openRequest } of people) {
      if (!openRequest || handled.current.get(id) === openRequest.at) continue
      handled.current.set(id, openRequest.at)
      if (!first) open(id, openRequest.path)
    }
  }, [people, open])
}

function Page({ live, state }: { live: Live; state: SimulatorState }) {
  const [choice, choose] = useChoice()
  const screens = useScreens()
  const narrow = useNarrow()
  const [drawer, setDrawer] = useState<DrawerTab | null>(null)
  const { people } = state

  const steps = stepsOf(state)
  const [begun] = useState(() => firstOpen(steps)?.number ?? null)
  const step = currentStep(steps, choice.step, begun)
  const wanted = step ? (narrow ? [step.actor] : step.people) : []
  const known = (choice.people ?? wanted).filter((id) => people.some((one) => one.id === id))
  const shown = narrow ? known.slice(-1) : known
  const shownNow = useRef(shown)
  useEffect(() => {
    shownNow.current = shown
  })

  const show = useCallback(
    (id: string) => {
      const { current } = shownNow
      if (!current.includes(id)) choose({ people: [...current, id], fill: null })
    },
    [choose],
  )
  const hide = useCallback(
    (id: string) => choose({ people: shownNow.current.filter((one) => one !== id), fill: null }),
    [choose],
  )
  const fill = useCallback((id: string | null) => choose({ fill: id }), [choose])

  const { of, change } = screens
  const openPath = useCallback<Simulator['openPath']>(
    (id, path) => {
      const isDesktop = people.some((one) => one.id === id && one.device === 'desktop')
      const app = { path, at: Date.now() }
      change(id, isDesktop ? { app, tab: 'console' } : { app, scanning: false })
      show(id)
    },
    [change, people, show],
  )
  useOpenRequests(people, openPath)

  const simulator = useMemo<Simulator>(
    () => ({
      state,
      running: live.running,
      version: live.version,
      screenOf: of,
      changeScreen: change,
      openPath,
      openLink: (person, url, tappedOn) => {
        const target = targetOf(url, state, tappedOn)
        if (!target) return false
        if ('path' in target) openPath(person, target.path)
        else window.open(target.outside, '_blank', 'noopener')
        return true
      },
    }),
    [state, live.running, live.version, of, change, openPath],
  )

  const counts = { misbehaviour: state.misbehaviour.length, mails: state.mailCount, calls: 0 }
  return (
    <SimulatorContext value={simulator}>
      <header className="top">
        <h1>
          <img src="./favicon.svg" alt="" width="28" height="28" />
          <span>{text.title}</span>
          <span className="simulated">{text.simulated}</span>
        </h1>
        <PeopleBar
          people={people}
          shown={shown}
          toggle={(id) => (shown.includes(id) && !narrow ? hide(id) : show(id))}
        />
        <div className="top-tools">
          {!choice.guide && (
            <button
              type="button"
              className="tool"
              aria-label={text.guide.bringBack}
              title={text.guide.bringBack}
              onClick={() => choose({ guide: true })}
            >
              <Lightbulb size={18} aria-hidden="true" />
            </button>
          )}
          <AddPerson />
          {drawerTabs.map((tab) => {
            const Icon = drawerIcons[tab]
            return (
              <button
                key={tab}
                type="button"
                className="tool"
                title={text.drawer.tabs[tab]}
                aria-label={text.drawer.open(tab, counts[tab])}
                aria-pressed={drawer === tab}
                onClick={() => setDrawer(drawer === tab ? null : tab)}
              >
                <Icon size={18} aria-hidden="true" />
                <span className="tool-caption">{text.drawer.tabs[tab]}</span>
                <Badge count={counts[tab]} label={text.drawer.count(counts[tab])} />
              </button>
            )
          })}
        </div>
      </header>
      {!live.running && (
        <p className="gone" role="alert">
          <Unplug size={18} aria-hidden="true" />
          {text.gone}
        </p>
      )}
      <div className="below">
        <div className="below-left">
          {choice.guide && step && (
            <GuideLine
              steps={steps}
              step={step}
              hidden={wanted.some((id) => !shown.includes(id)) || choice.fill !== null}
              choose={(next) => choose({ step: next.number, people: null, fill: null })}
              dismiss={() => choose({ guide: false, people: shown })}
            />
          )}
          <Stage people={people} shown={shown} filled={choice.fill} fill={fill} hide={hide} />
        </div>
        {drawer && <Drawer tab={drawer} show={setDrawer} close={() => setDrawer(null)} />}
      </div>
    </SimulatorContext>
  )
}

export function App() {
  const live = useLive()
  if (live.state) return <Page live={live} state={live.state} />
  return (
    <div className="waiting" role="status">
      <img src="./favicon.svg" alt="" width="56" height="56" />
      <h1>{text.title}</h1>
      <p>{live.running ? text.starting : text.gone}</p>
    </div>
  )
}
