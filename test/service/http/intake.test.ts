/** Bodies on their way: one person can hold so much, all together so much, and trickling holds nothing. */
import { randomUUIDv7 } from 'node:crypto'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { clock } from '../../../service/clock.ts'
import { Photos, pictures } from '../../../service/photos/model.ts'
import { holdRequest } from '../../setup/held.ts'
import { buildOperator, clientOf, type TestOperator } from '../../setup/people.ts'
import { startTestService, type TestService } from '../../setup/service.ts'
import { buildPromoter, jpeg, type Promoter } from '../../setup/visit.ts'

let service: TestService
let mei: Promoter
let nok: Promoter
let crowd: Promoter[]
let more: Promoter[]
let boss: TestOperator

const megabyte = 1024 * 1024
type Held = Awaited<ReturnType<typeof holdRequest>>
const held: Held[] = []

beforeAll(async () => {
  service = await startTestService()
  mei = await buildPromoter(service.url)
  nok = await buildPromoter(service.url, mei.admin)
  crowd = await Promise.all(Array.from({ length: 3 }, () => buildPromoter(service.url, mei.admin)))
  more = await Promise.all(Array.from({ length: 2 }, () => buildPromoter(service.url, mei.admin)))
  boss = await buildOperator(service.url)
})
afterEach(async () => {
  clock.arrange()
  for (const { socket } of held.splice(0)) socket.destroy()
  await isHeld({ files: 0, documents: 0, callbacks: 0 })
})
afterAll(() => service.stop())

const photoPath = (id: string = randomUUIDv7()) => `/api/v1/photos/${id}`
const importPath = () => `/api/v1/staff-imports/${randomUUIDv7()}?fileName=a.csv`
const draftPath = () => `/api/v1/drafts/${randomUUIDv7()}`

const form = {
  method: 'POST',
  type: 'multipart/form-data; boundary=b',
  sent: Buffer.from(
    '--b\r\ncontent-disposition: form-data; name="file"; filename="a.jpg"\r\ncontent-type: image/jpeg\r\n\r\nabc',
  ),
} as const

async function hold(asked: Parameters<typeof holdRequest>[1]): Promise<Held> {
  const one = await holdRequest(service.url, { sent: Buffer.alloc(1000, ' '), ...asked })
  held.push(one)
  return one
}
const holdPhoto = ({ client }: Promoter, length: number) =>
  hold({ path: photoPath(), token: client.token, length })

/** Waits until so many bytes are held. */
async function isHeld(
  expected: Partial<Record<'files' | 'documents' | 'callbacks', number>>,
): Promise<void> {
  for (const [kind, bytes] of Object.entries(expected)) {
    const line = new RegExp(`^http_held_bytes\\{kind="${kind}"\\} (\\d+)$`, 'm')
    await expect
      .poll(async () => line.exec(String((await clientOf(service.url).get('/metrics')).body))?.[1])
      .toBe(String(bytes))
  }
}

/** What a large body is answered with: there is room for it, and it is no photo, or there is none. */
const tryLarge = ({ client }: Promoter) => client.put(photoPath(), Buffer.alloc(12 * megabyte))
const send = async ({ client }: Promoter) => (await client.put(photoPath(), await jpeg())).status

describe('photos of one person', () => {
  test('are taken up to an amount; the rest is told when to come, and others are served', async () => {
    const first = await holdPhoto(mei, 15 * megabyte)
    await holdPhoto(mei, 15 * megabyte)
    await isHeld({ files: 30 * megabyte })
    const refused = await tryLarge(mei)
    expect(refused).toMatchObject({
      status: 429,
      body: { code: 'sending_too_much', retryAfter: 3 },
    })
    expect(refused.headers.get('retry-after')).toBe('3')
    expect(await send(nok)).toBe(200)
    expect((await tryLarge(nok)).body.code).toBe('not_a_photo')
    // a person who holds them can still send what is small, and more when one of them has ended
    expect(await send(mei)).toBe(200)
    first.socket.destroy()
    await isHeld({ files: 15 * megabyte })
    expect((await tryLarge(mei)).body.code).toBe('not_a_photo')
  })

  test('count as the largest where their length is not told, also in a form', async () => {
    const { token } = mei.client
    await hold({ path: photoPath(), token })
    await hold({ path: photoPath(), token, ...form })
    await isHeld({ files: 2 * 15 * megabyte + 128 * 1024 })
    expect((await tryLarge(mei)).body.code).toBe('sending_too_much')
  })

  test('may be many of the usual size', async () => {
    const answers = await Promise.all(Array.from({ length: 40 }, () => send(mei)))
    expect(new Set(answers)).toEqual(new Set([200]))
  })
})

describe('photos of all people', () => {
  test('are taken up to an amount; a person with nothing on the way gets in, at the cost of one with much', async () => {
    const [first, second, third] = crowd as [Promoter, Promoter, Promoter]
    const oldest = await holdPhoto(first, 15 * megabyte)
    await isHeld({ files: 15 * megabyte })
    for (const promoter of [first, second, second, third]) await holdPhoto(promoter, 15 * megabyte)
    await isHeld({ files: 75 * megabyte })
    // another one of a person with one on the way
    const refused = await tryLarge(third)
    expect(refused).toMatchObject({ status: 503, body: { code: 'too_busy', retryAfter: 3 } })
    expect(refused.headers.get('retry-after')).toBe('3')
    expect((await tryLarge(nok)).body.code).toBe('not_a_photo')
    expect(await oldest.heard).toMatch(/^HTTP\/1.1 503 .*"code":"too_busy"/s)
    expect(await send(nok)).toBe(200)
    await isHeld({ files: 60 * megabyte })
    const body = { content: {}, revision: null, savedAt: new Date().toISOString() }
    expect((await nok.client.put(draftPath(), body)).body.code).toBe('bad_input')
    expect((await nok.client.get('/api/v1/drafts')).status).toBe(200)
  })

  test('of many people stay within bounds, and the slow ones make room for others', async () => {
    const began = Date.now()
    clock.arrange(() => new Date(began))
    for (const promoter of [mei, ...crowd, ...more]) await holdPhoto(promoter, 15 * megabyte)
    await isHeld({ files: 90 * megabyte })
    // all of these may still be on their way, and the reserve is used up
    expect((await tryLarge(nok)).body.code).toBe('too_busy')
    clock.arrange(() => new Date(began + 2_000))
    expect((await tryLarge(nok)).body.code).toBe('not_a_photo')
    await isHeld({ files: 60 * megabyte })
  })
})

describe('other bodies', () => {
  test('spreadsheets share the room of files', async () => {
    const { token } = boss.client
    for (let file = 0; file < 6; file++) {
      await hold({ path: importPath(), token, length: 5 * megabyte })
    }
    await isHeld({ files: 30 * megabyte })
    const answer = await boss.client.put(importPath(), Buffer.alloc(3 * megabyte))
    expect(answer.body.code).toBe('sending_too_much')
    expect(await send(mei)).toBe(200)
  })

  test('JSON has room of its own, by person', async () => {
    const json = { type: 'application/json', length: 1.5 * megabyte }
    for (const { client } of [mei, mei])
      await hold({ path: draftPath(), token: client.token, ...json })
    const body = { content: 'x'.repeat(1.5 * megabyte) }
    await isHeld({ documents: 3 * megabyte })
    expect((await mei.client.put(draftPath(), body)).body.code).toBe('sending_too_much')
    expect((await nok.client.put(draftPath(), body)).body.code).toBe('bad_input')
    expect(await send(mei)).toBe(200)
  })

  test('JSON whose length is not told counts as it comes', async () => {
    const chunked = { path: draftPath(), token: mei.client.token, type: 'application/json' }
    for (let n = 0; n < 16; n++) await hold(chunked)
    const grown = await hold({ ...chunked, sent: Buffer.alloc(100_000, ' ') })
    await isHeld({ documents: 100_000 })
    const body = { content: 'x'.repeat(1.5 * megabyte) }
    expect((await mei.client.put(draftPath(), body)).body.code).toBe('bad_input')
    grown.socket.destroy()
    await isHeld({ documents: 0 })
    for (let n = 0; n < 3; n++) await hold({ ...chunked, sent: Buffer.alloc(1_300_000, ' ') })
    await isHeld({ documents: 3_900_000 })
    const sent = Buffer.alloc(500_000, ' ')
    expect(await (await hold({ ...chunked, sent })).heard).toMatch(
      /^HTTP\/1.1 429 .*"code":"sending_too_much"/s,
    )
  })
})

describe('strangers', () => {
  const signIn = {
    path: '/api/v1/sessions/operator',
    method: 'POST',
    type: 'application/json',
  } as const
  const lookAfter = (from: string, sent = {}) =>
    clientOf(service.url).post(signIn.path, sent, { 'x-forwarded-for': from })

  test('who send nothing hold nothing: neither an address nor the service is kept from working', async () => {
    for (let n = 0; n < 40; n++) await hold({ ...signIn, path: '/api/v1/sessions/sign-out' })
    await isHeld({ documents: 0, callbacks: 0 })
    const out = await clientOf(service.url).post('/api/v1/sessions/sign-out', { kind: 'operator' })
    expect(out.status).toBe(200)
    const { email } = boss.account
    const { status } = await clientOf(service.url).post(signIn.path, {
      email,
      password: boss.password,
    })
    expect(status).toBe(200)
  })

  test('cannot send much where no sign-in is needed', async () => {
    const answer = await lookAfter('198.51.100.1', { email: 'x'.repeat(9_000) })
    expect([answer.status, answer.body.code]).toEqual([413, 'body_too_large'])
  })

  test('who send no body are counted, and ended soon', async () => {
    const headers = { 'x-forwarded-for': '198.51.100.2' }
    const waiting: Held[] = []
    for (let n = 0; n < 60; n++)
      waiting.push(await hold({ ...signIn, headers, length: 100, sent: Buffer.alloc(0) }))
    await expect
      .poll(async () => (await lookAfter('198.51.100.2')).body.code)
      .toBe('too_many_requests')
    clock.arrange(() => new Date(Date.now() + 30_000))
    expect(await waiting[0]?.heard).toMatch(/^HTTP\/1.1 408 .*"code":"too_slow"/s)
  })

  test('do not keep DingTalk out: what it posts counts apart', async () => {
    const path = '/dingtalk/callback'
    for (let n = 0; n < 40; n++) await hold({ ...signIn, path, length: 64 * 1024 })
    await isHeld({ documents: 0, callbacks: 2 * megabyte })
    const from = { 'x-forwarded-for': '203.0.113.80' }
    const sent = { encrypt: 'x'.repeat(20_000) }
    const answer = await clientOf(service.url).post(path, sent, from)
    expect(answer.body.code).toBe('bad_callback')
  })
})

describe('what trickles', () => {
  test('is ended with 408, leaves nothing, and can be sent again', async () => {
    const [id, bytes] = [randomUUIDv7(), await jpeg()]
    const { token } = mei.client
    const length = 14 * megabyte
    const raw = await hold({ path: photoPath(id), token, length, sent: bytes })
    const inForm = await hold({ path: photoPath(id), token, length, ...form })
    const json = await hold({
      path: draftPath(),
      token,
      type: 'application/json',
      length: 100_000,
    })
    await isHeld({ files: 28 * megabyte, documents: 100_000 })
    clock.arrange(() => new Date(Date.now() + 30_000))
    for (const { heard } of [raw, inForm, json]) {
      expect(await heard).toMatch(/^HTTP\/1.1 408 .*"code":"too_slow"/s)
    }
    clock.arrange()
    await isHeld({ files: 0, documents: 0 })
    expect(await Photos.findById(id).lean()).toBeNull()
    expect(
      await pictures()
        .find({ filename: `${id}/full` })
        .toArray(),
    ).toEqual([])
    expect((await mei.client.put(photoPath(id), bytes)).status).toBe(200)
  })

  test('is not what comes at a steady pace', async () => {
    const bytes = await jpeg()
    const whole = Buffer.concat([bytes, Buffer.alloc(500_000)])
    const path = photoPath()
    const { socket, heard } = await hold({
      path,
      token: mei.client.token,
      length: whole.length,
      sent: whole.subarray(0, 1000),
    })
    const began = Date.now()
    // a second counts as ten
    clock.arrange(() => new Date(began + (Date.now() - began) * 10))
    for (let at = 1000; at < whole.length; at += 100_000) {
      await new Promise((resolve) => setTimeout(resolve, 1000))
      socket.write(whole.subarray(at, at + 100_000))
    }
    await expect.poll(async () => (await mei.client.get(path)).status).toBe(200)
    socket.end()
    expect(await heard).toMatch(/^HTTP\/1.1 200 /)
  })
})
