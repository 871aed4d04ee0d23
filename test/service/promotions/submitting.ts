/** People who submit, and how a test sees that nothing was written. */
import { randomUUIDv7 } from 'node:crypto'
import { afterAll, afterEach, beforeAll, expect } from 'vitest'
import { clock } from '../../../service/clock.ts'
import { MarketingCodes } from '../../../service/marketing-codes/model.ts'
import { Submissions } from '../../../service/promotions/model.ts'
import { startTestService, type TestService } from '../../setup/service.ts'
import { addressOf, buildPromoter, eventsOf, type Promoter } from '../../setup/visit.ts'

export let service: TestService
export let mei: Promoter
export let nok: Promoter

beforeAll(async () => {
  service = await startTestService()
  mei = await buildPromoter(service.url)
  nok = await buildPromoter(service.url)
})
afterAll(() => service.stop())
afterEach(() => clock.arrange())

/** In Singapore: what is counted today does not depend on when the test runs. */
export const noon = Date.parse('2026-03-02T04:00:00Z')

export const send = (content: unknown, id: string = randomUUIDv7(), by = mei) =>
  by.client.put(addressOf(id), content)

export async function nothingWasWritten(id: string, codes: string[] = []) {
  expect(await Submissions.findById(id).lean()).toBeNull()
  expect(await eventsOf(id)).toEqual([])
  expect(await MarketingCodes.countDocuments({ _id: { $in: codes }, status: 'bound' })).toBe(0)
}
