/** The line in which a person writes to the robot, and the other ways in which DingTalk lets them say it. */
import { FileText, Image, Mic, Plus, SendHorizontal, Type, UserX } from 'lucide-react'
import { useState, type SubmitEvent } from 'react'
import { sendMessage, type Written } from '../api/client.ts'
import type { Chat, Person } from '../api/types.ts'
import { useAction } from '../parts/action.ts'
import { Popover } from '../parts/popover.tsx'
import { Problem } from '../parts/problem.tsx'
import { text } from '../text/all.ts'

interface Way {
  name: string
  effect: string
  icon: typeof Mic
  /** It needs something to be written first. */
  needsWords?: true
  written: (words: string) => Written
}

const ways: Way[] = [
  {
    ...text.ways.speech,
    icon: Mic,
    needsWords: true,
    written: (recognition) => ({ audio: { durationMs: 4000, recognition } }),
  },
  {
    ...text.ways.unheard,
    icon: Mic,
    written: () => ({ audio: { durationMs: 4000, recognition: 'pending' } }),
  },
  {
    ...text.ways.richText,
    icon: Type,
    needsWords: true,
    written: (words) => ({ richText: [{ text: words }, { picture: true }] }),
  },
  { ...text.ways.picture, icon: Image, written: () => ({ picture: true }) },
  { ...text.ways.file, icon: FileText, written: () => ({ file: 'stores.pdf' }) },
  {
    ...text.ways.unpublished,
    icon: UserX,
    needsWords: true,
    written: (words) => ({ text: words, unionIdOnly: true }),
  },
]

export function Composer({ person, chat }: { person: Person; chat: Chat }) {
  const [draft, setDraft] = useState('')
  const { busy, problem, run } = useAction()
  const words = draft.trim()

  function send(written: Written) {
    run(async () => {
      if (!person.online) return text.noNetwork
      const sent = await sendMessage(person.id, written)
      setDraft('') // It stands in the chat, whether or not the service has taken it.
      if (!sent.delivered) return text.chat.notDelivered(sent.reason)
    }, text.chat.notSent)
  }

  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault()
    if (words && !busy) send({ text: words })
  }

  return (
    <form className="composer" onSubmit={submit}>
      <Problem>{problem}</Problem>
      <div className="composer-line">
        <Popover label={text.ways.open} title={text.ways.title} icon={<Plus size={20} />}>
          {(close) =>
            ways.map((way) => (
              <button
                key={way.name}
                type="button"
                className="choice"
                disabled={busy || (way.needsWords && !words)}
                onClick={() => {
                  send(way.written(words))
                  close()
                }}
              >
                <way.icon size={18} aria-hidden="true" />
                <span>
                  {way.name}
                  <small>{way.effect}</small>
                </span>
              </button>
            ))
          }
        </Popover>
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
          disabled={busy || !words}
        >
          <SendHorizontal size={20} aria-hidden="true" />
        </button>
      </div>
    </form>
  )
}
