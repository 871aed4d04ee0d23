/** The workbench: the organisation at the upper left, and the apps it brings. */
import { Building2, Check, ScanLine, UserRound } from 'lucide-react'
import { useState } from 'react'
import type { Person } from '../api/types.ts'
import { Popover } from '../parts/popover.tsx'
import { useSimulator } from '../stage/simulator.tsx'
import { text } from '../text/all.ts'
import { AppMark } from './app-mark.tsx'

interface WorkbenchProps {
  person: Person
  openApp: () => void
  scan: () => void
}

export function Workbench({ person, openApp, scan }: WorkbenchProps) {
  const { state } = useSimulator()
  const [personal, setPersonal] = useState(false)
  const inOrganisation = person.member && !personal
  const here = inOrganisation ? state.organisation.name : text.workbench.personal
  const spaces = [
    { name: text.workbench.personal, icon: UserRound, chosen: !inOrganisation, personal: true },
    ...(person.member
      ? [
          {
            name: state.organisation.name,
            icon: Building2,
            chosen: inOrganisation,
            personal: false,
          },
        ]
      : []),
  ]
  return (
    <>
      <header className="screen-bar">
        <Popover
          className="organisation"
          label={text.workbench.inSpace(here)}
          title={text.workbench.switch}
          below
          icon={inOrganisation ? <Building2 size={18} /> : <UserRound size={18} />}
          caption={here}
        >
          {(close) =>
            spaces.map((space) => (
              <button
                key={space.name}
                type="button"
                className="choice"
                aria-pressed={space.chosen}
                onClick={() => {
                  setPersonal(space.personal)
                  close()
                }}
              >
                <space.icon size={18} aria-hidden="true" />
                <span>{space.name}</span>
                {space.chosen && <Check size={18} aria-hidden="true" />}
              </button>
            ))
          }
        </Popover>
        <button type="button" className="icon-button" aria-label={text.scan.open} onClick={scan}>
          <ScanLine size={22} aria-hidden="true" />
        </button>
      </header>
      {inOrganisation ? (
        <section className="apps" aria-labelledby={`apps-${person.id}`}>
          <h4 id={`apps-${person.id}`}>{text.workbench.appsOf(state.organisation.name)}</h4>
          <button type="button" className="app-icon" onClick={openApp}>
            <AppMark size={52} />
            <span>{text.appName}</span>
          </button>
        </section>
      ) : (
        <div className="empty">
          <Building2 size={40} strokeWidth={1.25} aria-hidden="true" />
          <p>{text.workbench.noApps}</p>
          <p className="quiet">
            {person.member
              ? text.workbench.switchForApps(state.organisation.name)
              : text.workbench.joinForApps(state.organisation.name)}
          </p>
        </div>
      )}
    </>
  )
}
