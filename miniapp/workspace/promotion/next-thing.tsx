/** What a spot needs next: first the photo, then the codes; when nothing is missing, done. */
import { useLocation } from 'wouter'
import type { DraftSpot } from './visit.ts'
import { Button } from '../../parts/button.tsx'
import { useText } from '../../text/texts.tsx'
import { PhotoButton } from '../camera/photo-button.tsx'
import type { usePhotos } from '../camera/use-photos.ts'
import { ScanButton } from './codes/scan-button.tsx'
import type { useCodes } from './codes/use-codes.ts'
import { isRejectedAt, spotIsSame } from './unchanged.ts'
import { useVisit } from './visit-context.ts'

interface NextThingProps {
  spot: DraftSpot
  whole: boolean
  photos: ReturnType<typeof usePhotos>
  codes: ReturnType<typeof useCodes>
}

export function NextThing({ spot, whole, photos, codes }: NextThingProps) {
  const { t } = useText()
  const [, navigate] = useLocation()
  const { at, bindsCodes, before } = useVisit()
  const sent = before?.spots.find(({ id }) => id === spot.id)
  const mustMend = sent !== undefined && isRejectedAt(sent) && spotIsSame(sent, spot)
  const photoAtFault = [sent, ...(sent?.posm ?? [])].some((one) =>
    one?.verdict?.reasons.some(({ field }) => !field || field === 'photos'),
  )
  const [only, ...others] = spot.photos
  const done = (
    <Button look={whole && !mustMend ? 'primary' : 'plain'} onClick={() => navigate(at('spots'))}>
      {t('spot.done')}
    </Button>
  )
  if (!only) {
    return (
      <PhotoButton look="primary" words={t('photo.take')} busy={photos.busy} take={photos.add} />
    )
  }
  if (mustMend && photoAtFault) {
    return (
      <>
        {done}
        <PhotoButton
          look="primary"
          words={t('photo.take.new')}
          busy={photos.busy}
          // a single photo gives way to the new one; among several the person decides
          take={(source) => (others.length ? photos.add(source) : photos.replace(only, source))}
        />
      </>
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
