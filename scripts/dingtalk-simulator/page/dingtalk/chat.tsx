/** One chat: its messages, and the line in which the person writes to a robot. */
import { SendHorizontal } from 'lucide-react'
import { useEffect, useRef, useState, type SubmitEvent } from 'react'
import { markRead, sendMessage } from '../api/client.ts'
import type { Chat, Person } from '../api/types.ts'
import { useAction } from '../parts/action.ts'
import { Problem } from '../parts/problem.tsx'
import { isoTime, shortTime } from '../parts/time.ts'
import { useSimulator } from '../stage/simulator.tsx'
import { text } from '../text.ts'
import { MessageRow } from './message.tsx'
import { unreadOf } from './preview.ts'

/** A time stands above a message that comes this much later than the one before. */
const pause = 5 * 60_000

function Composer({ person, chat }: { person: Person; chat: Chat }) {
  const [draft, setDraft] = useState('')
  const { busy, problem, run } = useAction()
  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault()
    const words = draft.trim()
    if (!words || busy) return
    run(async () => {
      if (!person.online) return text.noNetwork
      const sent = await sendMessage(person.id, words)
      setDraft('') // It stands in the chat, whether or not the service has taken it.
      if (!sent.delivered) return text.chat.notDelivered(sent.reason)
    }, text.chat.notSent)
  }
  return (
    <form className="composer" onSubmit={submit}>
      <Problem>{problem}</Problem>
      <div className="composer-line">
        <input
          aria-label={text.chat.writeTo(chat.title)}
          placeholder={text.chat.placeholder}
          value={draft}
          onChange={(event) => setDraft(event.target.value)}
        />
        <button
          type="submit"
          className="icon-button"
          aria-label={text.chat.send}
          disabled={busy || !draft.trim()}
        >
          <SendHorizontal size={20} aria-hidden="true" />
        </button>
      </div>
    </form>
  )
}

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
            open={(url) => openLink(person.id, url)}
          />,
        ])}
      </ol>
      {chat.kind === 'robot' && <Composer person={person} chat={chat} />}
    </div>
  )
}
