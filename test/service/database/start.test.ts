/** The start: MongoDB may come later than the service, and what is in it must be what the models declare. */
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { findMongod } from '../../../scripts/mongod/find.ts'
import { startMongod, type RunningMongod } from '../../../scripts/mongod/run.ts'
import { connectDatabase, disconnectDatabase } from '../../../service/database/connection.ts'
import { ensureIndexes } from '../../../service/database/indexes.ts'
import { log } from '../../../service/log.ts'
import { Stores } from '../../../service/stores/model.ts'

let folder: string
let mongod: RunningMongod | undefined

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}

beforeAll(async () => {
  log.level = 'silent'
  folder = await mkdtemp(join(tmpdir(), 'partner-workspace-start-'))
})
afterAll(async () => {
  await disconnectDatabase()
  await mongod?.stop()
  await rm(folder, { recursive: true, force: true })
})

test('a service that is started before its MongoDB waits for it', async () => {
  const port = await freePort()
  const connecting = connectDatabase(`mongodb://127.0.0.1:${port}/start?replicaSet=rs0`)
  let connected = false
  void connecting.then(() => (connected = true))
  await sleep(300)
  expect(connected).toBe(false)
  const binary = await findMongod(() => undefined)
  mongod = await startMongod({ binary, dbPath: join(folder, 'mongodb'), port })
  await connecting
}, 60_000)

test('an index that is there with other options stops the start by its name', async () => {
  await Stores.createCollection()
  await Stores.collection.createIndex({ iso: 1, key: 1 })
  await expect(ensureIndexes()).rejects.toThrow(/iso_1_key_1/)
  await Stores.collection.dropIndex('iso_1_key_1')
  await ensureIndexes()
  const indexes = await Stores.collection.indexes()
  expect(indexes.find(({ name }) => name === 'iso_1_key_1')).toMatchObject({ unique: true })
})
