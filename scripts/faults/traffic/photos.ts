/** Pictures as phones send them, and sending them. */
import { randomUUIDv7 } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import sharp from 'sharp'
import type { Staff } from '../testbed/people.ts'
import type { Client, Deadline } from '../client.ts'

/** Pictures that look different: the service looks up where each was used before, and phones do not send one again and again. */
const different = 250

let made: Promise<Buffer[]> | undefined
let next = 0

function madePictures(): Promise<Buffer[]> {
  const numbers = Array.from({ length: different }, (_, number) => number)
  return (made ??= Promise.all(numbers.map((number) => makePicture(640, 480, number))))
}

/** A JPEG of 640 × 480, by turns one of several. The first call makes all of them. */
export async function picture(): Promise<Buffer> {
  const pictures = await madePictures()
  return pictures[next++ % different]!
}

/**
 * Blocks of colour, so that it has the size of a photo and not of a plain surface.
 * @param number pictures of different numbers look different
 */
export async function makePicture(width: number, height: number, number = 0): Promise<Buffer> {
  const [columns, rows] = [Math.ceil(width / 16), Math.ceil(height / 16)]
  const blocks = Buffer.from(
    Array.from(
      { length: columns * rows * 3 },
      (_, index) => ((index + number * 7) * 2_654_435_761) % 251,
    ),
  )
  return sharp(blocks, { raw: { width: columns, height: rows, channels: 3 } })
    .resize(width, height, { kernel: 'nearest', fit: 'fill' })
    .jpeg({ quality: 80 })
    .toBuffer()
}

/** @returns whether the service has answered to have it */
export async function uploadOne(
  client: Client,
  id: string,
  token: string,
  deadline: Deadline,
  bytes?: Buffer,
): Promise<boolean> {
  const path = `/api/v1/photos/${id}?source=camera`
  const upload = { method: 'PUT' as const, path, token, body: bytes ?? (await picture()) }
  return (await client.sendWithRetry(upload, deadline)).status === 200
}

interface Upload {
  /** Uploads at the same time. */
  concurrency: number
  most: number
  /** Photos begun in a second by all together; without a limit by default. */
  perSecond?: number
  /** The picture, if not the default one. */
  bytes?: Buffer
  /** No photo is begun after so many seconds. */
  seconds: number
  /** Seconds to retry after that. */
  retrySeconds: number
}

/** @returns ids of the photos that the service has answered to have, and how many were begun */
export async function sendPhotos(
  client: Client,
  staff: readonly Staff[],
  { concurrency, most, perSecond, bytes, seconds, retrySeconds }: Upload,
): Promise<{ acknowledged: string[]; begun: number }> {
  const began = performance.now()
  const stop = began + seconds * 1_000
  const deadline = { stop, retryUntil: stop + retrySeconds * 1_000 }
  const acknowledged: string[] = []
  let begun = 0
  const uploader = async () => {
    while (begun < most && performance.now() < stop && !client.isClosed) {
      const index = begun++
      const wait = perSecond ? began + (index / perSecond) * 1_000 - performance.now() : 0
      if (wait > 0) await sleep(wait)
      const by = staff[index % staff.length]!
      const id = randomUUIDv7()
      if (await uploadOne(client, id, by.token, deadline, bytes)) acknowledged.push(id)
    }
  }
  await Promise.all(Array.from({ length: concurrency }, uploader))
  return { acknowledged, begun }
}
