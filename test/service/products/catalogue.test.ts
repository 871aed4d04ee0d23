/** The product list: for every signed-in person, in both languages, and editable without being undone at the next start. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { runMigrations } from '../../../service/database/migrations.ts'
import { migrations } from '../../../service/migrations.ts'
import { forgetCatalogue } from '../../../service/products/actions.ts'
import { Products, SpotKinds, StoreCategories } from '../../../service/products/model.ts'
import { buildOperator, clientOf } from '../../setup/people.ts'
import { startTestService, type TestService } from '../../setup/service.ts'
import { buildPromoter } from '../../setup/visit.ts'

let service: TestService

beforeAll(async () => {
  service = await startTestService()
})
afterAll(() => service.stop())

test('strangers do not see it', async () => {
  const answer = await clientOf(service.url).get('/api/v1/products')
  expect(answer).toMatchObject({ status: 401, body: { code: 'signed_out' } })
})

test('staff and operators do, in the order of the sources', async () => {
  const { client, admin } = await buildPromoter(service.url)
  const reviewer = await buildOperator(service.url, { kind: 'platform' })
  for (const caller of [client, admin.client, reviewer.client]) {
    const { body } = await caller.get('/api/v1/products')
    expect(body.products).toMatchObject([
      { id: 'marketing_code', kind: 'promotion', bindsCodes: true, open: true },
      { id: 'primary_posm', kind: 'promotion', bindsCodes: false, open: true },
      { id: 'spot_inspection', kind: 'inspection', open: false },
    ])
    expect(body.products[0].names).toEqual({
      en: 'Alipay+ Marketing Code',
      'zh-CN': 'Alipay+ 营销码',
    })
    for (const list of [body.storeCategories, body.spotKinds]) {
      expect(list.length).toBeGreaterThan(5)
      for (const { names } of list) expect(names.en && names['zh-CN']).toBeTruthy()
    }
  }
})

test('what was edited stays, and what was deleted stays away, when the service starts again', async () => {
  await Products.updateOne({ _id: 'primary_posm' }, { $set: { open: false } })
  await StoreCategories.deleteOne({ _id: 'cafe' })
  const kinds = await SpotKinds.countDocuments()
  await runMigrations(migrations)
  forgetCatalogue()
  const { client } = await buildPromoter(service.url)
  const { body } = await client.get('/api/v1/products')
  expect(body.products[1]).toMatchObject({ id: 'primary_posm', open: false })
  expect(body.storeCategories.map(({ id }: { id: string }) => id)).not.toContain('cafe')
  expect(body.spotKinds).toHaveLength(kinds)
})
