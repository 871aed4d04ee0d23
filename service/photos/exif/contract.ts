/**
 * Reads the few EXIF tags that are evidence: when and where a picture was taken (EXIF 2.32, TIFF 6.0). The phone reads
 * them before it makes a picture smaller, the service in whatever is sent to it.
 */

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

const day = 24 * 3_600_000

/** A clock that was never set is no evidence, nor is one that is ahead of us. */
export function credible(time: Date | null, now: Date): Date | null {
  if (!time || Number.isNaN(time.getTime())) return null
  return time.getUTCFullYear() >= 2000 && time.getTime() <= now.getTime() + day ? time : null
}

const nothing: Exif = { localTime: null, offset: null, satelliteTime: null, position: null }

const tags = {
  time: 0x0132,
  exifFolder: 0x8769,
  gpsFolder: 0x8825,
  timeTaken: 0x9003,
  offset: 0x9010,
  offsetTaken: 0x9011,
  gps: { latitudeRef: 1, latitude: 2, longitudeRef: 3, longitude: 4, time: 7, error: 31, date: 29 },
} as const

/** Bytes of one value of each TIFF type. */
const sizes: Record<number, number> = { 1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 7: 1, 9: 4, 10: 8 }
/** More entries than a real camera writes; a crafted file does not keep us busy. */
const mostEntries = 500

class Tiff {
  readonly view: DataView
  readonly little: boolean

  constructor(bytes: Uint8Array) {
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    this.little = this.view.getUint16(0) === 0x4949
  }

  get valid(): boolean {
    return (this.little || this.view.getUint16(0) === 0x4d4d) && this.short(2) === 42
  }

  short(at: number): number {
    return this.view.getUint16(at, this.little)
  }

  long(at: number): number {
    return this.view.getUint32(at, this.little)
  }

  /** Where the values of each tag of a folder stand. */
  folder(at: number): Map<number, { type: number; count: number; at: number }> {
    const entries = new Map<number, { type: number; count: number; at: number }>()
    const length = Math.min(this.short(at), mostEntries)
    for (let index = 0; index < length; index++) {
      const entry = at + 2 + index * 12
      const type = this.short(entry + 2)
      const count = this.long(entry + 4)
      const inline = (sizes[type] ?? 0) * count <= 4
      entries.set(this.short(entry), { type, count, at: inline ? entry + 8 : this.long(entry + 8) })
    }
    return entries
  }
}

type Folder = ReturnType<Tiff['folder']>

function textOf(tiff: Tiff, folder: Folder, tag: number): string | null {
  const entry = folder.get(tag)
  if (!entry || entry.type !== 2 || entry.count > 64) return null
  let text = ''
  for (let index = 0; index < entry.count; index++) {
    const code = tiff.view.getUint8(entry.at + index)
    if (code === 0) break
    text += String.fromCharCode(code)
  }
  return text.trim()
}

/** Fractions as numbers; null unless there are exactly `count`, each with a denominator. */
function fractionsOf(tiff: Tiff, folder: Folder, tag: number, count: number): number[] | null {
  const entry = folder.get(tag)
  if (!entry || entry.type !== 5 || entry.count !== count) return null
  const numbers = Array.from(
    { length: count },
    (_, index) => tiff.long(entry.at + index * 8) / tiff.long(entry.at + index * 8 + 4),
  )
  return numbers.every(Number.isFinite) ? numbers : null
}

function degrees(parts: number[] | null, ref: string | null, negative: string): number | null {
  if (!parts || !ref) return null
  const [whole = 0, minutes = 0, seconds = 0] = parts
  const value = whole + minutes / 60 + seconds / 3600
  return ref.toUpperCase() === negative ? -value : value
}

function positionOf(tiff: Tiff, gps: Folder): Exif['position'] {
  const at = tags.gps
  const latitude = degrees(
    fractionsOf(tiff, gps, at.latitude, 3),
    textOf(tiff, gps, at.latitudeRef),
    'S',
  )
  const longitude = degrees(
    fractionsOf(tiff, gps, at.longitude, 3),
    textOf(tiff, gps, at.longitudeRef),
    'W',
  )
  if (latitude === null || longitude === null) return null
  if (Math.abs(latitude) > 90 || Math.abs(longitude) > 180) return null
  // cameras without a fix write zeros
  if (latitude === 0 && longitude === 0) return null
  const accuracy = fractionsOf(tiff, gps, at.error, 1)?.[0]
  return { latitude, longitude, accuracy: accuracy !== undefined && accuracy > 0 ? accuracy : null }
}

function satelliteTimeOf(tiff: Tiff, gps: Folder): Date | null {
  const date = textOf(tiff, gps, tags.gps.date)?.match(/^(\d{4}):(\d{2}):(\d{2})$/)
  const time = fractionsOf(tiff, gps, tags.gps.time, 3)
  if (!date || !time) return null
  const [hours = 0, minutes = 0, seconds = 0] = time
  const millis =
    Date.UTC(Number(date[1]), Number(date[2]) - 1, Number(date[3])) +
    (hours * 3600 + minutes * 60 + seconds) * 1000
  return Number.isFinite(millis) ? new Date(millis) : null
}

function localTimeOf(text: string | null): string | null {
  const parts = text?.match(/^(\d{4}):(\d{2}):(\d{2}) (\d{2}):(\d{2}):(\d{2})/)
  if (!parts || parts[1] === '0000') return null
  const [, year, month, day, hours, minutes, seconds] = parts
  const time = `${year}-${month}-${day}T${hours}:${minutes}:${seconds}`
  // a clock that was never set says the 0th of the 0th month, which libraries take for one in the year before
  const asUtc = new Date(`${time}Z`)
  return Number.isNaN(asUtc.getTime()) || !asUtc.toISOString().startsWith(time) ? null : time
}

/**
 * What the EXIF block of a picture says; nulls where it says nothing or nonsense.
 * @param block with or without the leading `Exif\0\0`
 */
export function readExif(block: Uint8Array | undefined): Exif {
  if (!block || block.length < 14) return nothing
  const headed = block[0] === 0x45 && block[1] === 0x78 && block[2] === 0x69 && block[3] === 0x66
  try {
    const tiff = new Tiff(headed ? block.subarray(6) : block)
    if (!tiff.valid) return nothing
    const main = tiff.folder(tiff.long(4))
    const folderAt = (tag: number): Folder => {
      const entry = main.get(tag)
      return entry ? tiff.folder(tiff.long(entry.at)) : new Map()
    }
    const exif = folderAt(tags.exifFolder)
    const gps = folderAt(tags.gpsFolder)
    return {
      localTime:
        localTimeOf(textOf(tiff, exif, tags.timeTaken)) ??
        localTimeOf(textOf(tiff, main, tags.time)),
      offset: textOf(tiff, exif, tags.offsetTaken) ?? textOf(tiff, exif, tags.offset),
      satelliteTime: satelliteTimeOf(tiff, gps),
      position: positionOf(tiff, gps),
    }
  } catch (error) {
    // a block that points outside of itself
    if (error instanceof RangeError) return nothing
    throw error
  }
}
