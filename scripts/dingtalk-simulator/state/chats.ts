/** Writing into people's chats. */
import type { StoredChat, StoredMessage, StoredPerson } from './shapes/people.ts'
import type { Store } from './store.ts'

type WithoutEnvelope<T> = T extends unknown ? Omit<T, 'id' | 'at' | 'read'> : never
export type NewMessage = WithoutEnvelope<StoredMessage>

const keptMessages = 200

/** Appends to a chat, which is made when it is the first message, and puts that chat on top. */
export function writeTo(
  store: Store,
  person: StoredPerson,
  chat: Pick<StoredChat, 'id' | 'title' | 'kind'>,
  message: NewMessage,
): StoredMessage {
  const mine = message.kind === 'text' && message.from === 'me'
  const written: StoredMessage = {
    id: `m${store.next()}`,
    at: Date.now(),
    read: mine,
    ...message,
  }
  const found = person.chats.find((one) => one.id === chat.id) ?? { ...chat, messages: [] }
  found.messages.push(written)
  if (found.messages.length > keptMessages) found.messages.shift()
  person.chats = [found, ...person.chats.filter((one) => one !== found)]
  store.changed()
  return written
}

/** Messages that the person has not seen. */
export const unreadOf = (person: StoredPerson) =>
  person.chats.reduce(
    (count, chat) => count + chat.messages.filter((message) => !message.read).length,
    0,
  )

/** Marks a chat, or all of them, as seen. */
export function markRead(store: Store, person: StoredPerson, chatId?: string) {
  for (const chat of person.chats) {
    if (chatId !== undefined && chat.id !== chatId) continue
    for (const message of chat.messages) message.read = true
  }
  store.changed()
}
