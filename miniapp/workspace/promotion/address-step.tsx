/** Where is the store? The phone finds the place by itself; the address is typed. */
import { LocateFixed, LocateOff, MapPin } from 'lucide-react'
import { useLocation } from 'wouter'
import { Button } from '../../parts/button.tsx'
import { Card } from '../../parts/card.tsx'
import { TextField } from '../../parts/inputs.tsx'
import { useFormats } from '../../text/format.ts'
import { useText } from '../../text/texts.tsx'
import styles from './address-step.module.css'
import { StepPage } from './step-page.tsx'
import { useVisit } from './visit-context.ts'

export function AddressStep() {
  const { t } = useText()
  const [, navigate] = useLocation()
  const { content, changeStore, at } = useVisit()
  const { address } = content.store
  return (
    <StepPage
      step="address"
      title={t('address.question')}
      aboutStore={['address', 'place']}
      action={
        <Button
          look="primary"
          disabled={!address.trim()}
          onClick={() => navigate(at('storefront'))}
        >
          {t('step.continue')}
        </Button>
      }
    >
      <PlaceCard />
      <TextField
        label={t('address.label')}
        help={t('address.hint')}
        maxLength={300}
        autoComplete="off"
        value={address}
        onChange={({ target }) => void changeStore({ address: target.value })}
      />
    </StepPage>
  )
}

/** The place, how sure the phone is of it, and what to do when it is not. */
function PlaceCard() {
  const { t } = useText()
  const { metres } = useFormats()
  const { content, locating } = useVisit()
  const { place } = content.store
  const { state, again } = locating
  const lost = state === 'refused' || state === 'unavailable'
  const Icon = state === 'found' ? MapPin : lost ? LocateOff : LocateFixed
  return (
    <Card>
      <div className={styles.place} role="status">
        <span className={styles.icon} data-state={lost ? 'lost' : state}>
          <Icon size={22} aria-hidden="true" />
        </span>
        <div className={styles.words}>
          <strong>{t(`place.${state}`)}</strong>
          <span>
            {state === 'found' && place
              ? t('place.accuracy', { distance: metres(place.accuracy) })
              : t(`place.${state}.words`)}
          </span>
        </div>
        {state !== 'finding' && (
          <Button look="quiet" onClick={again}>
            {lost ? t('common.retry') : t('place.again')}
          </Button>
        )}
      </div>
    </Card>
  )
}
