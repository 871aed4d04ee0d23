/** What is read from the EXIF that real encoders write, and that nonsense in it does no harm. */
import sharp, { type Exif as Written } from 'sharp'
import { describe, expect, test } from 'vitest'
import {
  assumedAccuracy,
  isPicture,
  placeTaken,
  timeTaken,
} from '../../../service/photos/rules/evidence.ts'
import { readExif } from '../../../service/photos/shared/exif/read.ts'
import type { Exif } from '../../../service/photos/shared/exif/taken.ts'

/** The EXIF block of a picture that libvips wrote. */
async function blockOf(written: Written, format: 'jpeg' | 'png' | 'webp' = 'jpeg') {
  const picture = sharp({ create: { width: 8, height: 8, channels: 3, background: '#888888' } })
  const bytes = await picture.withExif(written).toFormat(format).toBuffer()
  return (await sharp(bytes).metadata()).exif
}

const singapore: Written = {
  IFD2: { DateTimeOriginal: '2026:11:22 17:30:05', OffsetTimeOriginal: '+08:00' },
  IFD3: {
    GPSLatitudeRef: 'N',
    GPSLatitude: '1/1 16/1 4836/100',
    GPSLongitudeRef: 'E',
    GPSLongitude: '103/1 50/1 4848/100',
    GPSHPositioningError: '7/1',
    GPSDateStamp: '2026:11:22',
    GPSTimeStamp: '9/1 30/1 1/1',
  },
}

describe('a camera that tells everything', () => {
  test.each(['jpeg', 'png', 'webp'] as const)('in a %s', async (format) => {
    const exif = readExif(await blockOf(singapore, format))
    expect(exif).toMatchObject({
      localTime: '2026-11-22T17:30:05',
      offset: '+08:00',
      satelliteTime: new Date('2026-11-22T09:30:01Z'),
    })
    expect(exif.position?.latitude).toBeCloseTo(1.2801, 6)
    expect(exif.position?.longitude).toBeCloseTo(103.8468, 6)
    expect(exif.position?.accuracy).toBe(7)
  })

  test('south and west are negative', async () => {
    const { position } = readExif(
      await blockOf({ IFD3: { ...singapore.IFD3, GPSLatitudeRef: 'S', GPSLongitudeRef: 'W' } }),
    )
    expect(position?.latitude).toBeCloseTo(-1.2801, 6)
    expect(position?.longitude).toBeCloseTo(-103.8468, 6)
  })
})

describe('a camera that tells little or nonsense', () => {
  const nothing: Exif = { localTime: null, offset: null, satelliteTime: null, position: null }

  test('only the time of the file', async () => {
    const exif = readExif(await blockOf({ IFD0: { DateTime: '2026:11:22 17:30:05' } }))
    expect(exif).toEqual({ ...nothing, localTime: '2026-11-22T17:30:05' })
  })
  test.each<[string, Written]>([
    ['a clock never set', { IFD2: { DateTimeOriginal: '0000:00:00 00:00:00' } }],
    ['a day that never was', { IFD2: { DateTimeOriginal: '2026:00:00 00:00:00' } }],
    ['words for a time', { IFD2: { DateTimeOriginal: 'yesterday, I think' } }],
    [
      'zeros for a place',
      {
        IFD3: {
          ...singapore.IFD3,
          GPSLatitude: '0/1 0/1 0/1',
          GPSLongitude: '0/1 0/1 0/1',
          GPSTimeStamp: '0/0 0/0 0/0',
        },
      },
    ],
    [
      'fractions of nothing',
      { IFD3: { ...singapore.IFD3, GPSLatitude: '0/0 0/0 0/0', GPSTimeStamp: '0/0 0/0 0/0' } },
    ],
    [
      'a latitude beyond the pole',
      { IFD3: { ...singapore.IFD3, GPSLatitude: '99/1 0/1 0/1', GPSTimeStamp: '0/0 0/0 0/0' } },
    ],
  ])('%s', async (_name, written) => {
    expect(readExif(await blockOf(written))).toEqual(nothing)
  })
  test('no block at all', () => {
    expect(readExif(undefined)).toEqual(nothing)
    expect(readExif(new Uint8Array(3))).toEqual(nothing)
    expect(readExif(Buffer.from('Exif\0\0 this is no TIFF at all'))).toEqual(nothing)
  })
  test('a block damaged anywhere neither throws nor takes long', async () => {
    const block = await blockOf(singapore)
    if (!block) throw new Error('no EXIF was written')
    for (let at = 0; at < block.length; at++) {
      for (const value of [0, 0x7f, 0xff]) {
        const damaged = Buffer.from(block)
        damaged[at] = value
        readExif(damaged)
      }
      readExif(block.subarray(0, at))
    }
  })
})

describe('when and where a picture was taken', () => {
  const now = new Date('2026-11-22T10:00:00Z')
  const zone = 'Asia/Singapore'
  const exif = (given: Partial<Exif> = {}): Exif => ({
    localTime: null,
    offset: null,
    satelliteTime: null,
    position: null,
    ...given,
  })
  const takenAt = '2026-11-22T09:00:00Z'

  test.each<[string, Partial<Exif>, string | null]>([
    [
      'the camera, with its zone',
      { localTime: '2026-11-20T08:00:00', offset: '+07:00' },
      '2026-11-20T01:00:00.000Z',
    ],
    ['the camera, in our zone', { localTime: '2026-11-20T08:00:00' }, '2026-11-20T00:00:00.000Z'],
    [
      'the satellites',
      { satelliteTime: new Date('2026-11-21T00:00:00Z') },
      '2026-11-21T00:00:00.000Z',
    ],
    ['the phone', {}, '2026-11-22T09:00:00.000Z'],
    [
      'the phone, as the camera lives in the future',
      { localTime: '2031-01-01T00:00:00' },
      '2026-11-22T09:00:00.000Z',
    ],
    [
      'the phone, as the camera starts in 1980',
      { localTime: '1980-01-01T00:00:00' },
      '2026-11-22T09:00:00.000Z',
    ],
    [
      'the phone, as there is no such day',
      { localTime: '2026-99-99T00:00:00', offset: '+08:00' },
      '2026-11-22T09:00:00.000Z',
    ],
  ])('time from %s', (_name, given, time) => {
    expect(timeTaken(exif(given), { takenAt }, zone, now)?.toISOString() ?? null).toBe(time)
  })
  test('a picture without a time has none', () => {
    expect(timeTaken(exif(), {}, zone, now)).toBeNull()
    expect(timeTaken(exif(), { takenAt: '2031-01-01T00:00:00Z' }, zone, now)).toBeNull()
  })

  const position = { latitude: 1, longitude: 2, accuracy: 3 }
  const claimed = { latitude: 10, longitude: 20, accuracy: 30 }
  test('the picture’s own place wins over the phone’s', () => {
    expect(placeTaken(exif({ position }), claimed)).toEqual(position)
    expect(placeTaken(exif(), claimed)).toEqual(claimed)
  })
  test('accuracy that is missing is assumed', () => {
    const vague = { ...position, accuracy: null }
    expect(placeTaken(exif({ position: vague }), claimed)?.accuracy).toBe(30)
    expect(placeTaken(exif({ position: vague }), {})?.accuracy).toBe(assumedAccuracy)
    expect(placeTaken(exif(), { latitude: 1, longitude: 2 })?.accuracy).toBe(assumedAccuracy)
  })
  test('half a place is none', () => {
    expect(placeTaken(exif(), { latitude: 1 })).toBeNull()
    expect(placeTaken(exif(), {})).toBeNull()
  })
})

test.each([
  ['jpeg', true],
  ['png', true],
  ['webp', true],
  ['gif', false],
  ['tiff', false],
  ['avif', false],
] as const)('a %s is taken: %s', async (format, taken) => {
  const picture = sharp({ create: { width: 8, height: 8, channels: 3, background: '#888888' } })
  expect(isPicture(await picture.toFormat(format).toBuffer())).toBe(taken)
})
