/** Makes a camera's picture small enough to send over two bars of signal, and looks at it once. */
import { isWhole, kindOf } from '../../service/photos/shared/file.ts'
import type { ProblemCode } from '../../service/problems/contract.ts'
import type { PhotoLooks } from './shapes.ts'

/** Pixels; the service keeps no more. */
const longEdge = 2048
const thumbnailEdge = 360
const looksEdge = 512
/** Bytes; what is larger would bring the web view down. */
const largestFile = 60 * 1024 * 1024

/** Pixels of the shorter edge under which a code on the picture can hardly be read. */
const smallestEdge = 480

/** Mean brightness (0 to 255) under which a picture counts as dark. */
const darkest = 45
/** Variance of the Laplacian under which a picture of this size counts as blurred. */
const leastSharp = 28

/** What is said of a file that is no picture; the service says the same of it. */
export type PictureProblem = Extract<
  ProblemCode,
  'not_a_photo' | 'photo_is_heic' | 'photo_too_large'
>

/** This file is no picture that the phone can read. */
export class NotAPicture extends Error {
  override readonly name = 'NotAPicture'
  readonly code: PictureProblem
  constructor(why: string, code: PictureProblem = 'not_a_photo', options?: ErrorOptions) {
    super(why, options)
    this.code = code
  }
}

export interface Picture {
  blob: Blob
  thumbnail: Blob
  looks: PhotoLooks
}

function drawn(image: CanvasImageSource, width: number, height: number, edge: number) {
  const scale = Math.min(1, edge / Math.max(width, height))
  const canvas = document.createElement('canvas')
  canvas.width = Math.max(1, Math.round(width * scale))
  canvas.height = Math.max(1, Math.round(height * scale))
  const pen = canvas.getContext('2d')
  if (!pen) throw new NotAPicture('no canvas')
  // what is transparent becomes white, not black
  pen.fillStyle = '#fff'
  pen.fillRect(0, 0, canvas.width, canvas.height)
  pen.drawImage(image, 0, 0, canvas.width, canvas.height)
  return { canvas, pen }
}

function jpeg(canvas: HTMLCanvasElement, quality: number): Promise<Blob> {
  return new Promise((resolve, reject) =>
    canvas.toBlob(
      (blob) => (blob ? resolve(blob) : reject(new NotAPicture('not encoded'))),
      'image/jpeg',
      quality,
    ),
  )
}

/** Brightness first: what is dark looks blurred too. `data` is RGBA. */
export function looksOf(data: Uint8ClampedArray, width: number, height: number): PhotoLooks {
  const grey = new Float32Array(width * height)
  let sum = 0
  for (let i = 0; i < grey.length; i += 1) {
    const at = i * 4
    const value =
      0.299 * (data[at] ?? 0) + 0.587 * (data[at + 1] ?? 0) + 0.114 * (data[at + 2] ?? 0)
    grey[i] = value
    sum += value
  }
  if (sum / grey.length < darkest) return 'dark'
  let total = 0
  let squares = 0
  let count = 0
  for (let y = 1; y < height - 1; y += 1) {
    for (let x = 1; x < width - 1; x += 1) {
      const i = y * width + x
      const edge =
        4 * (grey[i] ?? 0) -
        (grey[i - 1] ?? 0) -
        (grey[i + 1] ?? 0) -
        (grey[i - width] ?? 0) -
        (grey[i + width] ?? 0)
      total += edge
      squares += edge * edge
      count += 1
    }
  }
  if (!count) return 'unknown'
  return squares / count - (total / count) ** 2 < leastSharp ? 'blurred' : 'good'
}

/** By its content, or where that cannot be told, by its name. */
const isHeic = ({ name, type }: File, bytes: Uint8Array | undefined) =>
  (bytes && kindOf(bytes) === 'heic') || /\.(?:hei[cf]|hif)$/i.test(name) || /\/hei[cf]/.test(type)

async function decoded(file: File, bytes: Uint8Array | undefined): Promise<HTMLImageElement> {
  const url = URL.createObjectURL(file)
  const image = new Image()
  image.src = url
  try {
    await image.decode()
    return image
  } catch (error) {
    // some phones can read their own HEIC
    const code = isHeic(file, bytes) ? 'photo_is_heic' : 'not_a_photo'
    throw new NotAPicture('not decoded', code, { cause: error })
  } finally {
    // what has been decoded stays drawable
    setTimeout(() => URL.revokeObjectURL(url), 60_000)
  }
}

/**
 * What a file holds; undefined when it is not on the phone but in a cloud: the decoder reports it.
 * @throws NotAPicture
 */
export async function bytesOf(file: File): Promise<Uint8Array | undefined> {
  if (file.size > largestFile) throw new NotAPicture('too large', 'photo_too_large')
  try {
    return new Uint8Array(await file.arrayBuffer())
  } catch (error) {
    if (error instanceof DOMException) return undefined
    throw error
  }
}

/** A web view draws what is there of a picture that is cut off, and says nothing. */
function mustBeWhole(bytes: Uint8Array | undefined): void {
  if (bytes && kindOf(bytes) && !isWhole(bytes)) throw new NotAPicture('cut off')
}

/**
 * @param bytes of a file, where they could be read
 * @throws NotAPicture
 */
export async function shrink(
  source: File | HTMLVideoElement,
  bytes: Uint8Array | undefined,
): Promise<Picture> {
  mustBeWhole(bytes)
  const image = source instanceof File ? await decoded(source, bytes) : source
  const [width, height] =
    image instanceof HTMLVideoElement
      ? [image.videoWidth, image.videoHeight]
      : [image.naturalWidth, image.naturalHeight]
  if (!width || !height) throw new NotAPicture('no size')
  const full = drawn(image, width, height, longEdge)
  const small = drawn(full.canvas, full.canvas.width, full.canvas.height, thumbnailEdge)
  const { canvas, pen } = drawn(full.canvas, full.canvas.width, full.canvas.height, looksEdge)
  const [blob, thumbnail] = await Promise.all([jpeg(full.canvas, 0.84), jpeg(small.canvas, 0.8)])
  const { data } = pen.getImageData(0, 0, canvas.width, canvas.height)
  const isSmall = Math.min(width, height) < smallestEdge
  const looks = isSmall ? 'small' : looksOf(data, canvas.width, canvas.height)
  return { blob, thumbnail, looks }
}
