/** The panel at the right that concerns the whole simulator: misbehaviour, mails, calls. */
import { X } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { text } from '../text/all.ts'
import { AtOnce } from './at-once.tsx'
import { Calls } from './calls.tsx'
import { Limits } from './limits.tsx'
import { Mails } from './mails.tsx'
import { Misbehaviour } from './misbehaviour.tsx'
import { StartOver } from './start-over.tsx'

export type DrawerTab = 'misbehaviour' | 'mails' | 'calls'

export const drawerTabs: DrawerTab[] = ['misbehaviour', 'mails', 'calls']

interface DrawerProps {
  tab: DrawerTab
  show: (tab: DrawerTab) => void
  close: () => void
}

export function Drawer({ tab, show, close }: DrawerProps) {
  const panel = useRef<HTMLElement>(null)
  useEffect(() => {
    const opener = document.activeElement
    panel.current?.focus()
    return () => {
      if (opener instanceof HTMLElement) opener.focus()
    }
  }, [])
  return (
    <aside
      ref={panel}
      className="drawer"
      aria-label={text.drawer.label}
      tabIndex={-1}
      onKeyDown={(event) => event.key === 'Escape' && close()}
    >
      <header>
        <nav className="drawer-tabs" aria-label={text.drawer.label}>
          {drawerTabs.map((id) => (
            <button
              key={id}
              type="button"
              aria-current={id === tab ? 'page' : undefined}
              onClick={() => show(id)}
            >
              {text.drawer.tabs[id]}
            </button>
          ))}
        </nav>
        <button type="button" className="tool" aria-label={text.drawer.close} onClick={close}>
          <X size={18} aria-hidden="true" />
        </button>
      </header>
      <div className="drawer-body">
        {tab === 'misbehaviour' && (
          <>
            <Misbehaviour />
            <AtOnce />
            <Limits />
            <StartOver />
          </>
        )}
        {tab === 'mails' && <Mails />}
        {tab === 'calls' && <Calls />}
      </div>
    </aside>
  )
}
