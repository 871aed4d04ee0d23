/** Where did you put it up? The spots of the store, as cards. */
import { ChevronRight, CircleCheck, CircleDashed, CornerUpLeft, Plus } from 'lucide-react'
import { useLocation } from 'wouter'
import { maxSpots } from '../../../service/promotions/contract/content.ts'
import { newId } from '../../api/new-id.ts'
import { isWhole } from './check-list.ts'
import type { DraftSpot } from './visit.ts'
import { usePhone } from '../../drafts/memory.ts'
import { Button } from '../../parts/button.tsx'
import { CardLink } from '../../parts/card.tsx'
import { SwipeRow } from '../../parts/swipe-row.tsx'
import { useToast } from '../../parts/toast.tsx'
import { useText } from '../../text/texts.tsx'
import { Photo } from '../parts/photo.tsx'
import styles from './spots-step.module.css'
import { StepPage } from './step-page.tsx'
import { useSpotName } from './spot-name.ts'
import { usePosmCount } from '../parts/posm-name.ts'
import { isRejectedAt } from './unchanged.ts'
import { useVisit } from './visit-context.ts'

export function SpotsStep() {
  const { t } = useText()
  const toast = useToast()
  const [, navigate] = useLocation()
  const { content, change, at, atSpot, bindsCodes } = useVisit()
  const spotName = useSpotName()
  const { spots } = content
  const add = async () => {
    const spot: DraftSpot = { id: newId(), kind: '', note: '', photos: [], codes: [] }
    await change((now) => ({ ...now, spots: [...now.spots, spot] }))
    navigate(atSpot(spot.id))
  }
  const remove = async (spot: DraftSpot, index: number) => {
    await change((now) => ({ ...now, spots: now.spots.filter(({ id }) => id !== spot.id) }))
    const putBack = () =>
      change((now) => ({
        ...now,
        spots: [...now.spots.slice(0, index), spot, ...now.spots.slice(index)],
      }))
    toast({ words: t('spots.removed'), action: { label: t('common.undo'), run: putBack } })
  }
  const addButton = (look: 'primary' | 'plain') => (
    <Button
      look={look}
      icon={<Plus size={20} aria-hidden="true" />}
      disabled={spots.length >= maxSpots}
      onClick={() => void add()}
    >
      {t('spots.add')}
    </Button>
  )
  return (
    <StepPage
      step="spots"
      title={t(bindsCodes ? 'spots.question.codes' : 'spots.question')}
      action={
        spots.length ? (
          <>
            {addButton('plain')}
            <Button look="primary" onClick={() => navigate(at('supplement'))}>
              {t('spots.continue', { count: spots.length })}
            </Button>
          </>
        ) : (
          addButton('primary')
        )
      }
    >
      <p className={styles.rule}>{t('spots.rule')}</p>
      <ul className={styles.list} aria-label={t('spots.list')}>
        {spots.map((spot, index) => (
          <SwipeRow
            key={spot.id}
            words={t('common.remove')}
            label={t('spots.remove', { name: spotName(spot, index) })}
            remove={() => remove(spot, index)}
          >
            <SpotCard spot={spot} name={spotName(spot, index)} />
          </SwipeRow>
        ))}
      </ul>
    </StepPage>
  )
}

function SpotCard({ spot, name }: { spot: DraftSpot; name: string }) {
  const { t } = useText()
  const { visit, atSpot, bindsCodes, before, rules } = useVisit()
  const { photos } = usePhone()
  const posmCount = usePosmCount()
  const whole = isWhole(spot, visit, rules, photos)
  const sent = before?.spots.find(({ id }) => id === spot.id)
  const rejected = sent !== undefined && isRejectedAt(sent)
  const State = rejected ? CornerUpLeft : whole ? CircleCheck : CircleDashed
  return (
    <CardLink href={atSpot(spot.id)}>
      <span className={styles.card}>
        <span className={styles.picture}>
          <Photo id={spot.photos[0]} alt="" progress />
        </span>
        <span className={styles.words}>
          <strong>{name}</strong>
          <span>
            {t('spots.photos', { count: spot.photos.length })}
            {bindsCodes
              ? ` · ${t('spots.codes', { count: spot.codes.length })}`
              : (spot.posm ?? []).map((one) => ` · ${posmCount(one)}`).join('')}
          </span>
          <span
            className={styles.state}
            data-state={rejected ? 'rejected' : whole ? 'whole' : 'open'}
          >
            <State size={14} strokeWidth={2.5} aria-hidden="true" />
            {t(rejected ? 'spots.rejected' : whole ? 'spots.whole' : 'spots.open')}
          </span>
        </span>
        <ChevronRight size={20} aria-hidden="true" />
      </span>
    </CardLink>
  )
}
