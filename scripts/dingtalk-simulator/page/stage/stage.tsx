/** Where the devices stand. One that was shown stays loaded while it is hidden, so that nothing on it is lost. */
import { useMemo, useState } from 'react'
import type { Person } from '../api/types.ts'
import { Desktop } from '../device/desktop.tsx'
import { Phone } from '../device/phone.tsx'
import { text } from '../text/all.ts'
import { StageContext } from './stage-context.ts'

interface StageProps {
  people: Person[]
  shown: string[]
  filled: string | null
  fill: (person: string | null) => void
  hide: (person: string) => void
}

export function Stage({ people, shown, filled, fill, hide }: StageProps) {
  const [everShown, setEverShown] = useState<ReadonlySet<string>>(new Set())
  if (shown.some((id) => !everShown.has(id))) setEverShown(new Set([...everShown, ...shown]))
  const stage = useMemo(() => ({ filled, fill, hide }), [filled, fill, hide])
  const onStage = filled !== null && shown.includes(filled) ? [filled] : shown
  return (
    <StageContext value={stage}>
      <main className={onStage.length === 1 ? 'stage stage-of-one' : 'stage'}>
        {people
          .filter((person) => everShown.has(person.id))
          .map((person) => {
            const Device = person.device === 'desktop' ? Desktop : Phone
            return <Device key={person.id} person={person} visible={onStage.includes(person.id)} />
          })}
        {onStage.length === 0 && <p className="empty">{text.people.noneShown}</p>}
      </main>
    </StageContext>
  )
}
