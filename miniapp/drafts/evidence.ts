/** When and where a picture says it was taken: read before it is made smaller, which loses it. */
import { credible, readExif, type Exif } from '../../service/photos/exif/contract.ts'
import type { Place } from '../../service/http/contract.ts'

/** Bytes in which cameras put it. */
const headLength = 256 * 1024
/** Metres assumed where a camera does not say how good its position is. */
const assumedAccuracy = 50

export interface Evidence {
  /** Null where the picture does not say, or nonsense. */
  takenAt: Date | null
  place: Place | null
}

/** The EXIF block of a JPEG, which stands in a segment of its own before the picture; undefined where there is none. */
export function exifBlockOf(head: Uint8Array): Uint8Array | undefined {
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength)
  if (head.length < 4 || view.getUint16(0) !== 0xffd8) return undefined
  let at = 2
  while (at + 10 <= head.length && head[at] === 0xff) {
    const marker = head[at + 1]
    const length = view.getUint16(at + 2)
    // the picture itself begins: nothing comes after it
    if (marker === 0xda || length < 2) return undefined
    const isExif = marker === 0xe1 && view.getUint32(at + 4) === 0x45786966
    if (isExif) return head.subarray(at + 4, at + 2 + length)
    at += 2 + length
  }
  return undefined
}

function timeOf({ localTime, offset, satelliteTime }: Exif): Date | null {
  if (!localTime) return satelliteTime
  const isKnown = offset !== null && /^[+-]\d{2}:\d{2}$/.test(offset)
  // a camera that does not tell its zone is this phone, or was where this phone is
  return new Date(isKnown ? `${localTime}${offset}` : localTime)
}

/** What the EXIF block of a picture proves. */
export function evidenceIn(block: Uint8Array | undefined, now: Date): Evidence {
  const exif = readExif(block)
  const { position } = exif
  return {
    takenAt: credible(timeOf(exif), now) ?? credible(exif.satelliteTime, now),
    place: position && { ...position, accuracy: position.accuracy ?? assumedAccuracy },
  }
}

export async function evidenceOf(file: Blob): Promise<Evidence> {
  try {
    const head = new Uint8Array(await file.slice(0, headLength).arrayBuffer())
    return evidenceIn(exifBlockOf(head), new Date())
  } catch (error) {
    // not on the phone, but in a cloud: whoever decodes it says so
    if (error instanceof DOMException) return { takenAt: null, place: null }
    throw error
  }
}
