/** Makes a camera's picture small enough to send over two bars of signal, and looks at it once. */
import type { PhotoLooks } from './shapes.ts'

/** Pixels; the service keeps no more. */
const longEdge = 2048
const thumbnailEdge = 360
const looksEdge = 512
/** Bytes; what is larger would bring the web view down. */
const largestFile = 60 * 1024 * 1024

/** Mean brightness (0 to 255) under which a picture counts as dark. */
const darkest = 45
/** Variance of the Laplacian under which a picture of this size counts as blurred. */
const leastSharp = 28

/** This file is no picture that the phone can read. */
export class NotAPicture extends Error {
  override readonly name = 'NotAPicture'
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

async function decoded(file: Blob): Promise<HTMLImageElement> {
  const url = URL.createObjectURL(file)
  const image = new Image()
  image.src = url
  try {
    await image.decode()
    return image
  } catch (error) {
    throw new NotAPicture('not decoded', { cause: error })
  } finally {
    // what has been decoded stays drawable
    setTimeout(() => URL.revokeObjectURL(url), 60_000)
  }
}

/** @throws NotAPicture */
export async function shrink(source: Blob | HTMLVideoElement): Promise<Picture> {
  if (source instanceof Blob && source.size > largestFile) throw new NotAPicture('too large')
  const image = source instanceof Blob ? await decoded(source) : source
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
  return { blob, thumbnail, looks: looksOf(data, canvas.width, canvas.height) }
}
