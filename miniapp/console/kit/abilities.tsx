/** What can be done about a record, as the service says: a button for each ability, and the dialog that it opens. */
import { Button } from 'antd'
import type { LucideIcon } from 'lucide-react'
import { useState, type FunctionComponent } from 'react'
import type { TextKey } from '../../text/catalogues.ts'
import { useText } from '../../text/texts.tsx'
import styles from '../parts/panel.module.css'
import type { AtOnce } from './at-once.ts'
import type { FormDialogProps } from './form-dialog.tsx'

/** What takes something away is there, but does not call. */
type Look = 'primary' | 'default' | 'drastic'

interface Common<Of> {
  word: TextKey
  icon: LucideIcon
  look?: Look | ((of: Of) => Look)
}

/** Done at once, or asked about first. */
type Offer<Of> = Common<Of> &
  ({ useAtOnce: AtOnce<Of> } | { dialog: FunctionComponent<FormDialogProps<Of>> })

/** The likeliest first. */
export type Offers<Ability extends string, Of> = Record<Ability, Offer<Of>>

interface AbilitiesProps<Ability extends string, Of> {
  of: Of
  /** Those that are not offered here are left out. */
  held: readonly string[]
  offers: Offers<Ability, Of>
  /** Of the row of buttons. */
  className?: string | undefined
}

export function Abilities<Ability extends string, Of>(props: AbilitiesProps<Ability, Of>) {
  const { of, held, offers, className = '' } = props
  const [asked, setAsked] = useState<Ability>()
  const shown = (Object.keys(offers) as Ability[]).filter((ability) => held.includes(ability))
  // the dialog stays when what it does has taken the ability away
  const offer = asked && offers[asked]
  return (
    <>
      {shown.length > 0 && (
        <div className={`${styles.actions} ${className}`}>
          {shown.map((ability) => {
            const one = offers[ability]
            return 'dialog' in one ? (
              <OfferButton key={ability} of={of} offer={one} run={() => setAsked(ability)} />
            ) : (
              <AtOnceButton key={ability} of={of} offer={one} useAtOnce={one.useAtOnce} />
            )
          })}
        </div>
      )}
      {offer && 'dialog' in offer && <offer.dialog of={of} onClose={() => setAsked(undefined)} />}
    </>
  )
}

interface OfferButtonProps<Of> {
  of: Of
  offer: Common<Of>
  run: () => void
  isPending?: boolean
}

function OfferButton<Of>({ of, offer, run, isPending = false }: OfferButtonProps<Of>) {
  const { t } = useText()
  const { word, icon: Icon, look: given = 'default' } = offer
  const look = typeof given === 'function' ? given(of) : given
  return (
    <Button
      type={look === 'drastic' ? 'text' : look}
      className={look === 'drastic' ? styles.drastic : undefined}
      icon={<Icon size={16} />}
      loading={isPending}
      onClick={run}
    >
      {t(word)}
    </Button>
  )
}

type AtOnceButtonProps<Of> = Omit<OfferButtonProps<Of>, 'run'> & { useAtOnce: AtOnce<Of> }

function AtOnceButton<Of>({ useAtOnce, ...props }: AtOnceButtonProps<Of>) {
  return <OfferButton {...props} {...useAtOnce(props.of)} />
}
