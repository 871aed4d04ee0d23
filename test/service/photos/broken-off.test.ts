/** Uploads that break off: no fault of ours, so no line of the log says that there was one, and nothing stays. */
import { spawn, type ChildProcess } from 'node:child_process'
import { randomUUIDv7 } from 'node:crypto'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Photos, pictures } from '../../../service/photos/model.ts'
import { testEnvironment } from '../../setup/environment.ts'
import { holdRequest } from '../../setup/held.ts'
import { startTestService, type TestService } from '../../setup/service.ts'
import { buildPromoter, jpeg, sendPhoto, type Promoter } from '../../setup/visit.ts'

interface Line {
  level: number
  msg: string
  address?: string
  route?: string
  status?: number
}

const environment = testEnvironment({ DINGTALK_EVENTS: 'callback' })
const lines: Line[] = []

let service: TestService
let mei: Promoter
let program: ChildProcess
/** Of the program whose log is read. */
let url: string

beforeAll(async () => {
  service = await startTestService({ environment })
  mei = await buildPromoter(service.url)
  const main = join(import.meta.dirname, '../../../service/main.ts')
  program = spawn(process.execPath, [main, '--only', 'web'], {
    env: { ...environment, LOG_LEVEL: 'info' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await new Promise<void>((resolve) => {
    createInterface(program.stdout!).on('line', (line) => {
      const read = JSON.parse(line) as Line
      lines.push(read)
      if (read.msg !== 'ready') return
      url = read.address!
      // what it says of its start, such as that the mini-app is not built, is no concern of this file
      lines.length = 0
      resolve()
    })
  })
})
afterAll(async () => {
  program.kill('SIGKILL')
  await service.stop()
})

test('are told at the level of every request', async () => {
  const { token } = mei.client
  const id = randomUUIDv7()
  const path = `/api/v1/photos/${id}`
  const bytes = await jpeg()
  const form = Buffer.from(
    '--b\r\ncontent-disposition: form-data; name="a"; filename="a"\r\n\r\nab',
  )
  const isForm = { type: 'multipart/form-data; boundary=b', sent: form } as const
  const isJson = { type: 'application/json', sent: Buffer.from('{"content": ') } as const
  const draft = `/api/v1/drafts/${randomUUIDv7()}`
  const begun = [
    { path, length: 500_000, sent: bytes },
    { path, sent: bytes },
    { path, length: 500_000 },
    { path, method: 'POST', length: 500_000, ...isForm },
    { path, method: 'POST', ...isForm },
    { path: draft, length: 500_000, ...isJson },
    { path: draft, length: 500, ...isJson },
    { path: draft, ...isJson },
  ] as const
  for (const one of begun) {
    const { socket } = await holdRequest(url, { token, ...one })
    await new Promise((resolve) => setTimeout(resolve, 150))
    // as a phone that loses its network, and as one whose app is closed
    if ('sent' in one && one.sent === bytes) socket.resetAndDestroy()
    else socket.destroy()
  }
  const requests = () => lines.filter(({ msg }) => msg === 'request')
  await expect.poll(() => requests().length).toBe(begun.length)
  expect(lines.filter(({ level }) => level > 30)).toEqual([])
  expect(requests().filter(({ status }) => (status ?? 500) >= 500)).toEqual([])
  expect(await Photos.findById(id).lean()).toBeNull()
  expect(
    await pictures()
      .find({ filename: { $in: [`${id}/full`, `${id}/thumbnail`] } })
      .toArray(),
  ).toEqual([])
})

test('nor is one whose sender does not wait for the answer, or for the picture', async () => {
  const before = lines.length
  const { token } = mei.client
  const bytes = await jpeg(4000, 3000)
  const id = randomUUIDv7()
  const { socket } = await holdRequest(url, {
    path: `/api/v1/photos/${id}`,
    token,
    length: bytes.length,
    sent: bytes,
  })
  socket.destroy()
  const { body } = await mei.client.get(`/api/v1/photos/${await sendPhoto(mei.client)}`)
  const picture = await fetch(`${url}${body.url}`)
  await picture.body!.cancel()
  await expect
    .poll(() => lines.slice(before).filter(({ msg }) => msg === 'request').length)
    .toBeGreaterThanOrEqual(1)
  expect(lines.filter(({ level }) => level > 30)).toEqual([])
})
