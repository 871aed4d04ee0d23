/** One chat: its messages, and the line in which the person writes to a robot. */
import { useEffect, useRef } from 'react'
import { markRead } from '../api/client.ts'
import type { Chat, Person } from '../api/types.ts'
import { isoTime, shortTime } from '../parts/time.ts'
import { useSimulator } from '../stage/simulator.tsx'
import { Composer } from './composer.tsx'
import { MessageRow } from './message.tsx'
import { unreadOf } from './preview.ts'

/** A time stands above a message that comes this much later than the one before. */
const pause = 5 * 60_000

/** `seen`: the person has it before their eyes, so what is in it counts as read. */
export function ChatView({ person, chat, seen }: { person: Person; chat: Chat; seen: boolean }) {
  const { openLink, running } = useSimulator()
  const list = useRef<HTMLOListElement>(null)
  const newest = chat.messages.at(-1)?.id

  // The newest message stays in view, also when it grows or the device gets another size.
  useEffect(() => {
    const messages = list.current
    if (!messages) return
    const sized = new ResizeObserver(() => messages.scrollTo({ top: messages.scrollHeight }))
    sized.observe(messages)
    if (messages.lastElementChild) sized.observe(messages.lastElementChild)
    return () => sized.disconnect()
  }, [newest])

  const unread = unreadOf(chat)
  const toRead = seen && running && unread > 0
  useEffect(() => {
    if (toRead) markRead(person.id, chat.id).catch(() => undefined) // Again with the next message.
  }, [toRead, unread, person.id, chat.id])

  const shown = chat.messages.map((message, index) => {
    const before = chat.messages[index - 1]
    const late = !before || message.at - before.at > pause
    return { message, late }
  })

  return (
    <div className="chat">
      <ol className="messages" ref={list} aria-label={chat.title} aria-live="polite" tabIndex={0}>
        {shown.map(({ message, late }) => [
          late && (
            <li className="message-time" key={`time ${message.id}`}>
              <time dateTime={isoTime(message.at)}>{shortTime(message.at)}</time>
            </li>
          ),
          <MessageRow
            key={message.id}
            person={person}
            chat={chat}
            message={message}
            open={(url) => openLink(person.id, url, person.device)}
          />,
        ])}
      </ol>
      {chat.kind === 'robot' && <Composer person={person} chat={chat} />}
    </div>
  )
}
