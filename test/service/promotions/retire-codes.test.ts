/** A Marketing Code is retired by its ISO, and has the region of the store where it hangs. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { MarketingCodes } from '../../../service/marketing-codes/model.ts'
import { migrations } from '../../../service/migrations.ts'
import { mendLateCodes } from '../../../service/promotions/actions/regions.ts'
import * as contract from '../../../service/promotions/codes/contract.ts'
import { buildOperator, type TestOperator } from '../../setup/people.ts'
import { startTestService, type TestService } from '../../setup/service.ts'
import {
  addressOf,
  buildContent,
  buildSpot,
  decide,
  eventsOf,
  givenCodes,
  submitted,
  type Promoter,
} from '../../setup/visit.ts'
import { Coded, inBangkok, retire, sinceOf } from './coded.ts'

let service: TestService
let reviewer: TestOperator
let coded: Coded
let mei: Promoter
let admin: TestOperator
let thai: TestOperator

beforeAll(async () => {
  service = await startTestService()
  reviewer = await buildOperator(service.url, { kind: 'platform' })
  coded = await Coded.begin(service.url)
  ;({ mei, admin, thai } = coded)
})
afterAll(() => service.stop())

describe('retired', () => {
  test('once, as it was seen; an event tells of it', async () => {
    const [code = ''] = await givenCodes(mei.iso, 1)
    const since = await sinceOf(code)
    const early = new Date(Date.parse(since) - 1).toISOString()
    expect((await retire(code, admin, early)).body.code).toBe('wrong_state')
    const answers = await Promise.all([1, 2, 3].map(() => retire(code, admin, since)))
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409, 409])
    const late = await retire(code, admin)
    expect(late).toMatchObject({ status: 409, body: { about: { status: 'retired' } } })
    expect(await admin.call(contract.findCode, { params: { code } })).toMatchObject({
      status: 'retired',
      reason: 'lost',
      abilities: [],
      history: [{ status: 'issued' }, { status: 'retired', reason: 'lost' }],
    })
    expect(await eventsOf(code)).toMatchObject([
      {
        type: 'marketing_codes.retired',
        tenant: mei.iso,
        actor: { kind: 'operator', id: admin.member._id },
        subject: { kind: 'marketingCode', id: code },
        data: { reason: 'lost', from: 'issued' },
        state: 'done',
      },
    ])
  })

  test('where it hangs, by an operator of that region; it still says where, and is bound nowhere else', async () => {
    const [code = ''] = coded.ofBangkok.codes
    expect((await retire(code, thai)).status).toBe(200)
    const shown = await thai.call(contract.findCode, { params: { code } })
    expect(shown).toMatchObject({
      status: 'retired',
      region: 'TH-10',
      at: { submission: coded.ofBangkok.id, store: 'Kopi & Toast' },
      spot: { number: 1 },
    })
    expect(await eventsOf(code)).toMatchObject([{ regions: ['TH-10'], data: { from: 'bound' } }])
    const spots = [await buildSpot(mei, { codes: [code] })]
    const content = await buildContent(mei, { spots })
    const answer = await mei.client.put(addressOf(crypto.randomUUID()), content)
    expect(answer.body.code).toBe('code_taken')
  })
})

describe('the region of a code', () => {
  const regionsOf = async (id: string) => {
    const codes = await MarketingCodes.find({ submission: id, status: { $ne: 'retired' } }).lean()
    return [...new Set(codes.map(({ region }) => region))]
  }

  test('follows its store when a revision has another address', async () => {
    const { id, content } = await submitted(mei)
    const items = content.spots.map((spot) => [spot.id, 'approved'] as const)
    await decide(reviewer.client, id, 1, { store: 'rejected', ...Object.fromEntries(items) })
    expect(await regionsOf(id)).toEqual(['SG'])
    const store = {
      ...content.store,
      ...inBangkok,
    }
    const answer = await mei.client.put(`${addressOf(id)}/revisions/2`, { ...content, store })
    expect(answer.status).toBe(200)
    expect(await regionsOf(id)).toEqual(['TH-10'])
  })

  test('is filled in where an earlier release wrote none, by the migration and at night', async () => {
    const migration = migrations.find(({ number }) => number === 88)
    expect(migration?.later).toBe(true)
    const forget = () => MarketingCodes.collection.updateMany({}, { $unset: { region: 1 } })
    const context = { progress: undefined, save: async () => {} }
    for (const mend of [() => migration?.run(context), mendLateCodes]) {
      await forget()
      expect(await regionsOf(coded.ofBangkok.id)).toEqual([undefined])
      await mend()
      expect(await regionsOf(coded.ofBangkok.id)).toEqual(['TH-10'])
      expect(await regionsOf(coded.singaporean.id)).toEqual(['SG'])
    }
  })
})
