/** One spot: where it is, its photos, its Marketing Codes. The button at the bottom is always what is missing next. */
import { isWhole } from './check-list.ts'
import type { DraftSpot } from './visit.ts'
import { usePhone } from '../../drafts/memory.ts'
import { InputField } from '../../parts/inputs.tsx'
import { useText } from '../../text/texts.tsx'
import { PhotoButton } from '../camera/photo-button.tsx'
import { usePhotos } from '../camera/use-photos.ts'
import { PhotoTiles } from '../parts/photo-tiles.tsx'
import { ReasonCard } from '../parts/reason-card.tsx'
import { CodeList, codesHeadingId } from './codes/code-list.tsx'
import { TypeCode } from './codes/type-code.tsx'
import { useCodes } from './codes/use-codes.ts'
import { KindOfSpot } from './kind-of-spot.tsx'
import { NextThing } from './next-thing.tsx'
import { PhotoRefused } from './photo-refused.tsx'
import { PosmOfSpot } from './posm-of-spot.tsx'
import { usePosmName } from '../parts/posm-name.ts'
import { useSpotName } from './spot-name.ts'
import styles from './spot-page.module.css'
import { StepPage } from './step-page.tsx'
import { useVisit } from './visit-context.ts'

export function SpotPage({ spot }: { spot: DraftSpot }) {
  const { t } = useText()
  const { visit, content, change, at, bindsCodes, before, rules } = useVisit()
  const { photos: known } = usePhone()
  const spotName = useSpotName()
  const posmName = usePosmName()
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
  const sent = before?.spots.find(({ id }) => id === spot.id)
  const verdict = sent?.verdict
  const name = spotName(spot, index)
  return (
    <StepPage
      step="spots"
      title={spot.kind ? name : t('spot.question')}
      back={at('spots')}
      action={
        <NextThing
          spot={spot}
          whole={isWhole(spot, visit, rules, known)}
          photos={photos}
          codes={codes}
        />
      }
    >
      {verdict?.status === 'rejected' && <ReasonCard title={name} verdict={verdict} />}
      {sent?.posm?.map(
        ({ type, verdict: said }) =>
          said?.status === 'rejected' && (
            <ReasonCard key={type} title={posmName(name, type)} verdict={said} />
          ),
      )}
      <KindOfSpot kind={spot.kind} choose={(kind) => void changeSpot(() => ({ kind }))} />
      <section className={styles.part} aria-labelledby="spot-photos">
        <h2 id="spot-photos">{t('spot.photos')}</h2>
        {photos.refused && <PhotoRefused code={photos.refused} />}
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
        <section className={styles.part} aria-labelledby={codesHeadingId}>
          <h2 id={codesHeadingId}>
            {t('spot.codes')}
            {spot.codes.length > 0 && <span className={styles.count}>{spot.codes.length}</span>}
          </h2>
          <CodeList codes={codes} />
          <TypeCode codes={codes} />
        </section>
      )}
      <PosmOfSpot
        spot={spot}
        index={index}
        change={(posm) => void changeSpot((now) => ({ posm: posm(now.posm ?? []) }))}
      />
      <InputField
        label={t('spot.note')}
        optional
        maxLength={200}
        value={spot.note}
        onChange={({ target }) => void changeSpot(() => ({ note: target.value }))}
      />
    </StepPage>
  )
}
