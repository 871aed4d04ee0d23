/** DingTalk's own scanner: what lies on the tray can be held before it; an address of the service opens on the phone. */
import { QrCode, X } from 'lucide-react'
import { useState, type SubmitEvent } from 'react'
import { readCodes } from '../api/client.ts'
import type { Person } from '../api/types.ts'
import { useFetched } from '../parts/fetched.ts'
import { Problem } from '../parts/problem.tsx'
import { useSimulator } from '../stage/simulator.tsx'
import { text } from '../text/all.ts'

interface ScannerProps {
  person: Person
  close: () => void
}

export function Scanner({ person, close }: ScannerProps) {
  const { openLink, version } = useSimulator()
  const codes = useFetched(readCodes, version)
  const [typed, setTyped] = useState('')
  /** What the code said when it was no link. */
  const [said, setSaid] = useState<string | null>(null)

  function see(code: string) {
    if (openLink(person.id, code)) close()
    else setSaid(code)
  }
  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault()
    if (typed.trim()) see(typed.trim())
  }

  return (
    <div className="scanner">
      <header>
        <button type="button" className="icon-button" aria-label={text.scan.close} onClick={close}>
          <X size={22} aria-hidden="true" />
        </button>
        <h3>{text.scan.title}</h3>
      </header>
      <div className="scanner-view" aria-hidden="true">
        <QrCode size={64} strokeWidth={1} />
        <span className="scanner-line" />
      </div>
      <div className="scanner-tray">
        <p>{text.scan.hold}</p>
        {said !== null && (
          <p className="scanner-said" role="status">
            {text.scan.says(said)}
          </p>
        )}
        <Problem>{codes.failed ? text.trayFailed : null}</Problem>
        {codes.value?.length === 0 && <p className="quiet">{text.scan.emptyTray}</p>}
        <ul>
          {codes.value?.map((code) => (
            <li key={`${code.label} ${code.text}`}>
              <button
                type="button"
                className="choice"
                aria-pressed={code.text === person.scanNext}
                onClick={() => see(code.text)}
              >
                <QrCode size={20} aria-hidden="true" />
                <span>
                  {code.label}
                  <small>{code.text}</small>
                </span>
              </button>
            </li>
          ))}
        </ul>
        <form className="inline-form" onSubmit={submit}>
          <input
            aria-label={text.scan.typed}
            placeholder={text.scan.typed}
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
          />
          <button type="submit" className="button" disabled={!typed.trim()}>
            {text.scan.read}
          </button>
        </form>
      </div>
    </div>
  )
}
