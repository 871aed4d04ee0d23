/** What can be done about a record, as the service says: a button for each ability, and the dialog that it opens. */
import { Button } from 'antd'
import type { LucideIcon } from 'lucide-react'
import { useState, type ReactNode } from 'react'
import type { TextKey } from '../../text/catalogues.ts'
import { useText } from '../../text/texts.tsx'
import styles from '../parts/panel.module.css'

interface Offer {
  word: TextKey
  icon: LucideIcon
  /** What takes something away is there, but does not call. */
  look?: 'primary' | 'default' | 'drastic'
  /** Done at once, or asked about first. */
  run?: () => void
  isPending?: boolean
  dialog?: (close: () => void) => ReactNode
}

interface AbilitiesProps<Ability extends string> {
  held: readonly Ability[]
  /** The likeliest first. */
  offers: Record<Ability, Offer>
}

export function Abilities<Ability extends string>({ held, offers }: AbilitiesProps<Ability>) {
  const { t } = useText()
  const [asking, setAsking] = useState<Ability>()
  const shown = (Object.keys(offers) as Ability[]).filter((ability) => held.includes(ability))
  // the dialog stays when what it does has taken the ability away
  const dialog = asking && offers[asking].dialog?.(() => setAsking(undefined))
  return (
    <>
      {shown.length > 0 && (
        <div className={styles.actions}>
          {shown.map((ability) => {
            const { word, icon: Icon, look = 'default', run, isPending = false } = offers[ability]
            return (
              <Button
                key={ability}
                type={look === 'drastic' ? 'text' : look}
                className={look === 'drastic' ? styles.drastic : undefined}
                icon={<Icon size={16} />}
                loading={isPending}
                onClick={run ?? (() => setAsking(ability))}
              >
                {t(word)}
              </Button>
            )
          })}
        </div>
      )}
      {dialog}
    </>
  )
}
