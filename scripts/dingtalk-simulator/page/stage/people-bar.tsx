/** The demo people across the top: press one to show or hide their device. */
import { Monitor, Smartphone } from 'lucide-react'
import type { Person } from '../api/types.ts'
import { Avatar } from '../parts/avatar.tsx'
import { Badge } from '../parts/badge.tsx'
import { text } from '../text/all.ts'

interface PeopleBarProps {
  people: Person[]
  shown: string[]
  toggle: (person: string) => void
}

export function PeopleBar({ people, shown, toggle }: PeopleBarProps) {
  return (
    <nav className="people" aria-label={text.people.label}>
      {people.map((person) => {
        const Device = person.device === 'desktop' ? Monitor : Smartphone
        const isShown = shown.includes(person.id)
        return (
          <button
            key={person.id}
            type="button"
            className="person"
            aria-pressed={isShown}
            title={person.hint}
            onClick={() => toggle(person.id)}
          >
            <span className="person-picture">
              <Avatar id={person.id} name={person.name} size={34} />
              <Badge count={person.unread} label={text.unread(person.unread)} />
            </span>
            <span className="person-text">
              <span className="person-name">{person.name}</span>
              <span className="person-role">
                <Device size={12} aria-hidden="true" />
                {text.roleOf(person)}
              </span>
            </span>
          </button>
        )
      })}
    </nav>
  )
}
