/** When and where a picture was taken: one set of rules for the phone and the service. */
import { firstDay } from './moment.ts'

export interface Exif {
  /** As the camera's clock showed it, `2026-11-22T09:30:00`; without a zone. */
  localTime: string | null
  /** Offset of that clock from UTC, such as `+08:00`. */
  offset: string | null
  /** Time of the satellites, in UTC. */
  satelliteTime: Date | null
  /** Degrees (WGS 84); accuracy in metres where the camera says. */
  position: { latitude: number; longitude: number; accuracy: number | null } | null
}

const hour = 3_600_000
const day = 24 * hour

const earliest = Date.parse(`${firstDay}T00:00:00Z`)

/** A clock that was never set is no evidence, nor is one that is ahead of us. */
export function plausibleTime(time: Date | null, now: Date): Date | null {
  if (!time || Number.isNaN(time.getTime())) return null
  return time.getTime() >= earliest && time.getTime() <= now.getTime() + day ? time : null
}

/** Minutes from UTC that are or were in force somewhere since 2020, besides the whole hours from -12 to 14. */
const oddOffsets = [-570, -210, -150, 210, 270, 330, 345, 390, 525, 570, 630, 765, 825]
const offsets = [...Array.from({ length: 27 }, (_, index) => (index - 12) * 60), ...oddOffsets]

/** Minutes that the last word of the satellites may be older than the picture, or the camera's clock be wrong. */
const mostDrift = 15

/** Hours between the sun's time and that of a zone, at most; zones east of the date line differ by a day. */
const mostAside = 4

function fits(offset: number, longitude: number | undefined): boolean {
  if (longitude === undefined) return true
  const aside = (((offset / 60 - longitude / 15 + 36) % 24) + 24) % 24
  return Math.abs(aside - 12) <= mostAside
}

/**
 * Minutes by which the camera's clock is ahead of UTC. The satellites' day may be off by one, for some cameras write
 * that of their own clock; without a longitude such a time cannot be told from one that is old.
 * @returns undefined when no zone explains the difference
 */
function offsetBetween(local: number, satellites: number, longitude?: number): number | undefined {
  const between = (local - satellites) / 60_000
  const otherDays = longitude === undefined ? [] : [between - 24 * 60, between + 24 * 60]
  for (const minutes of [between, ...otherDays]) {
    const away = (offset: number) => Math.abs(offset - minutes)
    const [nearest = 0] = [...offsets].sort((one, other) => away(one) - away(other))
    if (away(nearest) <= mostDrift && fits(nearest, longitude)) return nearest
  }
  return undefined
}

/** @param inZone reads the time of a clock that does not tell its zone */
function cameraTime(exif: Exif, inZone: (localTime: string) => Date | null): Date | null {
  const { localTime, offset, satelliteTime, position } = exif
  if (!localTime) return null
  if (offset) return new Date(`${localTime}${offset}`)
  if (!satelliteTime) return inZone(localTime)
  const local = Date.parse(`${localTime}Z`)
  const minutes = offsetBetween(local, satelliteTime.getTime(), position?.longitude)
  if (minutes !== undefined) return new Date(local - minutes * 60_000)
  // what satellites said last may be old, but never younger than the picture: then the clock is wrong
  return local < satelliteTime.getTime() - day ? null : inZone(localTime)
}

/** The picture's own word wins; the claim is that of the sender. */
export function whenTaken(
  exif: Exif,
  claimed: Date | null,
  now: Date,
  inZone: (localTime: string) => Date | null,
): Date | null {
  return (
    plausibleTime(cameraTime(exif, inZone), now) ??
    plausibleTime(exif.satelliteTime, now) ??
    plausibleTime(claimed, now)
  )
}
