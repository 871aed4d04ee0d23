/** Chooses the language that the device is set to. */
import { Check } from 'lucide-react'
import { changeDevice } from '../../api/client.ts'
import type { Person } from '../../api/types.ts'
import { useAction } from '../../parts/action.ts'
import { Problem } from '../../parts/problem.tsx'
import { text } from '../../text/all.ts'
import { languages } from '../languages.ts'

export function LanguageTray({ person, close }: { person: Person; close: () => void }) {
  const { busy, problem, run } = useAction()
  return (
    <>
      <p className="quiet">{text.language.explain}</p>
      <Problem>{problem}</Problem>
      <div className="choices">
        {Object.entries(languages).map(([tag, name]) => (
          <button
            key={tag}
            type="button"
            className="choice"
            lang={tag}
            disabled={busy}
            aria-pressed={person.language === tag}
            onClick={() =>
              run(async () => {
                await changeDevice(person.id, { language: tag })
                close()
              }, text.changeFailed)
            }
          >
            <span>{name}</span>
            {person.language === tag && <Check size={18} aria-hidden="true" />}
          </button>
        ))}
      </div>
    </>
  )
}
