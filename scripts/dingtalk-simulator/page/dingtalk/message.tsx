/** One message of a chat, drawn by its kind. */
import type { Chat, Message, Person } from '../api/types.ts'
import { Avatar } from '../parts/avatar.tsx'
import { CardMessage } from './card.tsx'
import { ChatAvatar } from './chat-list.tsx'
import { InvitationMessage } from './invitation.tsx'
import { Markdown } from './markdown.tsx'

interface MessageProps {
  person: Person
  message: Message
  open: (url: string) => void
}

function Body({ person, message, open }: MessageProps) {
  switch (message.kind) {
    case 'text':
      return (
        <div className={`bubble bubble-${message.from}`}>
          <Markdown text={message.text} open={open} />
        </div>
      )
    case 'signup':
      return (
        <div className="bubble bubble-other">
          <Markdown text={message.text} open={open} />
        </div>
      )
    case 'markdown':
      return (
        <article className="bubble-card" aria-label={message.title}>
          <Markdown text={message.text} open={open} />
        </article>
      )
    case 'actionCard':
      return (
        <article className="bubble-card" aria-label={message.title}>
          <Markdown text={message.text} open={open} />
          <div className="card-buttons">
            {message.buttons.map((button, index) => (
              <button
                key={index}
                type="button"
                className="button button-primary"
                onClick={() => open(button.url)}
              >
                {button.title}
              </button>
            ))}
          </div>
        </article>
      )
    case 'card':
      return <CardMessage person={person} message={message} open={open} />
    case 'invitation':
      return <InvitationMessage person={person} message={message} />
  }
}

export function MessageRow(props: MessageProps & { chat: Chat }) {
  const mine = props.message.kind === 'text' && props.message.from === 'me'
  return (
    <li className={mine ? 'message message-mine' : 'message'}>
      {mine ? (
        <Avatar id={props.person.id} name={props.person.name} size={32} />
      ) : (
        <ChatAvatar chat={props.chat} size={32} />
      )}
      <Body {...props} />
    </li>
  )
}
