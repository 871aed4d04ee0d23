/** When and where a picture was taken: what the picture itself says wins over what the phone said. */
import dayjs from 'dayjs'
import timezone from 'dayjs/plugin/timezone.js'
import utc from 'dayjs/plugin/utc.js'
import type { Place } from '../../http/contract.ts'
import { credible, type Exif } from '../exif/contract.ts'

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

function cameraTime({ localTime, offset }: Exif, zone: string): Date | null {
  if (!localTime) return null
  if (offset && /^[+-]\d{2}:\d{2}$/.test(offset)) return new Date(`${localTime}${offset}`)
  const time = dayjs.tz(localTime, zone)
  return time.isValid() ? time.toDate() : null
}

/** @param zone assumed for a camera that does not tell its own */
export function timeTaken(exif: Exif, claimed: Claimed, zone: string, now: Date): Date | null {
  return (
    credible(cameraTime(exif, zone), now) ??
    credible(exif.satelliteTime, now) ??
    credible(claimed.takenAt ? new Date(claimed.takenAt) : null, now)
  )
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

/** Bytes at places of the file, all of which must be there. */
const beginnings: [at: number, bytes: number[]][][] = [
  // JPEG
  [[0, [0xff, 0xd8, 0xff]]],
  // PNG
  [[0, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]]],
  // WebP: `RIFF`, four bytes of length, `WEBP`
  [
    [0, [0x52, 0x49, 0x46, 0x46]],
    [8, [0x57, 0x45, 0x42, 0x50]],
  ],
]

/** Begins as a JPEG, PNG or WebP does, whatever its name or content type says. */
export function isPicture(bytes: Uint8Array): boolean {
  return beginnings.some((parts) =>
    parts.every(([at, begin]) => begin.every((byte, index) => bytes[at + index] === byte)),
  )
}
