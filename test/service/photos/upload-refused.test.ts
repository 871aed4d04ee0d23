/** Who may send a photo, and which are refused. */
import { randomUUIDv7 } from 'node:crypto'
import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import { decodePhotosOnly } from '../../../service/photos/actions/picture.ts'
import { buildUnassociated, clientOf } from '../../setup/people.ts'
import { buildPromoter, jpeg } from '../../setup/visit.ts'
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
