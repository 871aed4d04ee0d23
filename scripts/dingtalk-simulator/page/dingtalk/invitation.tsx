/** The *Org invitation*: DingTalk asks whether the person agrees to join the organisation. */
import { Building2, CircleCheck, CircleX } from 'lucide-react'
import { answerInvitation } from '../api/client.ts'
import type { MessageOf, Person } from '../api/types.ts'
import { useAction } from '../parts/action.ts'
import { Problem } from '../parts/problem.tsx'
import { text } from '../text/all.ts'

interface InvitationProps {
  person: Person
  message: MessageOf<'invitation'>
}

export function InvitationMessage({ person, message }: InvitationProps) {
  const { busy, problem, run } = useAction()
  const answer = (choice: 'agree' | 'decline') =>
    run(async () => {
      if (!person.online) return text.noNetwork
      await answerInvitation(person.id, message.invitationId, choice)
    }, text.invitation.failed)
  return (
    <article className="bubble-card invitation" aria-label={text.invitation.title}>
      <header>
        <Building2 size={20} aria-hidden="true" />
        <h4>{text.invitation.title}</h4>
      </header>
      <p>{text.invitation.asks(message.organisation)}</p>
      <p className="quiet">{text.invitation.department(message.department)}</p>
      <Problem>{problem}</Problem>
      {message.state === 'pending' && (
        <div className="card-buttons">
          <button
            type="button"
            className="button"
            disabled={busy}
            onClick={() => answer('decline')}
          >
            {text.invitation.decline}
          </button>
          <button
            type="button"
            className="button button-primary"
            disabled={busy}
            onClick={() => answer('agree')}
          >
            {busy ? text.sending : text.invitation.agree}
          </button>
        </div>
      )}
      {message.state === 'agreed' && (
        <p className="state state-success">
          <CircleCheck size={16} aria-hidden="true" />
          {text.invitation.agreed(message.organisation)}
        </p>
      )}
      {message.state === 'declined' && (
        <p className="state state-plain">
          <CircleX size={16} aria-hidden="true" />
          {text.invitation.declined}
        </p>
      )}
    </article>
  )
}
