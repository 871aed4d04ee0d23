/** The list of a person's chats, the one with the newest message first. */
import { Bell, Bot, MessageCircle, MessagesSquare, Users } from 'lucide-react'
import type { Chat, Person } from '../api/types.ts'
import { Avatar } from '../parts/avatar.tsx'
import { Badge } from '../parts/badge.tsx'
import { isoTime, shortTime } from '../parts/time.ts'
import { text } from '../text/all.ts'
import { newestOf, previewOf, unreadOf } from './preview.ts'

const icons = { robot: Bot, group: Users, notice: Bell, signup: MessageCircle }

export function ChatAvatar({ chat, size = 44 }: { chat: Chat; size?: number }) {
  const Icon = icons[chat.kind]
  return (
    <span className={`chat-avatar chat-avatar-${chat.kind}`}>
      <Avatar id={chat.kind} name={chat.title} size={size} icon={<Icon size={size * 0.55} />} />
    </span>
  )
}

interface ChatListProps {
  person: Person
  /** The chat shown beside the list. */
  selected?: string | null
  open: (chat: string) => void
}

export function ChatList({ person, selected = null, open }: ChatListProps) {
  if (person.chats.length === 0)
    return (
      <div className="empty">
        <MessagesSquare size={40} strokeWidth={1.25} aria-hidden="true" />
        <p>{text.chat.none}</p>
        <p className="quiet">{person.hint}</p>
      </div>
    )
  return (
    <ul className="chat-list">
      {person.chats.map((chat) => {
        const newest = newestOf(chat)
        const unread = unreadOf(chat)
        return (
          <li key={chat.id}>
            <button
              type="button"
              className="chat-row"
              aria-current={chat.id === selected || undefined}
              onClick={() => open(chat.id)}
            >
              <ChatAvatar chat={chat} />
              <span className="chat-row-text">
                <span className="chat-row-top">
                  <span className="chat-row-title">{chat.title}</span>
                  {newest && <time dateTime={isoTime(newest.at)}>{shortTime(newest.at)}</time>}
                </span>
                <span className="chat-row-top">
                  <span className="chat-row-preview">{newest ? previewOf(newest) : ''}</span>
                  <Badge count={unread} label={text.unread(unread)} />
                </span>
              </span>
            </button>
          </li>
        )
      })}
    </ul>
  )
}
