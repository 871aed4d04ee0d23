/** A slot of a schedule is worked on once, however many instances wake for it. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { configure } from '../../../service/config.ts'
import { connectDatabase, disconnectDatabase } from '../../../service/database/connection.ts'
import { runSlot, startSchedules } from '../../../service/outbox/schedules.ts'
import { testEnvironment } from '../../setup/environment.ts'

beforeAll(async () => connectDatabase(configure(testEnvironment()).mongodbUri))
afterAll(disconnectDatabase)

test('three instances wake for one slot: one works; the next slot is worked on again', async () => {
  let runs = 0
  const schedule = { name: 'nightly', at: '0 2 * * *', run: async () => void runs++ }
  const slot = new Date('2026-03-01T18:00:00Z')
  const all = await Promise.all([1, 2, 3].map(() => runSlot(schedule, slot)))
  expect(all.filter(Boolean)).toHaveLength(1)
  expect(runs).toBe(1)
  expect(await runSlot(schedule, new Date('2026-03-02T18:00:00Z'))).toBe(true)
  expect(runs).toBe(2)
})

test('schedules wake by the clock and stop when told', async () => {
  let runs = 0
  const schedule = { name: 'often', at: '* * * * * *', run: async () => void runs++ }
  const [one, other] = [startSchedules([schedule]), startSchedules([schedule])]
  await expect.poll(() => runs).toBeGreaterThan(0)
  await Promise.all([one.stop(), other.stop()])
  const atStop = runs
  await new Promise((resolve) => setTimeout(resolve, 1_200))
  expect(runs).toBe(atStop)
})
