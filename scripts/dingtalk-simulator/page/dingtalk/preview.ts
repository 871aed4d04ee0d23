/** What the chat list says about a chat: its newest message in one line. */
import type { Chat, Message } from '../api/types.ts'
import { text } from '../text/all.ts'

export function previewOf(message: Message): string {
  switch (message.kind) {
    case 'text':
      return message.from === 'me' ? text.chat.mine(message.text) : message.text
    case 'markdown':
    case 'actionCard':
      return message.title
    case 'card':
      if (message.lastMessage) return message.lastMessage
      return message.status ? `${message.title} · ${message.status}` : message.title
    case 'invitation':
      return text.invitation.preview[message.state](message.organisation)
    case 'signup':
      return message.text
  }
}

/** What a notification says of a message that has just arrived. */
export const noticeOf = (message: Message) =>
  (message.kind === 'card' && message.alert) || previewOf(message)

export const newestOf = (chat: Chat): Message | undefined => chat.messages.at(-1)

export const unreadOf = (chat: Chat) => chat.messages.filter((message) => !message.read).length
