/** What a visit lacks before it can be sent: the POSM of its spots, and limits that are passed. */
import { expect, test } from 'vitest'
import type { DraftContent } from '../../../service/drafts/contract.ts'
import { isWhole, missingItems } from '../../../miniapp/workspace/promotion/check-list.ts'
import { withUsualPosm, type SpotRules } from '../../../miniapp/workspace/promotion/posm.ts'
import { emptyContent, toSend } from '../../../miniapp/workspace/promotion/visit.ts'

type Spot = DraftContent['spots'][number]

const names = { en: '', 'zh-CN': '' }
const both = ['marketing_code', 'primary_posm']
const rules = (bindsCodes: boolean, perStore = 4): SpotRules => ({
  bindsCodes,
  lists: {
    posmTypes: [
      { id: 'sticker', names, products: both, defaultOf: ['primary_posm'] },
      { id: 'table_stand', names, products: ['marketing_code'], defaultOf: ['marketing_code'] },
    ],
    posmLimits: [
      { id: 'any', names, product: 'primary_posm', type: '*', category: '*', perSpot: 9, perStore },
      {
        ...{ id: 'cafe', names, product: 'primary_posm', type: 'sticker', category: 'cafe' },
        ...{ perSpot: 2, perStore },
      },
      {
        ...{ id: 'codes', names, product: 'marketing_code', type: '*', category: '*' },
        ...{ perSpot: 1, perStore: 1 },
      },
    ],
  },
})

const spot = (id: string, given: Partial<Spot> = {}): Spot => ({
  ...{ id, kind: 'cashier', note: '', photos: [id], codes: [] },
  ...given,
})

function visit(product: string, spots: Spot[], category = 'cafe') {
  const empty = emptyContent(product, category)
  const store = { ...empty.store, name: 'Kopi', address: 'Amoy Street', photos: ['front'] }
  const supplement = { ...empty.supplement, storeAgreed: true }
  return { content: { ...empty, store, spots, supplement }, codes: {} }
}

const missing = (of: ReturnType<typeof visit>, by: SpotRules) =>
  missingItems(of, by, new Map()).map(({ what, spot: at }) => `${what} ${at?.number}`)

test('a spot of Primary POSM lacks its types, one of codes nothing', () => {
  const primary = visit('primary_posm', [spot('1'), spot('2', { posm: [] })])
  expect(missing(primary, rules(false))).toEqual(['spot_posm 1', 'spot_posm 2'])
  const stickers = [{ type: 'sticker', count: 1 }]
  expect(missing(visit('primary_posm', [spot('1', { posm: stickers })]), rules(false))).toEqual([])
  const codes = visit('marketing_code', [spot('1', { codes: ['APMC-0000-0001'] })])
  const filled = withUsualPosm(codes.content, rules(true))
  expect(filled?.spots[0]?.posm).toEqual([{ type: 'table_stand', count: 1 }])
  expect(missing({ ...codes, content: filled! }, rules(true))).toEqual([])
  expect(withUsualPosm(primary.content, rules(false))).toBeUndefined()
})

test('a phone that has not heard of types asks for none', () => {
  const primary = visit('primary_posm', [spot('1')])
  expect(missing(primary, { bindsCodes: false, lists: {} })).toEqual([])
  expect(toSend(primary.content).spots[0]).not.toHaveProperty('posm')
})

test('limits are said where they are passed: by category, at a spot, and in the store', () => {
  const three = [{ type: 'sticker', count: 3 }]
  const cafe = visit('primary_posm', [spot('1', { posm: three })])
  expect(missing(cafe, rules(false))).toEqual(['posm_too_many 1'])
  expect(isWhole(cafe.content.spots[0]!, cafe, rules(false), new Map())).toBe(false)
  const spots = [spot('1', { posm: three }), spot('2', { posm: [{ type: 'sticker', count: 2 }] })]
  expect(missing(visit('primary_posm', spots, 'bar'), rules(false, 9))).toEqual([])
  expect(missing(visit('primary_posm', spots, 'bar'), rules(false))).toEqual(['posm_too_many 2'])
})

test('codes are counted by the codes', () => {
  const codes = ['APMC-0000-0001', 'APMC-0000-0002']
  const one = spot('1', { codes, posm: [{ type: 'table_stand', count: 1 }] })
  const sent = visit('marketing_code', [one])
  expect(toSend(sent.content).spots[0]?.posm).toEqual([{ type: 'table_stand', count: 2 }])
  expect(missing(sent, rules(true))).toEqual(['posm_too_many 1'])
})
