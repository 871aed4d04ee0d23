/** The platform sets country and currency of an ISO, and records the order of work that was agreed on with it. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { iso31661 } from 'iso-3166'
import mongoose from 'mongoose'
import { Events } from '../../../service/outbox/model.ts'
import { staffWhoAmI } from '../../../service/staff/self/contract.ts'
import { Members } from '../../../service/team/model.ts'
import { findIso, setIsoCountry, setIsoOrder } from '../../../service/workspaces/contract/isos.ts'
import { workspaceSettings } from '../../../service/workspaces/contract/settings.ts'
import { workspaceMigrations } from '../../../service/workspaces/migrations.ts'
import { Workspaces } from '../../../service/workspaces/model.ts'
import { allCountries, currencyOf, usualCurrencies } from '../../../service/workspaces/shared.ts'
import { buildOperator, buildStaff, clientOf, type TestOperator } from '../../setup/people.ts'
import { startTestService, type TestService } from '../../setup/service.ts'

let service: TestService
let desk: TestOperator
let admin: TestOperator

const operations = () =>
  buildOperator(service.url, { kind: 'platform', roles: ['platform.operations'] })

beforeAll(async () => {
  service = await startTestService()
  desk = await operations()
  admin = await buildOperator(service.url)
})
afterAll(() => service.stop())

const params = ({ workspace }: TestOperator) => ({ workspaceId: workspace._id })
const nothing = { country: null, currency: null }
const agreedWith = 'Ana Lim'
const singapore = { country: 'SG', was: nothing } as const
const first = { order: 'deploy_then_verify', agreedWith, was: null } as const

async function desksOf(regions: string[]): Promise<TestOperator> {
  const coordinator = await operations()
  await Members.updateOne({ _id: coordinator.member._id }, { $set: { access: { regions } } })
  return coordinator
}

test('strangers, the ISO itself and roles without the right are refused; another ISO is not found', async () => {
  const reviewer = await buildOperator(service.url, { kind: 'platform' })
  const { client: worker } = await buildStaff(service.url, admin.workspace._id)
  const path = `/api/v1/isos/${admin.workspace._id}`
  for (const [what, body] of [
    ['country', singapore],
    ['order', first],
  ] as const) {
    const answers = []
    for (const client of [clientOf(service.url), admin.client, worker, reviewer.client]) {
      const answer = await client.post(`${path}/${what}`, body)
      answers.push([answer.status, answer.body.code])
    }
    expect(answers, what).toEqual([
      [401, 'signed_out'],
      [403, 'not_allowed'],
      [403, 'not_allowed'],
      [403, 'not_allowed'],
    ])
    const platform = await desk.client.post(`/api/v1/isos/${desk.workspace._id}/${what}`, body)
    expect(platform.status).toBe(404)
  }
  expect(await Events.countDocuments({ tenant: admin.workspace._id })).toBe(0)
})

test('made-up countries, currencies, orders and empty names are refused', async () => {
  for (const [body, field] of [
    [{ ...singapore, country: 'XX' }, 'country'],
    [{ ...singapore, country: 'sg' }, 'country'],
    [{ ...singapore, country: 'AQ' }, 'country'],
    [{ ...singapore, currency: 'XYZ' }, 'currency'],
    [{ ...singapore, currency: 'sgd' }, 'currency'],
    [{ country: 'SG' }, 'was'],
  ] as const) {
    const refused = await desk.refused(setIsoCountry, {
      params: params(admin),
      body: body as never,
    })
    expect([refused.status, refused.field], JSON.stringify(body)).toEqual([400, field])
  }
  for (const [body, field] of [
    [{ ...first, order: 'whatever' }, 'order'],
    [{ ...first, agreedWith: ' ' }, 'agreedWith'],
    [{ ...first, was: 'yesterday' }, 'was'],
  ] as const) {
    const refused = await desk.refused(setIsoOrder, { params: params(admin), body: body as never })
    expect([refused.status, refused.field], JSON.stringify(body)).toEqual([400, field])
  }
  expect(await desk.call(findIso, { params: params(admin) })).toMatchObject({
    ...nothing,
    order: null,
    changes: [],
  })
})

test('a country brings its currency, the ISO may be paid in another; who changed what when is kept', async () => {
  const send = (body: { country: string; currency?: string; was: object }) =>
    desk.call(setIsoCountry, { params: params(admin), body: body as never })
  expect(await send(singapore)).toMatchObject({ country: 'SG', currency: 'SGD' })
  // the same again changes nothing
  expect((await send(singapore)).changes).toHaveLength(1)

  const overtaken = { country: 'MY', was: nothing }
  const late = await desk.refused(setIsoCountry, { params: params(admin), body: overtaken })
  expect([late.status, late.code]).toEqual([409, 'wrong_state'])

  const was = { country: 'SG', currency: 'SGD' }
  const now = await send({ country: 'MY', currency: 'USD', was })
  expect(now).toMatchObject({ country: 'MY', currency: 'USD' })
  const by = desk.account.name
  expect(now.changes).toMatchObject([
    { what: 'country_set', by, ...was },
    { what: 'country_set', by, country: 'MY', currency: 'USD' },
  ])
  const events = await Events.find({ type: 'workspaces.country_set' }).sort({ _id: 1 }).lean()
  expect(events.map(({ tenant, actor, data }) => [tenant, actor.id, data])).toEqual([
    [admin.workspace._id, desk.member._id, was],
    [admin.workspace._id, desk.member._id, { country: 'MY', currency: 'USD' }],
  ])
})

test('the ISO and its staff read the order; a second operator who saw the one before is refused', async () => {
  const person = await buildStaff(service.url, admin.workspace._id)
  const empty = await admin.call(workspaceSettings, {})
  expect([empty.order, empty.businessTimeZone]).toEqual([null, 'Asia/Singapore'])
  expect((await person.call(staffWhoAmI, {})).order).toBeNull()

  const { order } = await desk.call(setIsoOrder, { params: params(admin), body: first })
  const by = desk.account.name
  expect(order).toMatchObject({ value: 'deploy_then_verify', agreedWith, by })
  expect((await admin.call(workspaceSettings, {})).order).toEqual(order)
  expect((await person.call(staffWhoAmI, {})).order).toBe('deploy_then_verify')

  const second = await operations()
  const other = { order: 'verify_then_deploy', agreedWith: 'Ben Ong', was: null } as const
  const late = await second.refused(setIsoOrder, { params: params(admin), body: other })
  expect([late.status, late.code]).toEqual([409, 'wrong_state'])
  const again = { ...other, was: order?.at ?? null }
  const now = await second.call(setIsoOrder, { params: params(admin), body: again })
  expect(now.order).toMatchObject({ value: 'verify_then_deploy', by: second.account.name })
  const events = await Events.find({ type: 'workspaces.order_set' }).sort({ _id: 1 }).lean()
  expect(events.map(({ actor, data }) => [actor.id, data])).toEqual([
    [desk.member._id, { order: 'deploy_then_verify' }],
    [second.member._id, { order: 'verify_then_deploy' }],
  ])
  expect(JSON.stringify(events)).not.toContain(agreedWith)
})

test('of two who set it at once one is refused, and the last 20 changes are kept', async () => {
  const iso = await buildOperator(service.url)
  const set = (agreed: string, was: string | null) =>
    desk.client.post(`/api/v1/isos/${iso.workspace._id}/order`, {
      ...first,
      agreedWith: agreed,
      was,
    })
  const both = await Promise.all([set('Ana Lim', null), set('Ben Ong', null)])
  expect(both.map(({ status }) => status).sort()).toEqual([200, 409])
  let was = both.find(({ status }) => status === 200)?.body.order.at
  for (let n = 0; n < 21; n++) {
    const answer = await set(`Coordinator ${n}`, was)
    was = answer.body.order.at
  }
  const { changes } = await desk.call(findIso, { params: params(iso) })
  expect(changes).toHaveLength(20)
  expect(changes.at(-1)).toMatchObject({ agreedWith: 'Coordinator 20' })
})

test('a coordinator sets the order of ISOs in their country only, and no country', async () => {
  const iso = await buildOperator(service.url)
  const here = await desksOf(['TH'])
  const there = await desksOf(['SG'])
  await desk.call(setIsoCountry, { params: params(iso), body: { country: 'TH', was: nothing } })
  const refused = await there.refused(setIsoOrder, { params: params(iso), body: first })
  expect([refused.status, refused.code]).toEqual([403, 'not_allowed'])
  const seen = await here.call(findIso, { params: params(iso) })
  expect(seen.abilities).toEqual(['set_order'])
  await here.call(setIsoOrder, { params: params(iso), body: first })
  const was = { country: 'TH', currency: 'THB' }
  const country = { params: params(iso), body: { country: 'SG', was } }
  expect((await here.refused(setIsoCountry, country)).status).toBe(403)
})

test('every country of ISO 3166-1 but Antarctica has a currency of ISO 4217', () => {
  const codes = iso31661.map(({ alpha2 }) => alpha2).filter((code) => code !== 'AQ')
  expect(allCountries).toEqual(codes.toSorted())
  const known = Intl.supportedValuesOf('currency')
  expect(usualCurrencies.filter((code) => !known.includes(code))).toEqual([])
  expect(['SG', 'TH', 'CN', 'HR', 'ZW'].map(currencyOf)).toEqual([
    'SGD',
    'THB',
    'CNY',
    'EUR',
    'USD',
  ])
})

test('ISOs that exist get the country of most of their stores; what an operator set stays', async () => {
  const [thai, set, empty] = await Promise.all([0, 1, 2].map(() => buildOperator(service.url)))
  await desk.call(setIsoCountry, {
    params: params(set!),
    body: { country: 'SG', currency: 'USD', was: nothing },
  })
  const storesOf = (iso: TestOperator, regions: (string | null)[]) =>
    regions.map((region, n) => ({
      _id: `${iso.workspace._id}-${n}` as never,
      iso: iso.workspace._id,
      key: `${n}`,
      ...(region && { region }),
    }))
  await mongoose.connection
    .collection('stores')
    .insertMany([
      ...storesOf(thai!, ['TH-10', 'TH-50', 'SG', null, null, null]),
      ...storesOf(set!, ['MY-14']),
    ])
  const [fill] = workspaceMigrations
  await fill?.run({ progress: undefined, save: async () => {} })
  const countryOf = async (iso: TestOperator | undefined) => {
    const row = await Workspaces.findById(iso?.workspace._id).lean()
    return [row?.country, row?.currency]
  }
  expect(await Promise.all([thai, set, empty].map(countryOf))).toEqual([
    ['TH', 'THB'],
    ['SG', 'USD'],
    [undefined, undefined],
  ])
})
