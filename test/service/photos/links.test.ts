/** Signed links: everyone who holds one sees the picture for a while; no one can make or stretch one. */
import { randomBytes, randomUUIDv7 } from 'node:crypto'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { clock } from '../../../service/clock.ts'
import { configure } from '../../../service/config.ts'
import { Photos } from '../../../service/photos/model.ts'
import { linksTo } from '../../../service/photos/view.ts'
import { testEnvironment } from '../../setup/environment.ts'
import { clientOf } from '../../setup/people.ts'
import { startTestService, type TestService } from '../../setup/service.ts'
import { buildPromoter, sendPhoto, type Promoter } from '../../setup/visit.ts'

const key = (id: string) => `${id}:${randomBytes(32).toString('base64url')}`
const [oldKey, newKey] = [key('old'), key('new')]

let service: TestService
let mei: Promoter
let photo: string

beforeAll(async () => {
  service = await startTestService({ environment: { SESSION_KEYS: oldKey } })
  mei = await buildPromoter(service.url)
  photo = await sendPhoto(mei.client)
})
afterAll(() => service.stop())
afterEach(() => clock.arrange())

const open = (link: string) => clientOf(service.url).get(link)
const span = 300_000

test('shows the picture to everyone who holds it, kept by the browser until the link ends', async () => {
  for (const link of Object.values(linksTo(photo))) {
    const { status, headers, body } = await open(link)
    expect(status).toBe(200)
    expect(headers.get('content-type')).toBe('image/jpeg')
    expect(headers.get('content-disposition')).toBe('inline')
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(Number(headers.get('content-length'))).toBe(body.length)
    const [, seconds] = headers.get('cache-control')!.match(/^private, max-age=(\d+), immutable$/)!
    expect(Number(seconds)).toBeGreaterThanOrEqual(295)
    expect(Number(seconds)).toBeLessThanOrEqual(600)
  }
})

test('is answered without the picture to a browser that has it', async () => {
  const { url } = linksTo(photo)
  const { headers } = await open(url)
  const again = await fetch(service.url + url, {
    // fetch would say `no-cache`, a browser does not
    headers: { 'if-none-match': headers.get('etag')!, 'cache-control': 'max-age=0' },
  })
  expect(again.status).toBe(304)
  expect((await again.arrayBuffer()).byteLength).toBe(0)
})

test('stays the same for five minutes, holds for five at least and ends after ten', async () => {
  const noon = new Date('2026-11-22T12:00:00Z').getTime()
  const at = (millis: number) => clock.arrange(() => new Date(noon + millis))
  at(0)
  const { url } = linksTo(photo)
  at(span - 1)
  expect(linksTo(photo).url).toBe(url)
  at(span)
  expect(linksTo(photo).url).not.toBe(url)
  at(2 * span - 1000)
  expect((await open(url)).status).toBe(200)
  at(2 * span)
  expect(await open(url)).toMatchObject({ status: 403, body: { code: 'link_expired' } })
})

test('cannot be made, stretched, or used for another photo', async () => {
  const { url } = linksTo(photo)
  const other = await sendPhoto(mei.client)
  const { searchParams } = new URL(url, service.url)
  const [expires, signature] = [searchParams.get('expires')!, searchParams.get('signature')!]
  const forged = [
    url.replace(photo, other),
    url.replace(expires, String(Number(expires) + 3600)),
    url.replace(signature, `old.${randomBytes(32).toString('base64url')}`),
    url.replace(signature, signature.replace('old.', 'none.')),
    url.replace(signature, 'old.'),
    url.replace(signature, ''),
  ]
  for (const link of forged) {
    expect(await open(link)).toMatchObject({ status: 403, body: { code: 'link_expired' } })
  }
})

test('of a photo that is gone leads nowhere', async () => {
  const { url } = linksTo(randomUUIDv7())
  expect(await open(url)).toMatchObject({ status: 404, body: { code: 'not_found' } })
})

test('of a picture that has lost a part breaks off, and the browser does not wait for the rest', async () => {
  const lost = await sendPhoto(mei.client)
  const { full } = (await Photos.findById(lost).lean())!.files
  await Photos.db.collection('photos.chunks').deleteMany({ files_id: full })
  await expect(open(linksTo(lost).url)).rejects.toThrow()
})

test('outlives a change of keys until the old key is taken out', async () => {
  const { url } = linksTo(photo)
  const rotate = (keys: string) =>
    configure(testEnvironment({ DINGTALK_EVENTS: 'callback', SESSION_KEYS: keys }))
  rotate(`${newKey},${oldKey}`)
  expect(linksTo(photo).url).toContain('signature=new.')
  expect((await open(url)).status).toBe(200)
  rotate(newKey)
  expect((await open(url)).status).toBe(403)
})
