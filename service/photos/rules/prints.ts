/** Fingerprints of a photo: two that share one show the same picture (docs/decisions/051). */
import { createHash } from 'node:crypto'
import { sampleOfPicture } from '../shared/file.ts'

/** 128 bits in hex: enough to tell pictures apart. */
export const shortPrint = (sha256: string) => sha256.slice(0, 32)

/** Of the picture in a file without what stands beside it: an app that takes out time and place changes nothing. */
export function printOfFile(bytes: Uint8Array): string {
  const hash = createHash('sha256')
  for (const part of sampleOfPicture(bytes)) hash.update(part)
  return shortPrint(hash.digest('hex'))
}

/**
 * Of the pixels, which the thumbnail is made of: the same picture saved in another format without loss.
 * @param thumbnail as stored
 */
export function printOfPixels(thumbnail: Uint8Array): string {
  return shortPrint(createHash('sha256').update(thumbnail).digest('hex'))
}
