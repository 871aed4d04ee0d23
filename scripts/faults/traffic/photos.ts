/** Pictures as phones send them, and sending them. */
import { randomUUIDv7 } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import sharp from 'sharp'
import type { Line } from './ask.ts'
import type { Staff } from '../house/people.ts'

let made: Promise<Buffer> | undefined

/** A JPEG of 640 × 480; the same for all, for a photo is known by its id. */
export function picture(): Promise<Buffer> {
  return (made ??= makePicture(640, 480))
}

/** Blocks of colour, so that it has the size of a photo and not of a plain surface. */
export async function makePicture(width: number, height: number): Promise<Buffer> {
  const [columns, rows] = [Math.ceil(width / 16), Math.ceil(height / 16)]
  const blocks = Buffer.from(
    Array.from({ length: columns * rows * 3 }, (_, index) => (index * 2_654_435_761) % 251),
  )
  return sharp(blocks, { raw: { width: columns, height: rows, channels: 3 } })
    .resize(width, height, { kernel: 'nearest', fit: 'fill' })
    .jpeg({ quality: 80 })
    .toBuffer()
}

/** @returns whether the service has answered to have it */
export async function uploadOne(
  line: Line,
  id: string,
  token: string,
  until: number,
  bytes?: Buffer,
): Promise<boolean> {
  const path = `/api/v1/photos/${id}?source=camera`
  const asked = { method: 'PUT' as const, path, token, body: bytes ?? (await picture()) }
  return (await line.persist(asked, until)).status === 200
}

interface Upload {
  clients: number
  most: number
  /** Photos begun in a second by all together; as many as can be where nothing is said. */
  perSecond?: number
  /** The picture; the usual one where nothing is said. */
  bytes?: Buffer
  /** No photo is begun after so many seconds. */
  seconds: number
  /** Seconds to go on trying after that. */
  patience: number
}

/** @returns ids of the photos that the service has answered to have, and how many were begun */
export async function sendPhotos(
  line: Line,
  staff: readonly Staff[],
  { clients, most, perSecond, bytes, seconds, patience }: Upload,
): Promise<{ acknowledged: string[]; begun: number }> {
  const began = performance.now()
  const stop = began + seconds * 1_000
  const until = stop + patience * 1_000
  const acknowledged: string[] = []
  let begun = 0
  const client = async () => {
    while (begun < most && performance.now() < stop) {
      const index = begun++
      const wait = perSecond ? began + (index / perSecond) * 1_000 - performance.now() : 0
      if (wait > 0) await sleep(wait)
      const by = staff[index % staff.length]!
      const id = randomUUIDv7()
      if (await uploadOne(line, id, by.token, until, bytes)) acknowledged.push(id)
    }
  }
  await Promise.all(Array.from({ length: clients }, client))
  return { acknowledged, begun }
}
