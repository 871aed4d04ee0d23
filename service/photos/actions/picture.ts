/** Turns whatever a phone sends into two clean JPEGs; what cannot be decoded is never stored. */
import sharp, { type Metadata } from 'sharp'
import { isRefusal, refuse } from '../../errors.ts'
import { createSemaphore } from '../../http/semaphore.ts'
import { describeError, log } from '../../log.ts'
import { readExif } from '../shared/exif/read.ts'
import type { Exif } from '../shared/exif/taken.ts'
import { exifBlockOf, isPicture, isWhole, kindOf } from '../shared/file.ts'

/** Pixels; a picture that unpacks to more than a phone's camera makes is a bomb. */
const mostPixels = 120_000_000
/** Pixels of a progressive JPEG or an interlaced PNG, which have to be held whole instead of row by row. */
const mostPixelsHeld = 60_000_000
const longEdge = 2048
const thumbnailEdge = 480

/** Without a second pass for the Huffman tables: it makes files 7 % smaller and costs a quarter of the time. */
const asJpeg = (quality: number) => ({ quality, optimiseCoding: false })
const full = asJpeg(80)
const small = asJpeg(72)

// pictures are worked on side by side; more threads for each only cost memory
sharp.concurrency(1)
sharp.cache(false)

const formats = new Set<string | undefined>(['jpeg', 'png', 'webp'])

/**
 * Leaves this process with the decoders of photos only. For the program's start: it holds for the whole
 * process, and a simulated DingTalk in the same one draws its photos as SVG.
 */
export function decodePhotosOnly(): void {
  sharp.block({ operation: ['VipsForeignLoad'] })
  sharp.unblock({
    operation: [
      'VipsForeignLoadJpegBuffer',
      'VipsForeignLoadPngBuffer',
      'VipsForeignLoadWebpBuffer',
    ],
  })
}

/** Decoding takes up to 240 MB a picture: at most this many at once in a process, and people by turns. */
const decoding = createSemaphore({ permits: 2, permitsOfOne: 2 })

export interface Pictures {
  /** Long edge 2048 pixels at most, upright, without any metadata. */
  full: Buffer
  thumbnail: Buffer
  /** Of `full`, in pixels. */
  width: number
  height: number
  exif: Exif
}

/** @throws Refusal `photo_too_many_pixels` */
function mustBeBearable({ width, height, isProgressive = false }: Metadata): void {
  const most = isProgressive ? mostPixelsHeld : mostPixels
  if (width * height <= most) return
  const [megapixels, allowed] = [Math.ceil((width * height) / 1e6), most / 1e6]
  refuse('photo_too_many_pixels', { about: { megapixels, allowed } })
}

async function decode(bytes: Buffer): Promise<Pictures> {
  // the pixels are counted here, to say how many there are
  const source = sharp(bytes, { limitInputPixels: false, failOn: 'error' })
  // reads the header only
  const metadata = await source.metadata()
  if (!formats.has(metadata.format)) refuse('not_a_photo')
  mustBeBearable(metadata)
  const exif = exifBlockOf(bytes) ?? metadata.exif
  const { data, info } = await source
    .autoOrient()
    .flatten({ background: '#ffffff' })
    .resize({ width: longEdge, height: longEdge, fit: 'inside', withoutEnlargement: true })
    .jpeg(full)
    .toBuffer({ resolveWithObject: true })
  const thumbnail = await sharp(data)
    .resize({
      width: thumbnailEdge,
      height: thumbnailEdge,
      fit: 'inside',
      withoutEnlargement: true,
    })
    .jpeg(small)
    .toBuffer()
  return { full: data, thumbnail, width: info.width, height: info.height, exif: readExif(exif) }
}

/**
 * @param sender whose turn it has to be
 * @param signal ends the waiting for it
 * @throws Refusal `not_a_photo` for anything but a JPEG, PNG or WebP that decodes completely, `photo_is_heic`,
 *   `photo_too_many_pixels`
 */
export async function makePictures(
  bytes: Buffer,
  sender: string,
  signal?: AbortSignal,
): Promise<Pictures> {
  if (kindOf(bytes) === 'heic') refuse('photo_is_heic')
  // other formats, PDF and SVG among them, never reach a decoder
  if (!isPicture(bytes) || !isWhole(bytes)) refuse('not_a_photo')
  const work = async () => {
    try {
      return await decode(bytes)
    } catch (error) {
      if (isRefusal(error)) throw error
      // libvips gives no codes; whatever it stumbles over in these bytes, it will again
      log.info({ error: describeError(error), bytes: bytes.length }, 'photo not decoded')
      return refuse('not_a_photo')
    }
  }
  return decoding.withPermit(sender, work, signal)
}
