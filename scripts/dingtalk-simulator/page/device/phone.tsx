/** A person's phone with DingTalk on it. */
import { ChevronLeft, LayoutGrid, MessageCircle, ScanLine, UserRound } from 'lucide-react'
import { useCallback } from 'react'
import type { Person } from '../api/types.ts'
import { ChatList } from '../dingtalk/chat-list.tsx'
import { ChatView } from '../dingtalk/chat.tsx'
import { IdentityStep, Me } from '../dingtalk/identity.tsx'
import { MiniApp } from '../dingtalk/mini-app.tsx'
import { Notice } from '../dingtalk/notice.tsx'
import { Scanner } from '../dingtalk/scanner.tsx'
import { Workbench } from '../dingtalk/workbench.tsx'
import { Avatar } from '../parts/avatar.tsx'
import { Badge } from '../parts/badge.tsx'
import { useSimulator } from '../stage/simulator.tsx'
import { text } from '../text/all.ts'
import { Caption } from './caption.tsx'
import { NotInstalled } from './not-installed.tsx'
import { StatusBar } from './status-bar.tsx'
import { DeviceTools } from './tools.tsx'

function Tabs({ person }: { person: Person }) {
  const { screenOf, changeScreen } = useSimulator()
  const { tab } = screenOf(person)
  const tabs = [
    { id: 'messages', label: text.tabs.messages, icon: MessageCircle, count: person.unread },
    { id: 'workbench', label: text.tabs.workbench, icon: LayoutGrid, count: 0 },
    { id: 'me', label: text.tabs.me, icon: UserRound, count: 0 },
  ] as const
  return (
    <nav className="tab-bar" aria-label={text.tabs.label(person.name)}>
      {tabs.map(({ id, label, icon: Icon, count }) => (
        <button
          key={id}
          type="button"
          aria-current={tab === id ? 'page' : undefined}
          onClick={() => changeScreen(person.id, { tab: id })}
        >
          <Icon size={22} aria-hidden="true" />
          {label}
          <Badge count={count} label={text.unread(count)} />
        </button>
      ))}
    </nav>
  )
}

function DingTalk({ person, visible }: { person: Person; visible: boolean }) {
  const { screenOf, changeScreen, openPath } = useSimulator()
  const screen = screenOf(person)
  const chat = person.chats.find(({ id }) => id === screen.chat)
  const scan = () => changeScreen(person.id, { scanning: true })
  const closeApp = useCallback(
    () => changeScreen(person.id, { app: null }),
    [changeScreen, person.id],
  )
  const covered = screen.app !== null || screen.scanning
  const listOrChatSeen = visible && !covered && screen.tab === 'messages'
  const openChat = (id: string) =>
    changeScreen(person.id, { tab: 'messages', chat: id, app: null, scanning: false })

  return (
    <>
      <div className="screen" inert={covered}>
        {screen.tab === 'workbench' ? (
          <Workbench person={person} openApp={() => openPath(person.id, person.home)} scan={scan} />
        ) : screen.tab === 'me' ? (
          <Me person={person} />
        ) : chat ? (
          <>
            <header className="screen-bar">
              <button
                type="button"
                className="icon-button"
                aria-label={text.chat.back}
                onClick={() => changeScreen(person.id, { chat: null })}
              >
                <ChevronLeft size={24} aria-hidden="true" />
              </button>
              <h3>{chat.title}</h3>
            </header>
            <ChatView person={person} chat={chat} seen={visible && !covered} />
          </>
        ) : (
          <>
            <header className="screen-bar">
              <Avatar id={person.id} name={person.name} size={30} />
              <h3>{text.tabs.messages}</h3>
              <button
                type="button"
                className="icon-button"
                aria-label={text.scan.open}
                onClick={scan}
              >
                <ScanLine size={22} aria-hidden="true" />
              </button>
            </header>
            {!person.online && <p className="no-network">{text.noNetwork}</p>}
            <div className="scrolling">
              <ChatList person={person} open={openChat} />
            </div>
          </>
        )}
        {!(chat && screen.tab === 'messages') && <Tabs person={person} />}
      </div>
      {screen.app && (
        <MiniApp key={screen.app.at} person={person} app={screen.app} close={closeApp} />
      )}
      {screen.scanning && (
        <Scanner person={person} close={() => changeScreen(person.id, { scanning: false })} />
      )}
      <Notice
        person={person}
        seenChat={listOrChatSeen ? (chat?.id ?? person.chats[0]?.id ?? null) : null}
        open={openChat}
      />
    </>
  )
}

export function Phone({ person, visible }: { person: Person; visible: boolean }) {
  return (
    <section
      className="device phone"
      aria-label={text.device.phoneOf(person.name)}
      data-person={person.id}
      hidden={!visible}
    >
      <Caption person={person} />
      <div className="phone-row">
        <div className="phone-frame">
          <div className="phone-screen">
            <StatusBar online={person.online} />
            <div className="phone-content">
              {!person.installed ? (
                <NotInstalled person={person} />
              ) : person.identity === null ? (
                <IdentityStep person={person} />
              ) : (
                <DingTalk person={person} visible={visible} />
              )}
            </div>
          </div>
        </div>
        <DeviceTools person={person} />
      </div>
    </section>
  )
}
