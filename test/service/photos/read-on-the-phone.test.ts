/** The phone reads what the service reads. */
import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import { evidenceIn } from '../../../miniapp/drafts/evidence.ts'
import { exifBlockOf } from '../../../service/photos/shared/file.ts'
import { at, now, offset, original, whole } from './camera-times.ts'
import { exifBlock, withBlock } from './exif-block.ts'

describe('the phone reads what the service reads', () => {
  const block = exifBlock({
    exif: { [original]: '2026:11:20 09:30:00', [offset]: '-0600' },
    gps: at(whole(33, 26, 15), whole(70, 39, 0), ['South', 'West']),
  })
  const plain = sharp({ create: { width: 8, height: 8, channels: 3, background: '#888888' } })

  test('in a JPEG, behind other segments', async () => {
    const bytes = withBlock(await plain.clone().jpeg().toBuffer(), block)
    const xmp = Buffer.from('\xff\xe1\x00\x1fhttp://ns.adobe.com/xap/1.0/\0', 'latin1')
    const behind = Buffer.concat([
      bytes.subarray(0, 2),
      xmp,
      Buffer.from([0xff]),
      bytes.subarray(2),
    ])
    for (const file of [bytes, behind]) {
      const { takenAt, place } = evidenceIn(file, now)
      expect(takenAt?.toISOString()).toBe('2026-11-20T15:30:00.000Z')
      expect(place?.latitude).toBeCloseTo(-33.4375, 6)
    }
  })
  test.each(['png', 'webp'] as const)('in a %s', async (format) => {
    const written = {
      IFD2: { DateTimeOriginal: '2026:11:20 09:30:00', OffsetTimeOriginal: '-06:00' },
    }
    const bytes = await plain.clone().withExif(written).toFormat(format).toBuffer()
    expect(evidenceIn(bytes, now).takenAt?.toISOString()).toBe('2026-11-20T15:30:00.000Z')
  })
  test('in a HEIC, which some phones can read', () => {
    const head = Buffer.from('\0\0\0\x18ftypheic\0\0\0\0mif1heic', 'latin1')
    const file = Buffer.concat([head, Buffer.from('Extra Exif\0\0', 'latin1'), block, head])
    expect(evidenceIn(file, now).takenAt?.toISOString()).toBe('2026-11-20T15:30:00.000Z')
  })
  test('nothing in what is no picture', () => {
    expect(exifBlockOf(Buffer.from('Exif\0\0'))).toBeUndefined()
    expect(evidenceIn(undefined, now)).toEqual({ takenAt: null, place: null })
  })
})
