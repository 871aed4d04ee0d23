/** A page of the service, full-screen on a phone under DingTalk's title bar. */
import { ChevronLeft, Ellipsis, ExternalLink, RotateCw, X } from 'lucide-react'
import { useCallback, useRef, useState } from 'react'
import type { Person } from '../api/types.ts'
import { DeviceFrame, type FromBridge } from '../device/frame.tsx'
import { Popover } from '../parts/popover.tsx'
import { text } from '../text/all.ts'

interface MiniAppProps {
  person: Person
  app: { path: string; at: number }
  close: () => void
}

export function MiniApp({ person, app, close }: MiniAppProps) {
  const [title, setTitle] = useState<string | null>(null)
  const [reloads, setReloads] = useState(0)
  const back = useRef<() => void>(() => undefined)
  const keepBack = useCallback((press: () => void) => {
    back.current = press
  }, [])
  const hear = useCallback(
    (message: FromBridge) =>
      message.simulatedDevice === 'close' ? close() : setTitle(message.title),
    [close],
  )
  return (
    <div className="mini-app">
      <header className="title-bar">
        <button
          type="button"
          className="icon-button"
          aria-label={text.miniApp.back}
          onClick={() => back.current()}
        >
          <ChevronLeft size={24} aria-hidden="true" />
        </button>
        <h3>{title ?? text.appName}</h3>
        <span className="capsule">
          <Popover
            label={text.miniApp.more}
            title={title ?? text.appName}
            below
            icon={<Ellipsis size={18} />}
          >
            {(closeMenu) => (
              <>
                <button
                  type="button"
                  className="choice"
                  onClick={() => {
                    setReloads(reloads + 1)
                    closeMenu()
                  }}
                >
                  <RotateCw size={18} aria-hidden="true" />
                  <span>{text.miniApp.reload}</span>
                </button>
                <a
                  className="choice"
                  href={person.url + app.path}
                  target="_blank"
                  rel="noreferrer"
                  onClick={closeMenu}
                >
                  <ExternalLink size={18} aria-hidden="true" />
                  <span>{text.miniApp.newTab}</span>
                </a>
              </>
            )}
          </Popover>
          <button type="button" className="tool" aria-label={text.miniApp.close} onClick={close}>
            <X size={18} aria-hidden="true" />
          </button>
        </span>
      </header>
      <DeviceFrame
        person={person}
        path={app.path}
        opening={app.at + reloads}
        title={text.miniApp.frame(text.appName, person.name)}
        told={hear}
        onBack={keepBack}
      />
    </div>
  )
}
