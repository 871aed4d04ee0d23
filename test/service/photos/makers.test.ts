/** Times and places as cameras of several makers write them: what the phone and the service make of them. */
import { describe, expect, test } from 'vitest'
import { readExif } from '../../../service/photos/shared/exif/read.ts'
import {
  at,
  changed,
  claim,
  digitized,
  fractions,
  gpsTime,
  offset,
  offsetDigitized,
  offsetOriginal,
  original,
  taken,
  whole,
} from './camera-times.ts'
import { exifBlock, type Value } from './exif-block.ts'

describe('the zone of the camera', () => {
  test.each<[string, string, string]>([
    ['with a colon', '-06:00', '2026-11-20T15:30:00.000Z'],
    ['without one', '-0600', '2026-11-20T15:30:00.000Z'],
    ['hours only', '-6', '2026-11-20T15:30:00.000Z'],
    ['Z', 'Z', '2026-11-20T09:30:00.000Z'],
    ['a small z', 'z', '2026-11-20T09:30:00.000Z'],
    ['by the name of UTC', 'UTC+5:45', '2026-11-20T03:45:00.000Z'],
    ['half an hour', '+05:30', '2026-11-20T04:00:00.000Z'],
    ['left blank, ours', '   :  ', '2026-11-20T01:30:00.000Z'],
    ['none that exists, ours', '+27:00', '2026-11-20T01:30:00.000Z'],
  ])('%s', (_name, written, right) => {
    const time = '2026:11:20 09:30:00'
    expect(taken({ exif: { [original]: time, [offsetOriginal]: written } })).toBe(right)
    expect(taken({ exif: { [original]: time, [offset]: written }, little: true })).toBe(right)
    expect(taken({ exif: { [original]: time, [offsetDigitized]: written } })).toBe(right)
    expect(taken({ exif: { [original]: time }, main: { [offset]: written } })).toBe(right)
    expect(taken({ exif: { [original]: `${time}${written}` } })).toBe(right)
  })

  test.each<[string, string, Record<number, Value>, string]>([
    ['Mexico', '2026:11:20 09:30:00', gpsTime('2026:11:20', 15, 30, 0), '2026-11-20T15:30:00.000Z'],
    [
      'Kathmandu, the fix a little old',
      '2026:11:20 09:30:00',
      gpsTime('2026:11:20', 3, 43, 10),
      '2026-11-20T03:45:00.000Z',
    ],
    [
      'Sydney in summer, the day before for the satellites',
      '2026:11:20 09:30:00',
      gpsTime('2026:11:19', 22, 30, 1),
      '2026-11-19T22:30:00.000Z',
    ],
    [
      'Tokyo, with the day of the camera for the satellites',
      '2026:11:20 08:30:00',
      { ...at(whole(35, 40, 0), whole(139, 45, 0)), ...gpsTime('2026:11:20', 23, 30, 0) },
      '2026-11-19T23:30:00.000Z',
    ],
    [
      'London, no day of the satellites',
      '2026:11:20 09:30:00',
      { 7: whole(9, 30, 2) },
      '2026-11-20T09:30:00.000Z',
    ],
    [
      'Lima, dashes in the day, seconds of nothing',
      '2026:11:20 09:30:00',
      { 29: '2026-11-20', 7: fractions([14, 1], [30, 1], [0, 0]) },
      '2026-11-20T14:30:00.000Z',
    ],
    [
      'a fix that is half a day old tells no zone: ours',
      '2026:11:20 09:30:00',
      gpsTime('2026:11:19', 13, 10, 0),
      '2026-11-20T01:30:00.000Z',
    ],
    [
      'the Chatham Islands in summer',
      '2026:11:21 00:15:00',
      gpsTime('2026:11:20', 10, 30, 0),
      '2026-11-20T10:30:00.000Z',
    ],
    [
      'Lord Howe in winter, half an hour aside',
      '2026:06:20 20:30:00',
      gpsTime('2026:06:20', 10, 0, 0),
      '2026-06-20T10:00:00.000Z',
    ],
    [
      'Apia, east of the date line by its longitude',
      '2026:11:20 23:00:00',
      {
        ...at(whole(13, 50, 0), whole(171, 45, 0), ['S', 'W']),
        ...gpsTime('2026:11:20', 10, 0, 0),
      },
      '2026-11-20T10:00:00.000Z',
    ],
    [
      'Mexico, a receiver whose weeks began again',
      '2026:11:20 09:30:00',
      gpsTime('2007:04:06', 15, 30, 0),
      '2026-11-20T15:30:00.000Z',
    ],
    [
      'a fix of years ago, which no count of weeks explains, tells no zone: ours',
      '2026:11:20 09:30:00',
      gpsTime('2015:11:20', 15, 30, 0),
      '2026-11-20T01:30:00.000Z',
    ],
    [
      'zeros of a receiver that never had a fix tell no zone: ours',
      '2026:11:20 09:30:00',
      gpsTime('2026:11:20', 0, 0, 0),
      '2026-11-20T01:30:00.000Z',
    ],
    [
      'an old picture is no picture of today because weeks begin again',
      '2007:04:06 09:30:00',
      gpsTime('2007:04:06', 15, 30, 0),
      claim,
    ],
    [
      'a clock that is a year behind: the satellites',
      '2025:11:20 09:30:00',
      gpsTime('2026:11:20', 3, 12, 40),
      '2026-11-20T03:12:40.000Z',
    ],
  ])('by the satellites: %s', (_name, time, gps, right) => {
    for (const little of [false, true]) {
      expect(taken({ exif: { [original]: time }, gps, little })).toBe(right)
    }
  })

  test('not by a fix of three hours ago, which the longitude gives away', () => {
    const singapore = at(whole(1, 16, 48), whole(103, 50, 48))
    const gps = { ...singapore, ...gpsTime('2026:11:20', 6, 0, 0) }
    expect(taken({ exif: { [original]: '2026:11:20 17:00:00' }, gps })).toBe(
      '2026-11-20T09:00:00.000Z',
    )
  })
})

describe('times', () => {
  test.each<[string, string, string]>([
    ['dashes', '2026-11-20 09:30:00', '2026-11-20T01:30:00.000Z'],
    ['slashes', '2026/11/20 09:30:00', '2026-11-20T01:30:00.000Z'],
    ['as ISO 8601 has it', '2026-11-20T09:30:00.123Z', '2026-11-20T09:30:00.000Z'],
    ['spaces for zeros', '2026:11: 2  9: 5: 3', '2026-11-02T01:05:03.000Z'],
    ['no seconds', '2026:11:20 09:30', '2026-11-20T01:30:00.000Z'],
    ['in the afternoon', '2026:11:20 03:30:00 PM', '2026-11-20T07:30:00.000Z'],
    ['noon', '2026:11:20 12:30:00 pm', '2026-11-20T04:30:00.000Z'],
    ['nothing between the parts', '20261120 093000', '2026-11-20T01:30:00.000Z'],
    ['nothing between the parts, with a zone', '20261120T093000-0600', '2026-11-20T15:30:00.000Z'],
    ['a phone that counts hours from 1 to 24', '2026:11:20 24:10:00', '2026-11-19T16:10:00.000Z'],
    ['a leap second', '2026:11:20 09:30:60', '2026-11-20T01:30:59.000Z'],
    ['a clock never set, 2002', '2002:12:08 12:00:00', claim],
    ['a clock never set, 2015', '2015-01-01 00:00:00', claim],
    ['a clock never set, 2020', '2020:01:01 00:00:12', claim],
    ['zeros', '0000:00:00 00:00:00', claim],
    ['no such day', '2026:02:30 10:00:00', claim],
    ['tomorrow’s tomorrow', '2026:11:24 10:00:00', claim],
  ])('%s', (_name, time, right) => {
    expect(taken({ exif: { [original]: time } })).toBe(right)
  })

  test('the time of the taking before that of the file, which counts where there is no other', () => {
    const [early, late] = ['2026:11:20 09:30:00', '2026:11:21 09:30:00']
    expect(taken({ main: { [changed]: late }, exif: { [digitized]: early } })).toBe(
      '2026-11-20T01:30:00.000Z',
    )
    expect(taken({ main: { [changed]: late } })).toBe('2026-11-21T01:30:00.000Z')
    expect(taken({ main: { [changed]: late }, exif: { [original]: '    :  :     :  :  ' } })).toBe(
      '2026-11-21T01:30:00.000Z',
    )
  })
  test('a clock that was never set when it was taken: the next time that can be', () => {
    const never = '2002:12:08 12:00:00'
    const exif = { [original]: never, [digitized]: '2026:11:20 09:30:00' }
    expect(taken({ exif })).toBe('2026-11-20T01:30:00.000Z')
    expect(taken({ main: { [changed]: never }, exif: { [original]: never } })).toBe(claim)
  })
  test('text that is not declared as text', () => {
    for (const type of [7, 129]) {
      const time = { type, text: '2026:11:20 09:30:00' }
      expect(taken({ exif: { [original]: time } })).toBe('2026-11-20T01:30:00.000Z')
    }
  })
})

describe('places', () => {
  const placeOf = (gps: Record<number, Value>, little = false) =>
    readExif(exifBlock({ gps, little })).position
  const santiago = { latitude: -33.4375, longitude: -70.65 }

  test.each<[string, Record<number, Value>]>([
    ['degrees, minutes, seconds', at(whole(33, 26, 15), whole(70, 39, 0), ['S', 'W'])],
    ['words', at(whole(33, 26, 15), whole(70, 39, 0), ['South', 'West'])],
    ['small letters', at(whole(33, 26, 15), whole(70, 39, 0), ['s', ' west'])],
    [
      'seconds of nothing',
      at(fractions([33, 1], [2625, 100], [0, 0]), fractions([70, 1], [39, 1], [0, 0]), ['S', 'W']),
    ],
    ['two parts', at(fractions([33, 1], [2625, 100]), whole(70, 39), ['S', 'W'])],
    ['one part', at(fractions([334375, 10000]), fractions([7065, 100]), ['S', 'W'])],
    [
      'signed, without letters',
      {
        2: {
          signed: true,
          fractions: [
            [-33, 1],
            [26, 1],
            [15, 1],
          ],
        },
        4: {
          signed: true,
          fractions: [
            [-70, 1],
            [39, 1],
            [0, 1],
          ],
        },
      },
    ],
    [
      'signed, with letters as well',
      at(
        { signed: true, fractions: [[-334375, 10000]] },
        { signed: true, fractions: [[-7065, 100]] },
        ['S', 'W'],
      ),
    ],
    [
      'signed, with the letters that a program always writes',
      at({ signed: true, fractions: [[-334375, 10000]] }, fractions([-7065, 100])),
    ],
  ])('%s', (_name, gps) => {
    for (const little of [false, true]) {
      const place = placeOf(gps, little)
      expect(place?.latitude).toBeCloseTo(santiago.latitude, 6)
      expect(place?.longitude).toBeCloseTo(santiago.longitude, 6)
    }
  })
  test.each<[string, Record<number, Value>]>([
    ['no letters and no sign', { 2: whole(33, 26, 15), 4: whole(70, 39, 0) }],
    ['letters of another language', at(whole(33, 26, 15), whole(70, 39, 0), ['?', 'O'])],
    ['degrees of nothing', at(fractions([0, 0], [26, 1]), whole(70, 39, 0))],
    ['sixty-one seconds', at(whole(33, 26, 61), whole(70, 39, 0))],
    ['seventy minutes', at(whole(33, 70, 0), whole(70, 39, 0))],
  ])('none of %s', (_name, gps) => {
    expect(placeOf(gps)).toBeNull()
  })
})

test.each<[string, Record<number, Value>, number, number]>([
  ['seconds rounded to 60', at(whole(1, 16, 60), whole(103, 50, 60)), 1.283333, 103.85],
  ['minutes rounded to 60', at(whole(1, 60, 0), whole(103, 60, 0)), 2, 104],
  [
    'fractions that fill 32 bits',
    at(fractions([1, 1], [16, 1], [3_000_000_000, 100_000_000]), whole(103, 50, 0)),
    1.275,
    103.833333,
  ],
  [
    'a denominator that fills 32 bits',
    at(whole(1, 16, 0), fractions([4_154_000_000, 40_000_000])),
    1.266667,
    103.85,
  ],
])('a place stays on its side of the earth: %s', (_name, gps, latitude, longitude) => {
  for (const little of [false, true]) {
    const { position } = readExif(exifBlock({ gps, little }))
    expect(position?.latitude).toBeCloseTo(latitude, 5)
    expect(position?.longitude).toBeCloseTo(longitude, 5)
  }
})

test('a folder that is cut off costs what is missing, not the rest', () => {
  const gps = at(whole(33, 26, 15), whole(70, 39, 0))
  const block = exifBlock({ exif: { [original]: '2026:11:20 09:30:00' }, gps })
  // the last fractions are gone
  const exif = readExif(block.subarray(0, -8))
  expect(exif).toMatchObject({ localTime: '2026-11-20T09:30:00', position: null })
})
