/** People who send photos, and how a test sees what was kept. */
import { randomUUIDv7 } from 'node:crypto'
import { crc32, deflateSync } from 'node:zlib'
import { afterAll, afterEach, beforeAll, expect } from 'vitest'
import { clock } from '../../../service/clock.ts'
import { Photos, pictures } from '../../../service/photos/model.ts'
import { startTestService, type TestService } from '../../setup/service.ts'
import { buildPromoter, type Promoter } from '../../setup/visit.ts'

export let service: TestService
export let mei: Promoter
export let nok: Promoter

beforeAll(async () => {
  service = await startTestService()
  mei = await buildPromoter(service.url)
  nok = await buildPromoter(service.url)
})
afterAll(() => service.stop())
afterEach(() => clock.arrange())

export const addressOf = (id: string) => `/api/v1/photos/${id}`

export const put = (bytes: Uint8Array, id: string = randomUUIDv7(), by = mei, query = '') =>
  by.client.put(addressOf(id) + query, bytes)

export const filesOf = (id: string) =>
  pictures()
    .find({ filename: { $in: [`${id}/full`, `${id}/thumbnail`] } })
    .toArray()

export async function isNotThere(id: string) {
  expect(await Photos.findById(id).lean()).toBeNull()
  expect(await filesOf(id)).toEqual([])
}

/** A valid PNG of one colour: tiny as a file, as large as one likes when unpacked. */
export function png(width: number, height: number): Buffer {
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

/** As DingTalk's own upload sends it. */
export async function form(
  bytes: Buffer,
  id: string,
  method: 'POST' | 'PUT' = 'POST',
  field = 'file',
) {
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
