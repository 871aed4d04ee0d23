/** A start that cannot succeed ends with what to do about it, not with a stack. */
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { findMongod } from '../../scripts/mongod/find.ts'
import { connectDatabase } from '../../service/database/connection.ts'
import { remedyFor } from '../../service/start-remedy.ts'
import { testDatabaseUri } from '../setup/database.ts'
import { testEnvironment } from '../setup/environment.ts'

let mongod: ChildProcess
let folder: string
let port: number

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return address.port
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'single-mongod-'))
  port = await freePort()
  const binary = await findMongod(() => undefined)
  const options = ['--dbpath', folder, '--port', String(port), '--bind_ip', '127.0.0.1']
  mongod = spawn(binary, options, { stdio: 'ignore' })
})
afterAll(async () => {
  const ended = once(mongod, 'exit')
  mongod.kill('SIGKILL')
  await ended
  await rm(folder, { recursive: true, force: true })
})

/** Starts the service with these settings. @returns its exit code, and what it said to whoever started it */
async function startWith(
  settings: Record<string, string>,
): Promise<{ code: number; said: string }> {
  const main = join(import.meta.dirname, '../../service/main.ts')
  const service = spawn(process.execPath, [main], {
    env: { ...process.env, ...testEnvironment(settings) },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const [said, [code]] = await Promise.all([text(service.stderr), once(service, 'exit')])
  return { code: Number(code), said }
}

// changes would get lost one by one
test('a single mongod stops the start, and the variable is named', async () => {
  const MONGODB_URI = `mongodb://127.0.0.1:${port}/test`
  const { code, said } = await startWith({ MONGODB_URI, PORT: '0' })
  expect(code).toBe(1)
  expect(said).toContain('MONGODB_URI leads to a single mongod')
})

test('a MongoDB that stays away stops the start, and the variable is named', async () => {
  const nobody = `mongodb://127.0.0.1:${await freePort()}/test?replicaSet=rs0`
  const error = await connectDatabase(nobody, 1).catch((thrown: unknown) => thrown)
  expect(remedyFor(error)).toContain('MONGODB_URI')
  const fault = new TypeError('a fault of ours')
  expect(() => remedyFor(fault)).toThrow(fault)
})

test('a port that is taken stops the start, and the variable is named', async () => {
  const other = createServer().listen(0)
  await once(other, 'listening')
  const { port: taken } = other.address() as AddressInfo
  const { code, said } = await startWith({ MONGODB_URI: testDatabaseUri(), PORT: String(taken) })
  other.close()
  expect(code).toBe(1)
  expect(said.trim()).toBe(
    `Port ${taken} is taken: end what listens there, or set PORT to another.`,
  )
})
