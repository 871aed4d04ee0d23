/** An interactive card: its buttons open a page or call the service back. */
import { CircleAlert, CircleCheck, Clock, TriangleAlert } from 'lucide-react'
import { useState } from 'react'
import { pressCard } from '../api/client.ts'
import type { CardButton, MessageOf, Person } from '../api/types.ts'
import { useAction } from '../parts/action.ts'
import { Problem } from '../parts/problem.tsx'
import { text } from '../text/all.ts'
import { Markdown } from './markdown.tsx'

const statusIcons = {
  info: Clock,
  success: CircleCheck,
  warning: TriangleAlert,
  danger: CircleAlert,
}

const kindOf = (kind: string | undefined): keyof typeof statusIcons =>
  kind === 'success' || kind === 'warning' || kind === 'danger' ? kind : 'info'

function CardStatus({ kind, children }: { kind: string | undefined; children: string }) {
  const known = kindOf(kind)
  const Icon = statusIcons[known]
  return (
    <span className={`state state-${known}`}>
      <Icon size={14} aria-hidden="true" />
      {children}
    </span>
  )
}

interface CardProps {
  person: Person
  message: MessageOf<'card'>
  open: (url: string) => void
}

export function CardMessage({ person, message, open }: CardProps) {
  const { busy, problem, run } = useAction()
  const [pressed, setPressed] = useState<string | null>(null)

  function press(button: CardButton) {
    if (button.url) return open(button.url)
    setPressed(button.id)
    run(async () => {
      if (!person.online) return text.noNetwork
      const answer = await pressCard(person.id, message.outTrackId, button.id)
      if (!answer.delivered) return text.card.notDelivered(answer.reason)
    }, text.card.failed)
  }

  return (
    <article className="bubble-card" aria-label={message.title}>
      <header>
        <h4>{message.title}</h4>
        {message.status && <CardStatus kind={message.statusKind}>{message.status}</CardStatus>}
      </header>
      {message.lines.length > 0 && (
        <dl>
          {message.lines.map((line, index) => (
            <div key={index}>
              <dt>{line.label}</dt>
              <dd>{line.value}</dd>
            </div>
          ))}
        </dl>
      )}
      {message.text && <Markdown text={message.text} open={open} />}
      <Problem>{problem}</Problem>
      {message.buttons.length > 0 && (
        <div className="card-buttons">
          {message.buttons.map((button) => (
            <button
              key={button.id}
              type="button"
              className={`button button-${button.style}`}
              disabled={busy}
              onClick={() => press(button)}
            >
              {busy && pressed === button.id ? text.sending : button.title}
            </button>
          ))}
        </div>
      )}
    </article>
  )
}
