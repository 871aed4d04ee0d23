/** What a phone kept for one person is not taken in the session of the person who holds the phone by now. */
import { randomUUIDv7 } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { routes } from '../../../service/app.ts'
import { Drafts } from '../../../service/drafts/model.ts'
import { Photos } from '../../../service/photos/model.ts'
import { Submissions } from '../../../service/promotions/model.ts'
import { startTestService, type TestService } from '../../setup/service.ts'
import { buildContent, buildPromoter, jpeg, submitted, type Promoter } from '../../setup/visit.ts'

let service: TestService
let mei: Promoter
let lin: Promoter

beforeAll(async () => {
  service = await startTestService()
  mei = await buildPromoter(service.url)
  lin = await buildPromoter(service.url, mei.admin)
})
afterAll(() => service.stop())

const of = ({ staff }: Promoter) => ({ 'staff-id': staff })
const anothers = { status: 409, body: { code: 'another_person' } }

test('a visit of Mei’s is not submitted as Lin’s', async () => {
  const id = randomUUIDv7()
  const content = await buildContent(lin)
  const address = `/api/v1/submissions/${id}`
  expect(await lin.client.put(address, content, of(mei))).toMatchObject(anothers)
  expect(await Submissions.exists({ _id: id })).toBeNull()
  expect((await lin.client.put(address, content, of(lin))).status).toBe(200)
})

test('nor are changes to one', async () => {
  const { id, content } = await submitted(lin)
  const address = `/api/v1/submissions/${id}/revisions/2`
  expect(await lin.client.put(address, content, of(mei))).toMatchObject(anothers)
})

test('a photo of Mei’s does not become Lin’s', async () => {
  const id = randomUUIDv7()
  const address = `/api/v1/photos/${id}`
  expect(await lin.client.put(address, await jpeg(), of(mei))).toMatchObject(anothers)
  expect(await lin.client.post(address, await jpeg(), of(mei))).toMatchObject(anothers)
  expect(await Photos.exists({ _id: id })).toBeNull()
  expect((await lin.client.put(address, await jpeg(), of(lin))).status).toBe(200)
})

test('a draft of Mei’s is neither kept nor thrown away as Lin’s', async () => {
  const id = randomUUIDv7()
  const address = `/api/v1/drafts/${id}`
  const content = { product: 'marketing_code', store: {}, spots: [], supplement: {} }
  const draft = { content, savedAt: '2026-11-22T09:00:00.000Z' }
  expect(await lin.client.put(address, draft, of(mei))).toMatchObject(anothers)
  expect(await Drafts.exists({ _id: id })).toBeNull()
  expect((await lin.client.put(address, draft, of(lin))).status).toBe(200)
  expect(await lin.client.delete(address, of(mei))).toMatchObject(anothers)
  expect(await Drafts.exists({ _id: id })).not.toBeNull()
})

test('the header is in the description of the API', async () => {
  const { paths } = (await (await fetch(`${service.url}/openapi.json`)).json()) as {
    paths: Record<string, { put: { parameters: { name: string; in: string }[] } }>
  }
  const { parameters } = paths['/api/v1/drafts/{draftId}']!.put
  expect(parameters).toContainEqual(expect.objectContaining({ name: 'staff-id', in: 'header' }))
  // beside it where both are understood
  for (const { endpoint } of routes.filter(({ endpoint: one }) => one.kept)) {
    const path = paths[endpoint.path.replace(/:(\w+)/g, '{$1}')]!
    const names = path[endpoint.method.toLowerCase() as 'put'].parameters.map(({ name }) => name)
    expect(names).toContain('staff-id')
  }
})
