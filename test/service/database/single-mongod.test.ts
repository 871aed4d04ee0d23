/** A MongoDB without transactions is found out at the start, not by the first change that gets lost. */
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { findMongod } from '../../../scripts/mongod/find.ts'
import { testEnvironment } from '../../setup/environment.ts'

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

test('a single mongod stops the start, and the variable is named', async () => {
  const environment = testEnvironment({
    MONGODB_URI: `mongodb://127.0.0.1:${port}/test`,
    PORT: '0',
  })
  const main = join(import.meta.dirname, '../../../service/main.ts')
  const service = spawn(process.execPath, [main], {
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const [words, [code]] = await Promise.all([text(service.stderr), once(service, 'exit')])
  expect(code).toBe(1)
  expect(words).toContain('MONGODB_URI leads to a single mongod')
})
