/** One spot: where it is, its photos, its Marketing Codes. The button at the bottom is always what is missing next. */
import { useLocation } from 'wouter'
import { isWhole } from '../../drafts/check-list.ts'
import type { DraftSpot } from '../../drafts/shapes.ts'
import { usePhone } from '../../drafts/store.ts'
import { Button } from '../../parts/button.tsx'
import { Choices } from '../../parts/choices.tsx'
import { Field } from '../../parts/field.tsx'
import { useText } from '../../text/texts.tsx'
import { PhotoButton } from '../camera/photo-button.tsx'
import { usePhotos } from '../camera/use-photos.ts'
import { PhotoTiles } from '../parts/photo-tiles.tsx'
import { ReasonCard } from '../parts/reason-card.tsx'
import { CodeList } from './codes/code-list.tsx'
import { ScanButton } from './codes/scan-button.tsx'
import { TypeCode } from './codes/type-code.tsx'
import { useCodes } from './codes/use-codes.ts'
import { PhotoRefused } from './photo-refused.tsx'
import { useSpotName } from './spot-name.ts'
import styles from './spot-page.module.css'
import { StepPage } from './step-page.tsx'
import { useVisit } from './visit-context.ts'

export function SpotPage({ spot }: { spot: DraftSpot }) {
  const { t, language } = useText()
  const { visit, content, change, at, bindsCodes, lists, before } = useVisit()
  const { photos: known } = usePhone()
  const spotName = useSpotName()
  const index = content.spots.findIndex(({ id }) => id === spot.id)
  const changeSpot = (part: (now: DraftSpot) => Partial<DraftSpot>) =>
    change((now) => ({
      ...now,
      spots: now.spots.map((each) => (each.id === spot.id ? { ...each, ...part(each) } : each)),
    }))
  const photos = usePhotos(visit.id, spot.photos, (next) =>
    changeSpot((now) => ({ photos: next(now.photos) })),
  )
  const codes = useCodes(spot, changeSpot)
  const verdict = before?.spots.find(({ id }) => id === spot.id)?.verdict
  const name = spotName(spot, index)
  return (
    <StepPage
      step="spots"
      title={spot.kind ? name : t('spot.question')}
      back={at('spots')}
      action={
        <NextThing
          spot={spot}
          whole={isWhole(spot, bindsCodes, visit, known)}
          photos={photos}
          codes={codes}
        />
      }
    >
      {verdict?.status === 'rejected' && <ReasonCard title={name} verdict={verdict} />}
      <Choices
        label={t('spot.kind')}
        choices={lists.spotKinds.map(({ id, names }) => ({ value: id, label: names[language] }))}
        value={spot.kind}
        onChoose={(kind) => void changeSpot(() => ({ kind }))}
      />
      <section className={styles.part} aria-labelledby="spot-photos">
        <h2 id="spot-photos">{t('spot.photos')}</h2>
        {photos.refused && <PhotoRefused />}
        {spot.photos.length ? (
          <PhotoTiles ids={spot.photos} remove={photos.remove} />
        ) : (
          <p className={styles.hint}>{t('spot.photos.hint')}</p>
        )}
        {photos.mayAdd && spot.photos.length > 0 && (
          <PhotoButton
            look="quiet"
            words={t('photo.another')}
            busy={photos.busy}
            take={photos.add}
          />
        )}
      </section>
      {bindsCodes && (
        <section className={styles.part} aria-labelledby="spot-codes">
          <h2 id="spot-codes">
            {t('spot.codes')}
            {spot.codes.length > 0 && <span className={styles.count}>{spot.codes.length}</span>}
          </h2>
          <CodeList codes={codes} />
          <TypeCode codes={codes} />
        </section>
      )}
      <Field
        label={t('spot.note')}
        optional
        maxLength={200}
        value={spot.note}
        onChange={({ target }) => void changeSpot(() => ({ note: target.value }))}
      />
    </StepPage>
  )
}

interface NextThingProps {
  spot: DraftSpot
  whole: boolean
  photos: ReturnType<typeof usePhotos>
  codes: ReturnType<typeof useCodes>
}

/** First the photo, then the codes; when nothing is missing, done. */
function NextThing({ spot, whole, photos, codes }: NextThingProps) {
  const { t } = useText()
  const [, navigate] = useLocation()
  const { at, bindsCodes } = useVisit()
  const done = (
    <Button look={whole ? 'primary' : 'plain'} onClick={() => navigate(at('spots'))}>
      {t('spot.done')}
    </Button>
  )
  if (!spot.photos.length) {
    return (
      <PhotoButton look="primary" words={t('photo.take')} busy={photos.busy} take={photos.add} />
    )
  }
  if (!bindsCodes) return done
  return (
    <>
      <ScanButton codes={codes} look={whole ? 'plain' : 'primary'} />
      {done}
    </>
  )
}
