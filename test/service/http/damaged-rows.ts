/** A database with rows that no release can have written, and what lists of them must say. */
import { randomUUIDv7 } from 'node:crypto'
import type mongoose from 'mongoose'
import { afterAll, beforeAll, expect } from 'vitest'
import { buildOperator, type Client, type TestOperator } from '../../setup/people.ts'
import { startTestService, type TestService } from '../../setup/service.ts'
import { buildPromoter, type Promoter } from '../../setup/visit.ts'

export let service: TestService
export let admin: TestOperator
export let mei: Promoter

beforeAll(async () => {
  service = await startTestService()
  admin = await buildOperator(service.url)
  mei = await buildPromoter(service.url, admin)
})
afterAll(() => service.stop())

/** Stores a row once more under another id, changed as an older release would have it. */
export async function copyOf<T>(
  model: mongoose.Model<T>,
  id: string,
  change: object,
): Promise<string> {
  const row = await model.collection.findOne({ _id: id as never })
  const copy = randomUUIDv7()
  await model.collection.insertOne({ ...row, _id: copy, ...change } as never)
  return copy
}

/** The list has the good row and not the damaged ones, and says how many those are. */
export async function mustList(
  client: Client,
  path: string,
  good: string,
  { damaged, name = 'items' }: { damaged: number; name?: string },
): Promise<void> {
  const { status, body } = await client.get(path)
  expect({ path, status, body: body.code }).toEqual({ path, status: 200, body: undefined })
  expect(body[name].map(({ id }: { id: string }) => id)).toContain(good)
  expect(body).toMatchObject({ damaged })
}

export async function mustBeDamaged(client: Client, path: string): Promise<void> {
  const { status, body } = await client.get(path)
  expect({ status, code: body.code }).toEqual({ status: 500, code: 'record_damaged' })
  expect(body.remedy).toContain('request id')
}
