/**
 * Reads the few EXIF tags that are evidence: when and where a picture was taken (EXIF 2.32, TIFF 6.0). The phone reads
 * them before it makes a picture smaller, the service in whatever is sent to it.
 */
import { mayBeTaken, momentOf, offsetOf } from './moment.ts'
import type { Exif } from './taken.ts'
import { Tiff, type Folder } from './tiff.ts'

const week = 7 * 86_400_000

const nothing: Exif = { localTime: null, offset: null, satelliteTime: null, position: null }

const tags = {
  exifFolder: 0x8769,
  gpsFolder: 0x8825,
  gps: { latitudeRef: 1, latitude: 2, longitudeRef: 3, longitude: 4, time: 7, error: 31, date: 29 },
} as const

/** Taken, made digital, changed: the first that tells a time of this product counts. Offsets may stand in either folder. */
const times = [
  { time: 0x9003, offset: 0x9011 },
  { time: 0x9004, offset: 0x9012 },
  { time: 0x0132, offset: 0x9010 },
]
const anyOffset = [0x9011, 0x9010, 0x9012]

function clockOf(tiff: Tiff, folders: Folder[]): Pick<Exif, 'localTime' | 'offset'> {
  const text = (tag: number) => {
    const found = folders.map((folder) => tiff.text(folder, tag))
    return found.find((words) => words !== null) ?? null
  }
  for (const { time, offset } of times) {
    const moment = momentOf(text(time))
    // of a clock that was never set: another tag may tell more
    if (!moment || !mayBeTaken(moment.local)) continue
    const offsets = [offset, ...anyOffset].map((tag) => offsetOf(text(tag)))
    const told = moment.offset ?? offsets.find((known) => known !== null) ?? null
    return { localTime: moment.local, offset: told }
  }
  return { localTime: null, offset: null }
}

/**
 * Degrees; decimal minutes without seconds are as good, and so is a sign instead of a letter.
 * @param letters for what is positive and what is negative
 */
function degrees(parts: number[] | null, ref: string | null, [plus, minus]: [string, string]) {
  const [whole, ...smaller] = parts ?? []
  if (whole === undefined || !Number.isFinite(whole)) return null
  // a part of nothing (0/0) is no part
  const [minutes = 0, seconds = 0] = smaller.map((part) => (Number.isFinite(part) ? part : 0))
  // an app that rounds writes 60
  if (Math.abs(minutes) > 60 || Math.abs(seconds) > 60) return null
  const letter = ref?.[0]?.toUpperCase()
  const isNegative = whole < 0 || minutes < 0 || seconds < 0
  if (letter !== plus && letter !== minus && !isNegative) return null
  const size = Math.abs(whole) + Math.abs(minutes) / 60 + Math.abs(seconds) / 3600
  return isNegative || letter === minus ? -size : size
}

function positionOf(tiff: Tiff, gps: Folder): Exif['position'] {
  const at = tags.gps
  const read = (tag: number, ref: number, letters: [string, string]) =>
    degrees(tiff.numbers(gps, tag), tiff.text(gps, ref), letters)
  const latitude = read(at.latitude, at.latitudeRef, ['N', 'S'])
  const longitude = read(at.longitude, at.longitudeRef, ['E', 'W'])
  if (latitude === null || longitude === null) return null
  if (Math.abs(latitude) > 90 || Math.abs(longitude) > 180) return null
  // cameras without a fix write zeros
  if (latitude === 0 && longitude === 0) return null
  const accuracy = tiff.numbers(gps, at.error)?.[0] ?? Number.NaN
  return { latitude, longitude, accuracy: accuracy > 0 ? accuracy : null }
}

/** @param localTime lends its day where the satellites' is left out: a day too many or too few does no harm */
function satelliteTimeOf(tiff: Tiff, gps: Folder, localTime: string | null): Date | null {
  const text = tiff.text(gps, tags.gps.date) ?? localTime
  const date = text && /^(\d{4})[-:/.]\s*(\d{1,2})[-:/.]\s*(\d{1,2})/.exec(text)
  const [hours, minutes, seconds = 0] = tiff.numbers(gps, tags.gps.time) ?? []
  if (!date || hours === undefined || minutes === undefined) return null
  const time = hours * 3600 + minutes * 60 + (Number.isFinite(seconds) ? seconds : 0)
  if (!(time >= 0 && time < 25 * 3600)) return null
  const [, year, month, day] = date.map(Number)
  const midnight = new Date(Date.UTC(year ?? 0, (month ?? 0) - 1, day))
  // the 0th of a month is no day
  if (midnight.getUTCMonth() + 1 !== month || midnight.getUTCDate() !== day) return null
  const told = new Date(midnight.getTime() + time * 1000)
  if (mayBeTaken(told.toISOString()) || !localTime) return told
  // an old receiver counts weeks to 1,024 and begins again
  const again = new Date(told.getTime() + 1024 * week)
  const isNow = Math.abs(again.getTime() - Date.parse(`${localTime}Z`)) < week
  return isNow ? again : told
}

/**
 * What the EXIF block of a picture says; nulls where it says nothing or nonsense.
 * @param block with or without the leading `Exif\0\0`
 */
export function readExif(block: Uint8Array | undefined): Exif {
  if (!block || block.length < 14) return nothing
  const headed = block[0] === 0x45 && block[1] === 0x78 && block[2] === 0x69 && block[3] === 0x66
  const tiff = new Tiff(headed ? block.subarray(6) : block)
  if (!tiff.valid) return nothing
  const main = tiff.folder(tiff.long(4))
  const exif = tiff.folderAt(main, tags.exifFolder)
  const gps = tiff.folderAt(main, tags.gpsFolder)
  const clock = clockOf(tiff, [exif, main])
  const position = positionOf(tiff, gps)
  const satelliteTime = satelliteTimeOf(tiff, gps, clock.localTime)
  // cameras without a fix write zeros for the time as well
  const isUnset = !position && satelliteTime && satelliteTime.getTime() % (week / 7) === 0
  return { ...clock, satelliteTime: isUnset ? null : satelliteTime, position }
}
