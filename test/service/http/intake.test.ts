/** Bodies on their way: one person can hold so much, all together so much, and nobody holds anything by trickling. */
import { randomUUIDv7 } from 'node:crypto'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { clock } from '../../../service/clock.ts'
import { Photos, pictures } from '../../../service/photos/model.ts'
import { holdRequest } from '../../setup/held.ts'
import { buildOperator, clientOf, type TestOperator } from '../../setup/people.ts'
import { startTestService, type TestService } from '../../setup/service.ts'
import { buildPromoter, jpeg, type Promoter } from '../promotions/visit.ts'

let service: TestService
let mei: Promoter
let nok: Promoter
let crowd: Promoter[]
let boss: TestOperator

const megabyte = 1024 * 1024
type Held = Awaited<ReturnType<typeof holdRequest>>
const held: Held[] = []

beforeAll(async () => {
  service = await startTestService()
  mei = await buildPromoter(service.url)
  nok = await buildPromoter(service.url, mei.admin)
  crowd = await Promise.all(Array.from({ length: 3 }, () => buildPromoter(service.url, mei.admin)))
  boss = await buildOperator(service.url)
})
afterEach(async () => {
  clock.arrange()
  for (const { socket } of held.splice(0)) socket.destroy()
  await isHeld({ files: 0, documents: 0 })
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
async function isHeld(expected: { files?: number; documents?: number }): Promise<void> {
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
    // whoever holds them can still send what is small, and more when one of them has ended
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

describe('photos of everybody', () => {
  test('are taken up to an amount, and what is no photo goes on', async () => {
    for (const promoter of crowd) {
      await holdPhoto(promoter, 15 * megabyte)
      await holdPhoto(promoter, 15 * megabyte)
    }
    await isHeld({ files: 90 * megabyte })
    const refused = await tryLarge(nok)
    expect(refused).toMatchObject({ status: 503, body: { code: 'too_busy', retryAfter: 3 } })
    expect(refused.headers.get('retry-after')).toBe('3')
    const body = { content: {}, revision: null, savedAt: new Date().toISOString() }
    expect((await nok.client.put(draftPath(), body)).body.code).toBe('bad_input')
    expect((await nok.client.get('/api/v1/drafts')).status).toBe(200)
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

  test('JSON has room of its own, by person and by address of strangers', async () => {
    const json = { type: 'application/json', length: 1.5 * megabyte }
    for (const { client } of [mei, mei])
      await hold({ path: draftPath(), token: client.token, ...json })
    const body = { content: 'x'.repeat(1.5 * megabyte) }
    await isHeld({ documents: 3 * megabyte })
    expect((await mei.client.put(draftPath(), body)).body.code).toBe('sending_too_much')
    expect((await nok.client.put(draftPath(), body)).body.code).toBe('bad_input')
    expect(await send(mei)).toBe(200)
    const stranger = {
      path: '/api/v1/sessions/operator',
      method: 'POST',
      type: 'application/json',
    } as const
    for (let more = 0; more < 16; more++) await hold(stranger)
    await isHeld({ documents: 7 * megabyte })
    const answer = await clientOf(service.url).post(stranger.path, { email: 'x'.repeat(1000) })
    expect(answer.body.code).toBe('sending_too_much')
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
