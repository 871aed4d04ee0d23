/** Sending photos: what is refused, that once is once, and that nothing half-written stays. */
import { randomUUIDv7 } from 'node:crypto'
import { connect } from 'node:net'
import { finished } from 'node:stream/promises'
import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import { clock } from '../../../service/clock.ts'
import { sweepPictures } from '../../../service/photos/actions/sweep.ts'
import { pictures } from '../../../service/photos/model.ts'
import { clientOf } from '../../setup/people.ts'
import { jpeg } from '../../setup/visit.ts'
import { exifBlock, withBlock } from './exif-block.ts'
import {
  addressOf,
  filesOf,
  form,
  isNotThere,
  mei,
  nok,
  png,
  put,
  service,
} from './sent-pictures.ts'

describe('what is taken', () => {
  test.each(['jpeg', 'png', 'webp'] as const)('a %s, whatever it says it is', async (format) => {
    const id = randomUUIDv7()
    const bytes = await sharp(png(64, 48)).toFormat(format).toBuffer()
    const answer = await mei.client.put(addressOf(id), bytes, {
      'content-type': 'application/octet-stream',
    })
    expect(answer.body).toMatchObject({ id, width: 64, height: 48, source: 'unknown' })
    expect((await mei.client.get(addressOf(id))).body).toEqual(answer.body)
  })

  test.each(['POST', 'PUT'] as const)(
    'a form by %s, as DingTalk’s own upload sends it',
    async (method) => {
      const id = randomUUIDv7()
      const bytes = await jpeg()
      expect(await form(bytes, id, method, 'anything')).toMatchObject({ status: 200, body: { id } })
      expect((await put(bytes, id)).status).toBe(200)
    },
  )
  test('not a form without a file, nor one that is none', async () => {
    const send = (body: FormData | string, headers: Record<string, string> = {}) =>
      fetch(service.url + addressOf(randomUUIDv7()), {
        method: 'POST',
        headers: { authorization: `Bearer ${mei.client.token}`, ...headers },
        body,
      })
    const empty = new FormData()
    empty.append('note', 'no file here')
    expect((await send(empty)).status).toBe(400)
    const type = { 'content-type': 'multipart/form-data' }
    expect((await send('x', type)).status).toBe(400)
    const bounded = { 'content-type': 'multipart/form-data; boundary=b' }
    expect((await send('--b\r\nnonsense', bounded)).status).toBe(400)
  })

  test.each(['png', 'jpeg'] as const)(
    'a %s of 108 megapixels, made small while it is read',
    async (format) => {
      const bytes =
        format === 'png'
          ? png(12_000, 9_000)
          : await sharp(png(12_000, 9_000), { limitInputPixels: false }).jpeg().toBuffer()
      const answer = await put(bytes)
      expect(answer).toMatchObject({ status: 200, body: { width: 2048, height: 1536 } })
    },
    60_000,
  )

  test('a JPEG with a film behind its end, as cameras of phones write it', async () => {
    const film = Buffer.concat([await jpeg(640, 480), Buffer.from('ftypmp42'), Buffer.alloc(5000)])
    expect((await put(film)).status).toBe(200)
  })

  test('upright, at most 2048 pixels long, without a trace of who took it', async () => {
    const bytes = await sharp({
      create: { width: 3000, height: 1500, channels: 3, background: '#808080' },
    })
      .withExif({
        IFD0: { Make: 'Phone of Mei' },
        IFD2: { DateTimeOriginal: '2026:11:20 08:00:00', OffsetTimeOriginal: '+07:00' },
        IFD3: {
          GPSLatitudeRef: 'N',
          GPSLatitude: '13/1 45/1 0/1',
          GPSLongitudeRef: 'E',
          GPSLongitude: '100/1 30/1 0/1',
        },
      })
      .withMetadata({ orientation: 6 })
      .jpeg()
      .toBuffer()
    const query = '?source=camera&takenAt=2026-11-22T00:00:00Z&latitude=1&longitude=2&accuracy=9'
    const { body } = await put(bytes, randomUUIDv7(), mei, query)
    expect(body).toMatchObject({
      width: 1024,
      height: 2048,
      takenAt: '2026-11-20T01:00:00.000Z',
      place: { latitude: 13.75, longitude: 100.5, accuracy: 9 },
      source: 'camera',
    })
    const anybody = clientOf(service.url)
    const [full, thumbnail] = [await anybody.get(body.url), await anybody.get(body.thumbnailUrl)]
    expect(await sharp(full.body).metadata()).toMatchObject({
      width: 1024,
      height: 2048,
      format: 'jpeg',
    })
    expect(await sharp(thumbnail.body).metadata()).toMatchObject({ width: 240, height: 480 })
    for (const { body: picture } of [full, thumbnail]) {
      expect((await sharp(picture).metadata()).exif).toBeUndefined()
      expect(picture.includes('Phone of Mei')).toBe(false)
    }
  })

  test('with the zone that the satellites tell, south and west in words', async () => {
    const block = exifBlock({
      exif: { 0x9003: '2026-11-20 09:30:00' },
      gps: {
        1: 'South',
        2: {
          fractions: [
            [33, 1],
            [2625, 100],
            [0, 0],
          ],
        },
        3: 'West',
        4: {
          fractions: [
            [70, 1],
            [39, 1],
            [0, 0],
          ],
        },
        7: {
          fractions: [
            [12, 1],
            [30, 1],
            [1, 1],
          ],
        },
        29: '2026:11:20',
      },
    })
    const query = '?takenAt=2026-11-22T00:00:00Z&latitude=1&longitude=2&accuracy=9'
    const { body } = await put(withBlock(await jpeg(), block), randomUUIDv7(), mei, query)
    expect(body).toMatchObject({
      takenAt: '2026-11-20T12:30:00.000Z',
      place: { latitude: -33.4375, longitude: -70.65, accuracy: 9 },
    })
  })

  test('without EXIF the phone’s own clock and place count', async () => {
    const query = '?source=album&takenAt=2026-11-21T08:00:00Z&latitude=1.28&longitude=103.85'
    const { body } = await put(await jpeg(), randomUUIDv7(), mei, query)
    expect(body).toMatchObject({
      takenAt: '2026-11-21T08:00:00.000Z',
      place: { latitude: 1.28, longitude: 103.85, accuracy: 50 },
      source: 'album',
    })
  })
})

describe('once is once', () => {
  test('the same again answers the same', async () => {
    const [id, bytes]: [string, Buffer] = [randomUUIDv7(), await jpeg()]
    const first = await put(bytes, id)
    expect((await put(bytes, id)).body).toEqual(first.body)
    expect(await filesOf(id)).toHaveLength(2)
  })

  test('eight sendings at the same moment leave one photo and nothing else', async () => {
    const [id, bytes]: [string, Buffer] = [randomUUIDv7(), await jpeg()]
    const answers = await Promise.all(Array.from({ length: 8 }, () => put(bytes, id)))
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]))
    expect(await filesOf(id)).toHaveLength(2)
  })

  test('two ISOs with one id at the same moment: one gets it, the other hears that it is used', async () => {
    const id = randomUUIDv7()
    const answers = await Promise.all([put(await jpeg(), id, mei), put(await jpeg(), id, nok)])
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409])
    expect(await filesOf(id)).toHaveLength(2)
  })
})

describe('what breaks off', () => {
  test('a connection cut in the middle leaves nothing, and the same id can be sent again', async () => {
    const [id, bytes]: [string, Buffer] = [randomUUIDv7(), await jpeg()]
    const { hostname, port } = new URL(service.url)
    const socket = connect(Number(port), hostname)
    socket.write(
      [
        `PUT ${addressOf(id)} HTTP/1.1`,
        `host: ${hostname}`,
        `authorization: Bearer ${mei.client.token}`,
        `content-length: ${bytes.length + 1000}`,
        '',
        '',
      ].join('\r\n'),
    )
    socket.write(bytes)
    await new Promise((resolve) => setTimeout(resolve, 100))
    socket.destroy()
    await new Promise((resolve) => setTimeout(resolve, 100))
    await isNotThere(id)
    expect((await put(bytes, id)).status).toBe(200)
  })

  test('pictures of a process that was killed are swept away, all others stay', async () => {
    const [kept, lost]: [string, string] = [randomUUIDv7(), randomUUIDv7()]
    await put(await jpeg(), kept)
    const stream = pictures().openUploadStream(`${lost}/full`)
    stream.end(await jpeg())
    await finished(stream)
    expect(await sweepPictures()).toBe(0) // it may be in the making
    clock.arrange(() => new Date(Date.now() + 2 * 3600 * 1000))
    expect(await sweepPictures()).toBe(1)
    expect(await filesOf(lost)).toEqual([])
    expect(await filesOf(kept)).toHaveLength(2)
  })
})
