/** Whose device it is, with what can be done to its place on the page. */
import { ExternalLink, Maximize2, Minimize2, X } from 'lucide-react'
import type { Person } from '../api/types.ts'
import { Avatar } from '../parts/avatar.tsx'
import { useStage } from '../stage/stage-context.ts'
import { text } from '../text/all.ts'

export function Caption({ person }: { person: Person }) {
  const { filled, fill, hide } = useStage()
  const fills = filled === person.id
  return (
    <header className="caption">
      <Avatar id={person.id} name={person.name} size={28} />
      <div className="caption-text">
        <h2>{person.name}</h2>
        <p>{text.roleOf(person)}</p>
      </div>
      <div className="caption-tools">
        {person.device === 'desktop' && (
          <button
            type="button"
            className="tool tool-fill"
            title={fills ? text.device.restore : text.device.fill}
            aria-label={fills ? text.device.restore : text.device.fill}
            onClick={() => fill(fills ? null : person.id)}
          >
            {fills ? <Minimize2 size={16} /> : <Maximize2 size={16} />}
          </button>
        )}
        <a
          className="tool"
          title={text.device.newTab}
          aria-label={text.device.newTab}
          href={person.url + person.home}
          target="_blank"
          rel="noreferrer"
        >
          <ExternalLink size={16} />
        </a>
        <button
          type="button"
          className="tool"
          title={text.device.hide(person.name)}
          aria-label={text.device.hide(person.name)}
          onClick={() => hide(person.id)}
        >
          <X size={16} />
        </button>
      </div>
    </header>
  )
}
