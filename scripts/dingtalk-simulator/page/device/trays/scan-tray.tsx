/** Chooses the code that the device's scanner will see next. */
import { HelpCircle, QrCode } from 'lucide-react'
import { changeDevice, readCodes } from '../../api/client.ts'
import type { Person } from '../../api/types.ts'
import { useAction } from '../../parts/action.ts'
import { useFetched } from '../../parts/fetched.ts'
import { Problem } from '../../parts/problem.tsx'
import { useSimulator } from '../../stage/simulator.tsx'
import { text } from '../../text/all.ts'

export function ScanTray({ person }: { person: Person }) {
  const { version } = useSimulator()
  const codes = useFetched(readCodes, version)
  const { problem, run } = useAction()
  const choose = (scanNext: string | null) =>
    run(async () => {
      await changeDevice(person.id, { scanNext })
    }, text.changeFailed)
  return (
    <>
      <p className="quiet">{text.scanTray.explain}</p>
      <Problem>{problem ?? (codes.failed ? text.trayFailed : null)}</Problem>
      <div className="choices">
        <button
          type="button"
          className="choice"
          aria-pressed={person.scanNext === null}
          onClick={() => choose(null)}
        >
          <HelpCircle size={20} aria-hidden="true" />
          <span>{text.askEachTime}</span>
        </button>
        {codes.value?.map((code) => (
          <button
            key={`${code.label} ${code.text}`}
            type="button"
            className="choice"
            aria-pressed={person.scanNext === code.text}
            onClick={() => choose(code.text)}
          >
            <QrCode size={20} aria-hidden="true" />
            <span>
              {code.label}
              <small>{code.text}</small>
            </span>
          </button>
        ))}
      </div>
      {codes.value?.length === 0 && <p className="quiet">{text.scan.emptyTray}</p>}
    </>
  )
}
