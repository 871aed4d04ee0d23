/** MongoDB is away: requests are refused instead of hanging, one line tells of it, and everything goes on by itself. */
import { spawn, type ChildProcess } from 'node:child_process'
import { randomUUIDv7 } from 'node:crypto'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { configure } from '../../../service/config.ts'
import { connectDatabase, disconnectDatabase } from '../../../service/database/connection.ts'
import { Events } from '../../../service/outbox/model.ts'
import { testEnvironment } from '../../setup/environment.ts'
import { OwnMongod } from '../../setup/own-mongod.ts'
import { buildOperator, clientOf, type Client, type TestOperator } from '../../setup/people.ts'
import { waitUntil } from '../../setup/wait-until.ts'

interface Line {
  level: number
  msg: string
  address?: string
  status?: number
}

let mongod: OwnMongod
let child: ChildProcess
let url: string
let admin: TestOperator
const lines: Line[] = []

/** What the log says of MongoDB, and whatever else it warns of. */
const told = () =>
  lines
    .filter(({ level, msg }) => msg !== 'request' && (level >= 40 || msg.startsWith('MongoDB')))
    .map(({ msg }) => msg)

beforeAll(async () => {
  mongod = await OwnMongod.start()
  const environment = testEnvironment({
    MONGODB_URI: mongod.uri('away'),
    DINGTALK_EVENTS: 'callback',
    LOG_LEVEL: 'info',
  })
  child = spawn(process.execPath, [join(import.meta.dirname, 'serving-process.ts')], {
    env: environment,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  createInterface({ input: child.stdout! }).on('line', (line) => lines.push(JSON.parse(line)))
  configure(environment)
  await connectDatabase(mongod.uri('away'))
  // a whole service starts, on a busy machine too
  const address = () => lines.find(({ msg }) => msg === 'ready')?.address ?? ''
  url = await vi.waitUntil(address, { timeout: 80_000, interval: 50 })
  admin = await buildOperator(url)
}, 100_000)
afterAll(async () => {
  child.kill('SIGKILL')
  mongod.resume()
  await disconnectDatabase()
  await mongod.end()
})

const stranger = () => clientOf(url)

const addStaff = (id: string) =>
  admin.client.post('/api/v1/staff', { id, name: 'Ana', phone: '+6581239001' })

/** As a phone does: the same again until it is answered. @returns statuses on the way */
async function untilTaken(ask: () => ReturnType<Client['get']>): Promise<number[]> {
  const statuses: number[] = []
  for (;;) {
    const { status } = await ask()
    statuses.push(status)
    if (status < 500) return statuses
    await sleep(100)
  }
}

/** Opens the admin's live screen. @returns what it hears */
async function live(): Promise<string[]> {
  const response = await fetch(`${url}/api/v1/changes?as=operator`, {
    headers: { authorization: `Bearer ${admin.client.token}` },
  })
  const heard: string[] = []
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader()
  const read = async () => {
    for (let got = await reader.read(); !got.done; got = await reader.read()) heard.push(got.value)
  }
  // the stream ends with the service
  read().catch(() => undefined)
  return heard
}

test('it stands still: requests in work and new ones are refused, and all goes on when it is back', async () => {
  const heard = await live()
  lines.length = 0
  mongod.pause()
  // all its threads
  await sleep(100)
  const inWork = [
    admin.client.get('/api/v1/staff'),
    addStaff(randomUUIDv7()),
    stranger().post('/api/v1/sessions/operator', {
      email: admin.account.email,
      password: admin.password,
    }),
  ]
  for (const { status, headers, body } of await Promise.all(inWork)) {
    expect({ status, code: body.code }).toEqual({ status: 503, code: 'unavailable' })
    expect(headers.get('retry-after')).toBe('2')
    expect(headers.get('content-type')).toContain('application/problem+json')
  }
  for (let n = 0; n < 20; n++) {
    expect((await admin.client.get('/api/v1/staff')).status).toBe(503)
  }
  expect((await stranger().get('/readyz')).status).toBe(503)
  expect((await stranger().get('/healthz')).status).toBe(200)
  const metrics = await stranger().get('/metrics')
  expect(metrics.status).toBe(200)
  expect(String(metrics.body)).toContain('mongodb_up 0')
  // longer than the driver itself gives a server that stands still
  await sleep(9_000)
  expect((await admin.client.get('/api/v1/staff')).status).toBe(503)
  mongod.resume()

  expect(await untilTaken(() => admin.client.get('/api/v1/staff'))).toContain(200)
  await expect.poll(async () => (await stranger().get('/readyz')).status).toBe(200)
  await waitUntil(() => told().includes('MongoDB answers again'))
  expect(told()).toEqual([
    'MongoDB does not answer: requests are refused until it does',
    'MongoDB answers again',
  ])

  // live screens and the relay have found the way back by themselves
  const id = randomUUIDv7()
  const add = () => admin.client.post('/api/v1/staff', { id, name: 'Bo', phone: '+6581239002' })
  expect(await untilTaken(add)).toContain(201)
  await expect.poll(() => heard.join('')).toContain(id)
  await expect
    .poll(async () => (await Events.findOne({ type: 'staff.added', 'subject.id': id }))?.attempts)
    .not.toBe(0)
}, 90_000)

test('it is killed and started again', async () => {
  await mongod.kill()
  expect((await admin.client.get('/api/v1/staff')).status).toBe(503)
  await mongod.restart()
  const statuses = await untilTaken(() => admin.client.get('/api/v1/staff'))
  expect(statuses.filter((status) => status !== 503)).toEqual([200])
}, 60_000)
