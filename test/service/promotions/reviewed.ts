/** Reviewed submissions, and how their person modifies or appeals. */
import { afterAll, beforeAll } from 'vitest'
import type { SubmissionContent } from '../../../service/promotions/contract/content.ts'
import { MarketingCodes } from '../../../service/marketing-codes/model.ts'
import { buildOperator, type Client } from '../../setup/people.ts'
import { startTestService, type TestService } from '../../setup/service.ts'
import {
  addressOf,
  buildPromoter,
  decide,
  submitted,
  type Promoter,
  type Say,
} from '../../setup/visit.ts'

export let service: TestService
export let reviewer: Client
export let mei: Promoter

beforeAll(async () => {
  service = await startTestService()
  reviewer = (await buildOperator(service.url, { kind: 'platform' })).client
  mei = await buildPromoter(service.url)
})
afterAll(() => service.stop())

interface Reviewed {
  id: string
  content: SubmissionContent
}

/** A submission of two spots, decided as told. */
export async function reviewed(store: Say, first: Say, second: Say): Promise<Reviewed> {
  const { id, content } = await submitted(mei)
  const [one, two] = content.spots
  const answer = await decide(reviewer, id, 1, { store, [one!.id]: first, [two!.id]: second })
  if (answer.status !== 200) throw new Error(JSON.stringify(answer.body))
  return { id, content }
}

export const modify = (id: string, content: unknown, revision = 2, by = mei.client) =>
  by.put(`${addressOf(id)}/revisions/${revision}`, content)

export const explanation = 'The code hangs left of the till, see the second photo.'
export const appeal = (
  id: string,
  revision = 2,
  by = mei.client,
  body: unknown = { explanation },
) => by.put(`${addressOf(id)}/appeals/${revision}`, body)

export const statusOfCode = async (code: string | undefined) =>
  (await MarketingCodes.findById(code).lean())?.status
