/** A phone without DingTalk: only text messages reach it, among them DingTalk's signup message. */
import { Download, MessageSquareText } from 'lucide-react'
import { changeDevice } from '../api/client.ts'
import type { Person } from '../api/types.ts'
import { useAction } from '../parts/action.ts'
import { Problem } from '../parts/problem.tsx'
import { isoTime, shortTime } from '../parts/time.ts'
import { text } from '../text/all.ts'

export function NotInstalled({ person }: { person: Person }) {
  const { busy, problem, run } = useAction()
  const messages = person.chats
    .flatMap((chat) => chat.messages)
    .filter((message) => message.kind === 'signup')
  const install = () =>
    run(async () => {
      if (!person.online) return text.noNetwork
      await changeDevice(person.id, { installed: true })
    }, text.sms.failed)
  return (
    <div className="sms">
      <header className="screen-bar">
        <h3>{text.sms.title}</h3>
      </header>
      {messages.length === 0 ? (
        <div className="empty">
          <MessageSquareText size={40} strokeWidth={1.25} aria-hidden="true" />
          <p>{text.sms.none}</p>
          <p className="quiet">{text.sms.notYet(person.name)}</p>
        </div>
      ) : (
        <ol className="messages" aria-label={text.sms.title} aria-live="polite">
          {messages.map((message) => (
            <li className="sms-message" key={message.id}>
              <time dateTime={isoTime(message.at)}>
                {text.sms.from} · {shortTime(message.at)}
              </time>
              <p>{message.text}</p>
            </li>
          ))}
        </ol>
      )}
      <footer className="sms-foot">
        <Problem>{problem}</Problem>
        <button
          type="button"
          className={
            messages.length > 0 ? 'button button-primary button-wide' : 'button button-wide'
          }
          disabled={busy}
          onClick={install}
        >
          <Download size={18} aria-hidden="true" />
          {busy ? text.sms.installing : text.sms.install}
        </button>
        <p className="quiet">{text.sms.signsInWith(person.phone)}</p>
      </footer>
    </div>
  )
}
