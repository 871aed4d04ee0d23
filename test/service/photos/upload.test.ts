/** Sending photos: what is refused, that once is once, and that nothing half-written stays. */
import { randomUUIDv7 } from 'node:crypto'
import { connect } from 'node:net'
import { finished } from 'node:stream/promises'
import { crc32, deflateSync } from 'node:zlib'
import sharp from 'sharp'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { clock } from '../../../service/clock.ts'
import { decodePhotosOnly } from '../../../service/photos/actions/picture.ts'
import { sweepPictures } from '../../../service/photos/actions/sweep.ts'
import { Photos, pictures } from '../../../service/photos/model.ts'
import { buildUnassociated, clientOf } from '../../setup/people.ts'
import { startTestService, type TestService } from '../../setup/service.ts'
import { buildPromoter, jpeg, type Promoter } from '../promotions/visit.ts'
import { exifBlock, withBlock } from './exif-block.ts'

let service: TestService
let mei: Promoter
let nok: Promoter

beforeAll(async () => {
  service = await startTestService()
  mei = await buildPromoter(service.url)
  nok = await buildPromoter(service.url)
})
afterAll(() => service.stop())
afterEach(() => clock.arrange())

const addressOf = (id: string) => `/api/v1/photos/${id}`

const put = (bytes: Uint8Array, id: string = randomUUIDv7(), by = mei, query = '') =>
  by.client.put(addressOf(id) + query, bytes)

const filesOf = (id: string) =>
  pictures()
    .find({ filename: { $in: [`${id}/full`, `${id}/thumbnail`] } })
    .toArray()

async function isNotThere(id: string) {
  expect(await Photos.findById(id).lean()).toBeNull()
  expect(await filesOf(id)).toEqual([])
}

/** A valid PNG of one colour: tiny as a file, as large as one likes when unpacked. */
function png(width: number, height: number): Buffer {
  const chunk = (type: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(type), data])
    const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
    length.writeUInt32BE(data.length)
    sum.writeUInt32BE(crc32(body))
    return Buffer.concat([length, body, sum])
  }
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header[8] = 1
  const rows = Buffer.alloc(height * (1 + Math.ceil(width / 8)))
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

describe('who may send', () => {
  test('neither strangers, nor people without an ISO, nor operators', async () => {
    const id = randomUUIDv7()
    const picture = await jpeg()
    const stranger = await buildUnassociated(service.url, 'stranger2')
    const refused = [
      [clientOf(service.url), 'signed_out'],
      [stranger, 'not_associated'],
      [mei.admin.client, 'not_allowed'],
    ] as const
    for (const [client, code] of refused) {
      expect((await client.put(addressOf(id), picture)).body.code).toBe(code)
      expect((await client.get(addressOf(id))).body.code).toBe(code)
    }
    await isNotThere(id)
  })
  test('no person sees what another sent, of the same ISO or another', async () => {
    const id = randomUUIDv7()
    await put(await jpeg(), id)
    const colleague = await buildPromoter(service.url, mei.admin)
    for (const { client } of [colleague, nok]) {
      expect(await client.get(addressOf(id))).toMatchObject({ status: 404 })
    }
  })
})

describe('what is refused', () => {
  const svg =
    '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>'
  test.each<[string, () => Promise<Buffer> | Buffer]>([
    ['a PDF', () => Buffer.from('%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\n%%EOF\n')],
    ['an SVG', () => Buffer.from(svg)],
    ['an SVG that has WebP’s name where WebP has it', () => Buffer.from(`<!--    WEBP-->${svg}`)],
    ['a WebP that goes on as an SVG', () => Buffer.from(`RIFF    WEBP${svg}`)],
    ['a web page', () => Buffer.from('<!doctype html><title>no</title>')],
    ['nothing at all', () => Buffer.alloc(0)],
    ['a GIF', () => sharp(png(8, 8)).gif().toBuffer()],
    ['a PDF that begins like a JPEG', () => Buffer.from('\xff\xd8\xff%PDF-1.7', 'latin1')],
    [
      'half a photo',
      async () =>
        (
          await sharp({
            create: {
              width: 900,
              height: 900,
              channels: 3,
              background: '#123456',
              noise: { type: 'gaussian', mean: 128, sigma: 30 },
            },
          })
            .jpeg()
            .toBuffer()
        ).subarray(0, 40_000),
    ],
    ['a PNG without its end', () => png(640, 480).subarray(0, -12)],
    [
      'a WebP without its end',
      async () => (await sharp(png(640, 480)).webp({ lossless: true }).toBuffer()).subarray(0, -10),
    ],
    ['a JPEG without its last marker', async () => (await jpeg(640, 480)).subarray(0, -2)],
  ])('%s', async (_name, make) => {
    const id = randomUUIDv7()
    expect(await put(await make(), id)).toMatchObject({
      status: 415,
      body: { code: 'not_a_photo' },
    })
    await isNotThere(id)
  })

  test('a HEIC, with what to switch off', async () => {
    const id = randomUUIDv7()
    const heic = Buffer.concat([
      Buffer.from('\0\0\0\x18ftypmif1\0\0\0\0mif1heic', 'latin1'),
      Buffer.alloc(200),
    ])
    const { status, body } = await put(heic, id)
    expect({ status, code: body.code }).toEqual({ status: 415, code: 'photo_is_heic' })
    expect(body.remedy).toContain('Most Compatible')
    expect((await form(heic, id)).body.code).toBe('photo_is_heic')
    await isNotThere(id)
  })

  test('an AVIF that names the general brand first is not called a HEIC', async () => {
    const avif = Buffer.concat([
      Buffer.from('\0\0\0\x1cftypmif1\0\0\0\0mif1avifmiaf', 'latin1'),
      Buffer.alloc(200),
    ])
    expect(await put(avif)).toMatchObject({ status: 415, body: { code: 'not_a_photo' } })
  })

  test('more pixels than can be borne, with how many may be', async () => {
    const held = () => sharp(png(9_000, 9_000), { limitInputPixels: false })
    const tries = [
      [png(12_000, 12_000), { megapixels: 144, allowed: 120 }],
      [await held().png({ progressive: true }).toBuffer(), { megapixels: 81, allowed: 60 }],
      [await held().jpeg({ progressive: true }).toBuffer(), { megapixels: 81, allowed: 60 }],
    ] as const
    for (const [bytes, about] of tries) {
      const id = randomUUIDv7()
      expect(await put(bytes, id)).toMatchObject({
        status: 413,
        body: { code: 'photo_too_many_pixels', about },
      })
      await isNotThere(id)
    }
  }, 60_000)

  test('the running service has no decoder for anything but photos', async () => {
    const photos = await Promise.all(
      (['jpeg', 'png', 'webp'] as const).map((format) =>
        sharp(png(8, 8)).toFormat(format).toBuffer(),
      ),
    )
    const others = [Buffer.from(svg), await sharp(png(8, 8)).gif().toBuffer()]
    const opens = (bytes: Buffer) =>
      sharp(bytes)
        .metadata()
        .then(
          () => true,
          () => false,
        )
    expect(await Promise.all(others.map(opens))).toEqual([true, true])
    decodePhotosOnly()
    try {
      expect(await Promise.all(others.map(opens))).toEqual([false, false])
      expect(await Promise.all(photos.map(opens))).toEqual([true, true, true])
    } finally {
      sharp.unblock({ operation: ['VipsForeignLoad'] })
    }
  })

  test('40 MB, raw or in a form', async () => {
    const id = randomUUIDv7()
    const bytes = Buffer.concat([await jpeg(), Buffer.alloc(40 * 1024 * 1024)])
    const large = { status: 413, body: { code: 'photo_too_large' } }
    expect(await put(bytes, id)).toMatchObject(large)
    expect(await form(bytes, id)).toMatchObject(large)
    await isNotThere(id)
  })

  test('an id that is none, a time that is none', async () => {
    expect((await put(await jpeg(), 'me')).body).toMatchObject({
      code: 'bad_input',
      field: 'photoId',
    })
    const answer = await put(await jpeg(), randomUUIDv7(), mei, '?takenAt=today')
    expect(answer.body).toMatchObject({ code: 'bad_input', field: 'takenAt' })
  })

  test('another picture under the same id, by the same person, a colleague or another ISO', async () => {
    const id = randomUUIDv7()
    const first = await jpeg()
    await put(first, id)
    const colleague = await buildPromoter(service.url, mei.admin)
    const tries = [
      [mei, await jpeg()],
      [colleague, first],
      [nok, first],
      [nok, await jpeg()],
    ] as const
    for (const [by, bytes] of tries) {
      const answer = await put(bytes, id, by)
      expect(answer).toMatchObject({ status: 409, body: { code: 'same_id_other_content' } })
    }
    expect(await filesOf(id)).toHaveLength(2)
  })
})

/** As DingTalk's own upload sends it. */
async function form(bytes: Buffer, id: string, method: 'POST' | 'PUT' = 'POST', field = 'file') {
  const body = new FormData()
  body.append('fileType', 'image')
  body.append(field, new Blob([new Uint8Array(bytes)], { type: 'image/jpeg' }), 'photo.jpg')
  const response = await fetch(service.url + addressOf(id), {
    method,
    headers: { authorization: `Bearer ${mei.client.token}` },
    body,
  })
  return { status: response.status, body: await response.json() }
}

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
