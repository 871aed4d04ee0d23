/** Relays that a test starts, and other processes beside them. */
import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest'
import { clock } from '../../../service/clock.ts'
import { configure } from '../../../service/config.ts'
import { connectDatabase, disconnectDatabase } from '../../../service/database/connection.ts'
import { ensureIndexes } from '../../../service/database/indexes.ts'
import { system } from '../../../service/http/callers.ts'
import { log } from '../../../service/log.ts'
import { type Reactions } from '../../../service/outbox/handlers.ts'
import { Events } from '../../../service/outbox/model.ts'
import { startRelay, type Relay } from '../../../service/outbox/relay.ts'
import { testEnvironment } from '../../setup/environment.ts'

export const relays: Relay[] = []
export const environment = testEnvironment()

export function relay(reactions: Reactions, poll = 20): Relay {
  const made = startRelay({ reactions, poll, workers: 2 })
  relays.push(made)
  return made
}

export const about = (id: string) => ({
  tenant: 'iso-1',
  id,
  by: system,
})

export async function eventually(holds: () => Promise<boolean>): Promise<void> {
  await expect.poll(holds, { timeout: 20_000, interval: 10 }).toBe(true)
}

export const isIn = (state: 'done' | 'failed') => async () =>
  (await Events.countDocuments({ state })) === 1

beforeAll(async () => {
  log.level = 'silent'
  const { mongodbUri } = configure(environment)
  await connectDatabase(mongodbUri)
  await ensureIndexes()
})
beforeEach(() => Events.deleteMany({}))
afterEach(async () => {
  clock.arrange()
  await Promise.all(relays.splice(0).map((one) => one.stop()))
})
afterAll(disconnectDatabase)
