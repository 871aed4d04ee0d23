/** What cameras write into their pictures. */
import { timeTaken } from '../../../service/photos/rules/evidence.ts'
import { readExif } from '../../../service/photos/shared/exif/read.ts'
import { exifBlock, type Block, type Value } from './exif-block.ts'

export const now = new Date('2026-11-22T10:00:00Z')
const claimed = { takenAt: '2026-11-22T09:00:00Z' }
export const claim = '2026-11-22T09:00:00.000Z'
export const taken = (block: Block) =>
  timeTaken(readExif(exifBlock(block)), claimed, 'Asia/Singapore', now)?.toISOString()

export const [original, digitized, changed] = [0x9003, 0x9004, 0x0132]
export const [offset, offsetOriginal, offsetDigitized] = [0x9010, 0x9011, 0x9012]
export const fractions = (...numbers: [number, number][]): Value => ({ fractions: numbers })
export const whole = (...numbers: number[]) =>
  fractions(...numbers.map((n): [number, number] => [n, 1]))

export const gpsTime = (day: string, ...time: number[]) => ({ 29: day, 7: whole(...time) })
export const at = (latitude: Value, longitude: Value, refs = ['N', 'E']) => ({
  1: refs[0]!,
  2: latitude,
  3: refs[1]!,
  4: longitude,
})
