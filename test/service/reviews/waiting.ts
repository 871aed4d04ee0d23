/** Submissions that wait for a decision, and the people of a review. */
import { afterAll, afterEach, beforeAll } from 'vitest'
import { clock } from '../../../service/clock.ts'
import { buildOperator, type Client, type TestOperator } from '../../setup/people.ts'
import { startTestService, type TestService } from '../../setup/service.ts'
import { buildPromoter, submitted, type Promoter } from '../../setup/visit.ts'

export let service: TestService
export let mei: Promoter
export let nok: Promoter
export let ravi: TestOperator
export let reviewer: Client

beforeAll(async () => {
  service = await startTestService()
  mei = await buildPromoter(service.url)
  nok = await buildPromoter(service.url)
  ravi = await buildOperator(service.url, { kind: 'platform' })
  reviewer = ravi.client
})
afterAll(() => service.stop())
afterEach(() => clock.arrange())

export const addressOfReview = (id: string) => `/api/v1/reviews/${id}`

export async function waiting(by = mei) {
  const { id, content } = await submitted(by)
  const [one, two] = content.spots.map((spot) => spot.id) as [string, string]
  const allApproved = { store: 'approved', [one]: 'approved', [two]: 'approved' } as const
  return { id, content, one, two, allApproved }
}
