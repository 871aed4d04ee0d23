/** When and where a picture was taken: what the picture itself says wins over what the phone said. */
import dayjs from 'dayjs'
import timezone from 'dayjs/plugin/timezone.js'
import utc from 'dayjs/plugin/utc.js'
import type { Place } from '../../http/contract.ts'
import { whenTaken, type Exif } from '../shared/exif/taken.ts'

export { isPicture } from '../shared/file.ts'

dayjs.extend(utc)
dayjs.extend(timezone)

/** Metres assumed where a camera gives a position without saying how good it is. */
export const assumedAccuracy = 50

export interface Claimed {
  takenAt?: string | undefined
  latitude?: number | undefined
  longitude?: number | undefined
  accuracy?: number | undefined
}

/** @param zone assumed for a camera that does not tell its own */
export function timeTaken(exif: Exif, claimed: Claimed, zone: string, now: Date): Date | null {
  const inZone = (localTime: string) => {
    const time = dayjs.tz(localTime, zone)
    return time.isValid() ? time.toDate() : null
  }
  return whenTaken(exif, claimed.takenAt ? new Date(claimed.takenAt) : null, now, inZone)
}

export function placeTaken(exif: Exif, claimed: Claimed): Place | null {
  if (exif.position) {
    const { latitude, longitude, accuracy } = exif.position
    return {
      latitude,
      longitude,
      accuracy: Math.min(accuracy ?? claimed.accuracy ?? assumedAccuracy, 100_000),
    }
  }
  const { latitude, longitude, accuracy } = claimed
  if (latitude === undefined || longitude === undefined) return null
  return { latitude, longitude, accuracy: accuracy ?? assumedAccuracy }
}
