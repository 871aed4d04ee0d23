/** The storefront photo: signboard legible, whole door frame, not at night (requirements B13). */
import { useCallback, useState } from 'react'
import { useLocation } from 'wouter'
import { usePhone } from '../../drafts/memory.ts'
import { Button } from '../../parts/button.tsx'
import { useText } from '../../text/texts.tsx'
import { StorefrontGuide } from '../camera/guides.tsx'
import { LiveCamera } from '../camera/live-camera.tsx'
import { PhotoButton } from '../camera/photo-button.tsx'
import { usePhotos } from '../camera/use-photos.ts'
import { PhotoTiles } from '../parts/photo-tiles.tsx'
import { PhotoRefused } from './photo-refused.tsx'
import { StepPage } from './step-page.tsx'
import styles from './storefront-step.module.css'
import { useVisit } from './visit-context.ts'

const tips = ['sign', 'door', 'light'] as const

export function StorefrontStep() {
  const { t } = useText()
  const [, navigate] = useLocation()
  const { visit, content, change, at } = useVisit()
  const ids = content.store.photos
  const photos = usePhotos(visit.id, ids, (next) =>
    change((now) => ({ ...now, store: { ...now.store, photos: next(now.store.photos) } })),
  )
  // with no photo yet the camera opens at once, where the page may have it
  const [opening, setOpening] = useState(ids.length === 0)
  const close = useCallback(() => setOpening(false), [])
  const over = { words: t('storefront.guide'), guide: <StorefrontGuide /> }
  const [last] = ids.slice(-1)
  const known = usePhone().photos
  const looks = last && known.get(last)?.looks
  // a poor photo is better taken again now, while the person stands there
  const isPoor = looks === 'dark' || looks === 'blurred' || looks === 'small'
  return (
    <StepPage
      step="storefront"
      title={t('storefront.question')}
      aboutStore={['photos']}
      action={
        last ? (
          <>
            <PhotoButton
              look={isPoor ? 'primary' : 'plain'}
              words={t('photo.again')}
              busy={photos.busy}
              over={over}
              take={(source) => photos.replace(last, source)}
            />
            <Button look={isPoor ? 'plain' : 'primary'} onClick={() => navigate(at('spots'))}>
              {t('photo.use', { count: ids.length })}
            </Button>
          </>
        ) : (
          <PhotoButton
            look="primary"
            words={t('photo.take')}
            busy={photos.busy}
            over={over}
            take={photos.add}
          />
        )
      }
    >
      {photos.refused && <PhotoRefused code={photos.refused} />}
      {ids.length ? (
        <>
          <PhotoTiles ids={ids} remove={photos.remove} large={ids.length === 1} />
          {photos.mayAdd && (
            <PhotoButton look="quiet" words={t('photo.another')} take={photos.add} />
          )}
        </>
      ) : (
        <Guide />
      )}
      {opening && <LiveCamera {...over} take={photos.add} close={close} />}
    </StepPage>
  )
}

/** How to photograph a storefront: a drawing and three short lines. */
function Guide() {
  const { t } = useText()
  return (
    <figure className={styles.guide}>
      <div className={styles.drawing}>
        <StorefrontGuide />
      </div>
      <figcaption>
        <ul>
          {tips.map((tip) => (
            <li key={tip}>{t(`storefront.tip.${tip}`)}</li>
          ))}
        </ul>
      </figcaption>
    </figure>
  )
}
