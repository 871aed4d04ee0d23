/** Looks into a file without decoding it: what kind it is, whether all of it is there, and where its EXIF block stands. */

export type PhotoFormat = 'jpeg' | 'png' | 'webp' | 'heic'

const textAt = (bytes: Uint8Array, at: number, length: number) =>
  String.fromCharCode(...bytes.subarray(at, at + length))

/** Brands of ISO media files (ISO 23008-12) that phones call HEIC or HEIF. */
const heicBrands = /^(?:hei[cxms]|hev[cxms]|mif1|mif2|msf1)$/

/** An AVIF file may name the general brand of HEIF first. */
function isHeic(bytes: Uint8Array): boolean {
  if (textAt(bytes, 4, 4) !== 'ftyp') return false
  const end = Math.min(new DataView(bytes.buffer, bytes.byteOffset).getUint32(0), 64, bytes.length)
  const brands = [textAt(bytes, 8, 4)]
  for (let at = 16; at + 4 <= end; at += 4) brands.push(textAt(bytes, at, 4))
  return !brands.some((brand) => brand.startsWith('avi')) && heicBrands.test(brands[0] ?? '')
}

/** By how it begins, whatever its name or content type says; null for what is none of these. */
export function kindOf(bytes: Uint8Array): PhotoFormat | null {
  if (bytes.length < 12) return null
  if (bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff) return 'jpeg'
  if (textAt(bytes, 0, 8) === '\x89PNG\r\n\x1a\n') return 'png'
  if (textAt(bytes, 0, 4) === 'RIFF' && textAt(bytes, 8, 4) === 'WEBP') return 'webp'
  return isHeic(bytes) ? 'heic' : null
}

/** Begins as a JPEG, PNG or WebP does. */
export function isPicture(bytes: Uint8Array): boolean {
  const kind = kindOf(bytes)
  return kind !== null && kind !== 'heic'
}

interface Part {
  /** Marker of a JPEG segment in hex, or the name of a chunk. */
  name: string
  /** With its head. */
  whole: Uint8Array
  data: Uint8Array
}

/** Where the compressed data that begin at `from` end: at the next marker that is none of their own. */
function endOfScan(bytes: Uint8Array, from: number): number | undefined {
  let at = bytes.indexOf(0xff, from)
  while (at >= 0 && at + 1 < bytes.length) {
    const next = bytes[at + 1] ?? 0
    const isOwn = next === 0 || (next >= 0xd0 && next <= 0xd7)
    if (!isOwn && next !== 0xff) return at
    at = bytes.indexOf(0xff, isOwn ? at + 2 : at + 1)
  }
  return undefined
}

/** Each generator returns whether the last part that a whole file has was there. */
type Parts = Generator<Part, boolean>

/** @param head ends with the first scan, whose part then goes on to the end of the file */
function* partsOfJpeg(bytes: Uint8Array, head = false): Parts {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let at = 2
  while (at + 1 < bytes.length && bytes[at] === 0xff) {
    const marker = bytes[at + 1] ?? 0
    if (marker === 0xd9) return true
    if (marker === 0xff || marker === 1 || (marker >= 0xd0 && marker <= 0xd7)) {
      at += marker === 0xff ? 1 : 2
      continue
    }
    if (at + 4 > bytes.length) return false
    const next = at + 2 + view.getUint16(at + 2)
    if (marker === 0xda && head) {
      yield { name: 'da', whole: bytes.subarray(at), data: bytes.subarray(at + 4) }
      return true
    }
    // the picture itself has no length
    const end = marker === 0xda ? endOfScan(bytes, next) : next
    if (end === undefined || end > bytes.length) return false
    const [whole, data] = [bytes.subarray(at, end), bytes.subarray(at + 4, end)]
    yield { name: marker.toString(16), whole, data }
    at = end
  }
  return false
}

function* partsOfPng(bytes: Uint8Array): Parts {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  for (let at = 8; at + 12 <= bytes.length;) {
    const name = textAt(bytes, at + 4, 4)
    const end = at + 12 + view.getUint32(at)
    if (end > bytes.length) return false
    yield { name, whole: bytes.subarray(at, end), data: bytes.subarray(at + 8, end - 4) }
    if (name === 'IEND') return true
    at = end
  }
  return false
}

function* partsOfWebp(bytes: Uint8Array): Parts {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const end = view.getUint32(4, true) + 8
  for (let at = 12; at + 8 <= Math.min(end, bytes.length);) {
    const length = view.getUint32(at + 4, true)
    const data = bytes.subarray(at + 8, at + 8 + length)
    if (data.length < length) return false
    yield { name: textAt(bytes, at, 4), whole: bytes.subarray(at, at + 8 + length), data }
    // chunks begin at even places
    at += 8 + length + (length % 2)
  }
  return end - (end % 2) <= bytes.length
}

const readers: Record<
  Exclude<PhotoFormat, 'heic'>,
  (bytes: Uint8Array, head?: boolean) => Parts
> = {
  jpeg: partsOfJpeg,
  png: partsOfPng,
  webp: partsOfWebp,
}

/**
 * Whether a JPEG, PNG or WebP goes to its end. Web views draw one that is cut off as far as it goes; what cameras put
 * behind the end (a film, a second picture) does no harm.
 */
export function isWhole(bytes: Uint8Array): boolean {
  const kind = kindOf(bytes)
  if (!kind || kind === 'heic') return kind !== null
  // nearly all end so, and need no search for their end
  const [last, end] = bytes.subarray(-2)
  if (kind === 'jpeg' && last === 0xff && end === 0xd9) return true
  const parts = readers[kind](bytes)
  let part = parts.next()
  while (!part.done) part = parts.next()
  return part.value
}

const exif = [0x45, 0x78, 0x69, 0x66, 0, 0]

/** In a HEIC the block is an item among others: found by how it begins. */
function exifOfHeic(bytes: Uint8Array): Uint8Array | undefined {
  for (let at = bytes.indexOf(0x45); at >= 0; at = bytes.indexOf(0x45, at + 1)) {
    const order = textAt(bytes, at + 6, 2)
    const isBlock = exif.every((byte, index) => bytes[at + index] === byte)
    if (isBlock && (order === 'MM' || order === 'II')) return bytes.subarray(at)
  }
  return undefined
}

/** The EXIF block of a picture, with or without `Exif\0\0` before it; undefined where there is none. */
export function exifBlockOf(bytes: Uint8Array): Uint8Array | undefined {
  const kind = kindOf(bytes)
  if (!kind) return undefined
  if (kind === 'heic') return exifOfHeic(bytes)
  for (const { name, data } of readers[kind](bytes, true)) {
    // nothing comes after the picture itself
    if (kind === 'jpeg' && name === 'da') return undefined
    const isHeaded = exif.slice(0, 4).every((byte, index) => data[index] === byte)
    if (name === (kind === 'jpeg' ? 'e1' : kind === 'png' ? 'eXIf' : 'EXIF')) {
      if (kind !== 'jpeg' || isHeaded) return data
    }
  }
  return undefined
}

/** Parts that hold metadata: of a JPEG the applications' segments and comments, of the others these chunks. */
const beside: Record<Exclude<PhotoFormat, 'heic'>, RegExp> = {
  jpeg: /^(?:e[\da-f]|fe)$/,
  png: /^(?:tEXt|zTXt|iTXt|eXIf|tIME|iCCP|gAMA|cHRM|sRGB|pHYs|IEND)$/,
  webp: /^(?:EXIF|XMP |ICCP|VP8X)$/,
}

/** Bytes of a picture that tell it from others. */
const sampleLength = 128 * 1024

/** Where a JPEG ends within these bytes; what stands behind is none of it. */
function endOfJpeg(bytes: Uint8Array): number {
  for (let at = bytes.indexOf(0xff); at >= 0; at = bytes.indexOf(0xff, at + 1)) {
    if (bytes[at + 1] === 0xd9) return at + 2
  }
  return bytes.length
}

/**
 * What of a file is the picture itself, as far as is needed to know it again: apps that take out or add metadata leave
 * it as it is.
 */
export function sampleOfPicture(bytes: Uint8Array): Uint8Array[] {
  const kind = kindOf(bytes)
  if (!kind || kind === 'heic') return [bytes]
  const sample: Uint8Array[] = []
  let left = sampleLength
  for (const { name, whole } of readers[kind](bytes, true)) {
    if (beside[kind].test(name)) continue
    const part = whole.subarray(0, left)
    sample.push(name === 'da' ? part.subarray(0, endOfJpeg(part)) : part)
    left -= part.length
    if (!left) break
  }
  return sample
}
