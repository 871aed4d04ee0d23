/** A person's desktop: a window with the console and DingTalk as its tabs. */
import { KeyRound, MessagesSquare, MonitorCheck, RotateCw, X } from 'lucide-react'
import { useState } from 'react'
import type { Person } from '../api/types.ts'
import { ChatList } from '../dingtalk/chat-list.tsx'
import { ChatView } from '../dingtalk/chat.tsx'
import { IdentityChoices, IdentityStep } from '../dingtalk/identity.tsx'
import { Notice } from '../dingtalk/notice.tsx'
import { Avatar } from '../parts/avatar.tsx'
import { Badge } from '../parts/badge.tsx'
import { CopyButton } from '../parts/copy-button.tsx'
import { Popover } from '../parts/popover.tsx'
import { useSimulator } from '../stage/simulator.tsx'
import { text } from '../text/all.ts'
import { Caption } from './caption.tsx'
import { DeviceFrame } from './frame.tsx'
import { DeviceTools } from './tools.tsx'

/** The console is made for this width and more. */
const consoleWidth = 1100

interface SignInProps {
  person: Person
  signIn: { email: string; password: string }
}

/** The page in the window types it for the person. */
function fillIn({ person, signIn }: SignInProps): void {
  for (const frame of document.querySelectorAll('iframe')) {
    if (frame.src.startsWith(person.url))
      frame.contentWindow?.postMessage({ simulatedDevice: 'fillIn', ...signIn }, person.url)
  }
}

function SignIn({ person, signIn }: SignInProps) {
  const [open, setOpen] = useState(true)
  if (!open) return null
  return (
    <div className="sign-in" role="note" aria-label={text.signIn.title}>
      <KeyRound size={16} aria-hidden="true" />
      <span className="sign-in-title">{text.signIn.title}</span>
      <CopyButton label={text.signIn.email} value={signIn.email} />
      <CopyButton label={text.signIn.password} value={signIn.password} />
      <button
        type="button"
        className="button button-small"
        onClick={() => fillIn({ person, signIn })}
      >
        {text.signIn.fillIn}
      </button>
      <button
        type="button"
        className="tool"
        aria-label={text.signIn.hide}
        onClick={() => setOpen(false)}
      >
        <X size={16} aria-hidden="true" />
      </button>
    </div>
  )
}

function DingTalkWindow({ person, seen }: { person: Person; seen: boolean }) {
  const { screenOf, changeScreen } = useSimulator()
  const chosen = screenOf(person).chat
  const chat = person.chats.find(({ id }) => id === chosen) ?? person.chats[0]
  if (person.identity === null) return <IdentityStep person={person} />
  return (
    <div className="split">
      <div className="split-list">
        <div className="split-me">
          <Popover
            label={text.tabs.me}
            title={text.identity.title}
            below
            icon={<Avatar id={person.id} name={person.name} size={26} />}
            caption={person.name}
          >
            {() => <IdentityChoices person={person} />}
          </Popover>
        </div>
        {!person.online && <p className="no-network">{text.noNetwork}</p>}
        <ChatList
          person={person}
          selected={chat?.id ?? null}
          open={(id) => changeScreen(person.id, { chat: id })}
        />
      </div>
      {chat && (
        <div className="split-chat">
          <h3>{chat.title}</h3>
          <ChatView key={chat.id} person={person} chat={chat} seen={seen} />
        </div>
      )}
    </div>
  )
}

export function Desktop({ person, visible }: { person: Person; visible: boolean }) {
  const { screenOf, changeScreen } = useSimulator()
  const screen = screenOf(person)
  const onConsole = screen.tab === 'console'
  const [reloads, setReloads] = useState(0)
  const app = screen.app ?? { path: person.home, at: 0 }
  const show = (tab: 'console' | 'messages') => changeScreen(person.id, { tab })
  return (
    <section
      className="device desktop"
      aria-label={text.device.desktopOf(person.name)}
      data-person={person.id}
      hidden={!visible}
    >
      <Caption person={person} />
      <div className="window">
        <div className="window-bar">
          <nav className="window-tabs" aria-label={text.tabs.label(person.name)}>
            <button
              type="button"
              aria-current={onConsole ? 'page' : undefined}
              onClick={() => show('console')}
            >
              <MonitorCheck size={16} aria-hidden="true" />
              {text.tabs.console}
            </button>
            <button
              type="button"
              aria-current={onConsole ? undefined : 'page'}
              onClick={() => show('messages')}
            >
              <MessagesSquare size={16} aria-hidden="true" />
              {text.tabs.dingtalk}
              <Badge count={person.unread} label={text.unread(person.unread)} />
            </button>
          </nav>
          {onConsole && (
            <button
              type="button"
              className="tool"
              aria-label={text.device.reload}
              title={text.device.reload}
              onClick={() => setReloads(reloads + 1)}
            >
              <RotateCw size={16} aria-hidden="true" />
            </button>
          )}
          <DeviceTools person={person} />
        </div>
        <div className="window-body">
          {/* Kept while the other tab is shown, so that nothing typed in the console is lost. */}
          <div className="window-page" hidden={!onConsole}>
            <DeviceFrame
              person={person}
              path={app.path}
              opening={app.at + reloads}
              title={text.device.consoleOf(person.name)}
              leastWidth={consoleWidth}
            />
          </div>
          {!onConsole && <DingTalkWindow person={person} seen={visible} />}
          <Notice
            person={person}
            seenChat={visible && !onConsole ? (screen.chat ?? person.chats[0]?.id ?? null) : null}
            open={(chat) => changeScreen(person.id, { tab: 'messages', chat })}
          />
        </div>
        {/* Below the page: it goes when the person has signed in, and must not move the page under a press. */}
        {onConsole && person.demoSignIn && !person.signedIn && (
          <SignIn person={person} signIn={person.demoSignIn} />
        )}
      </div>
    </section>
  )
}
