/** Where in the store a spot is: chips until one is chosen, then only that one, to leave room for what comes next. */
import { useState } from 'react'
import { Button } from '../../parts/button.tsx'
import { Choices } from '../../parts/choices.tsx'
import { useText } from '../../text/texts.tsx'
import styles from './spot-page.module.css'
import { useVisit } from './visit-context.ts'

interface KindOfSpotProps {
  kind: string
  choose: (kind: string) => void
}

export function KindOfSpot({ kind, choose }: KindOfSpotProps) {
  const { t, language } = useText()
  const { lists } = useVisit()
  const [changing, setChanging] = useState(false)
  const known = lists.spotKinds.find(({ id }) => id === kind)
  if (known && !changing) {
    return (
      <div className={styles.kind}>
        <span>
          <small>{t('spot.kind')}</small>
          {known.names[language]}
        </span>
        <Button look="quiet" onClick={() => setChanging(true)}>
          {t('spot.kind.change')}
        </Button>
      </div>
    )
  }
  return (
    <Choices
      label={t('spot.kind')}
      choices={lists.spotKinds.map(({ id, names }) => ({ value: id, label: names[language] }))}
      value={kind}
      onChoose={(chosen) => {
        choose(chosen)
        setChanging(false)
      }}
    />
  )
}
