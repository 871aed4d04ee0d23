/** What a person says they are: DingTalk asks once after the first sign-in, and they may change it under *Me*. */
import { Briefcase, Check, ChevronRight, Handshake, Store } from 'lucide-react'
import { changeDevice } from '../api/client.ts'
import type { Identity, Person } from '../api/types.ts'
import { useAction } from '../parts/action.ts'
import { Avatar } from '../parts/avatar.tsx'
import { Problem } from '../parts/problem.tsx'
import { text } from '../text/all.ts'
import { identityNameIn } from '../text/devices.ts'

const choices = [
  { identity: 'alipayPartner', icon: Handshake },
  { identity: 'merchant', icon: Store },
  { identity: 'other', icon: Briefcase },
] as const

function useChoose(person: Person) {
  const { busy, problem, run } = useAction()
  const choose = (identity: Identity) =>
    run(async () => {
      if (!person.online) return text.noNetwork
      // a desktop has DingTalk from the start: its owner signs in by answering
      await changeDevice(person.id, { identity, installed: true })
    }, text.identity.failed)
  return { busy, problem, choose }
}

/** Between the first sign-in and everything else. */
export function IdentityStep({ person }: { person: Person }) {
  const { busy, problem, choose } = useChoose(person)
  const title = `identity-${person.id}`
  return (
    <section className="identity-step" aria-labelledby={title}>
      <div className="identity-middle">
        <Avatar id={person.id} name={person.name} size={56} />
        <h3 id={title}>{text.identity.ask}</h3>
        <p className="quiet">{text.identity.signedInWith(person.phone)}</p>
        <div className="identity-choices">
          {choices.map(({ identity, icon: Icon }) => (
            <button
              key={identity}
              type="button"
              className="identity-choice"
              disabled={busy}
              onClick={() => choose(identity)}
            >
              <Icon size={22} aria-hidden="true" />
              <span lang={person.language}>{identityNameIn(person.language, identity)}</span>
              <ChevronRight size={18} aria-hidden="true" />
            </button>
          ))}
        </div>
        <Problem>{problem}</Problem>
        <p className="quiet">{text.identity.later}</p>
      </div>
    </section>
  )
}

/** The identity that counts, and the others to change to. */
export function IdentityChoices({ person }: { person: Person }) {
  const { busy, problem, choose } = useChoose(person)
  return (
    <div className="choices" role="group" aria-label={text.identity.title}>
      {choices.map(({ identity, icon: Icon }) => (
        <button
          key={identity}
          type="button"
          className="choice"
          disabled={busy}
          aria-pressed={person.identity === identity}
          onClick={() => choose(identity)}
        >
          <Icon size={18} aria-hidden="true" />
          <span lang={person.language}>{identityNameIn(person.language, identity)}</span>
          {person.identity === identity && <Check size={18} aria-hidden="true" />}
        </button>
      ))}
      <Problem>{problem}</Problem>
    </div>
  )
}

/** The person's own page on a phone. */
export function Me({ person }: { person: Person }) {
  return (
    <>
      <header className="screen-bar">
        <h3>{text.tabs.me}</h3>
      </header>
      <div className="scrolling me">
        <div className="me-person">
          <Avatar id={person.id} name={person.name} size={52} />
          <div>
            <strong>{person.name}</strong>
            <span className="quiet">{person.phone}</span>
          </div>
        </div>
        <section className="me-part">
          <h4>{text.identity.title}</h4>
          <IdentityChoices person={person} />
        </section>
      </div>
    </>
  )
}
