/** Announces a message that has just arrived, for a few seconds, wherever the person is on the device. */
import { useEffect, useRef, useState } from 'react'
import type { Person } from '../api/types.ts'
import { text } from '../text/all.ts'
import { ChatAvatar } from './chat-list.tsx'
import { newestOf, noticeOf } from './preview.ts'

/** Milliseconds. */
const shownFor = 6000
/** Milliseconds in which a press is still meant for what lies below, begun before the notice came. */
const letsPressesPass = 300

interface NoticeProps {
  person: Person
  /** The chat before the person's eyes, which needs no announcement. */
  seenChat: string | null
  open: (chat: string) => void
}

export function Notice({ person, seenChat, open }: NoticeProps) {
  const chat = person.chats[0]
  const message = chat && newestOf(chat)
  const known = useRef(message?.id)
  const [announced, setAnnounced] = useState<string | null>(null)
  const [pressable, setPressable] = useState<string | null>(null)

  useEffect(() => {
    if (!message || message.id === known.current) return
    known.current = message.id
    const own = message.kind === 'text' && message.from === 'me'
    const silent = message.kind === 'card' && message.silent === true
    setAnnounced(own || silent || person.unread === 0 ? null : message.id)
  }, [message, person.unread])

  useEffect(() => {
    if (!announced) return
    const timers = [
      setTimeout(() => setPressable(announced), letsPressesPass),
      setTimeout(() => setAnnounced(null), shownFor),
    ]
    return () => timers.forEach(clearTimeout)
  }, [announced])

  const shown = chat && message && announced === message.id && chat.id !== seenChat
  return (
    <div className="notice-place" role="status">
      {shown && (
        <button
          type="button"
          className={pressable === announced ? 'notice notice-pressable' : 'notice'}
          onClick={() => {
            setAnnounced(null)
            open(chat.id)
          }}
        >
          <ChatAvatar chat={chat} size={32} />
          <span>
            <strong>{chat.title}</strong>
            <span className="notice-text">{noticeOf(message)}</span>
          </span>
          <small>{text.now}</small>
        </button>
      )}
    </div>
  )
}
