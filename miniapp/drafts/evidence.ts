/** When and where a picture says it was taken: read before it is made smaller, which loses it. */
import type { Place } from '../../service/http/contract.ts'
import { readExif } from '../../service/photos/shared/exif/read.ts'
import { whenTaken } from '../../service/photos/shared/exif/taken.ts'
import { exifBlockOf } from '../../service/photos/shared/file.ts'

/** Metres assumed where a camera does not say how good its position is. */
const assumedAccuracy = 50

export interface Evidence {
  /** Null where the picture does not say, or nonsense. */
  takenAt: Date | null
  place: Place | null
}

/** A camera that does not tell its zone is this phone, or was where this phone is. */
const here = (localTime: string) => new Date(localTime)

/** What the bytes of a picture prove. */
export function evidenceIn(bytes: Uint8Array | undefined, now: Date): Evidence {
  const exif = readExif(bytes && exifBlockOf(bytes))
  const { position } = exif
  return {
    takenAt: whenTaken(exif, null, now, here),
    place: position && { ...position, accuracy: position.accuracy ?? assumedAccuracy },
  }
}
