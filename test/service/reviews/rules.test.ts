/** Which decisions fit a submission, and how far photos were taken from the store. */
import { describe, expect, test } from 'vitest'
import type { ItemStatus } from '../../../service/promotions/contract/content.ts'
import type { Decision } from '../../../service/reviews/contract.ts'
import { distancesOf, metresBetween, wrongDecisions } from '../../../service/reviews/rules.ts'

const reasons = [
  { _id: 'blurred', appliesTo: ['store' as const, 'spot' as const] },
  { _id: 'no_signboard', appliesTo: ['store' as const] },
]

const items = (store: ItemStatus, ...spots: ItemStatus[]) => ({
  store: { verdict: { status: store } },
  spots: spots.map((status, index) => ({ id: `s${index + 1}`, verdict: { status } })),
})

const yes = (item: string): Decision => ({ item, status: 'approved', reasons: [], note: '' })
const no = (item: string, code = 'blurred', field: string | null = 'photos'): Decision => ({
  item,
  status: 'rejected',
  reasons: [{ code, field }],
  note: '',
})

describe('decisions', () => {
  const both = items('in_review', 'in_review')
  test.each([
    ['everything approved', both, [yes('store'), yes('s1')]],
    [
      'everything rejected, about no field in particular',
      both,
      [no('s1', 'blurred', null), no('store')],
    ],
    ['only what is in review', items('approved', 'approved', 'in_review'), [no('s2')]],
  ])('%s fits', (_name, submission, decisions) => {
    expect(wrongDecisions(submission, decisions, reasons)).toEqual([])
  })

  test.each<[string, ReturnType<typeof items>, Decision[], string]>([
    ['an item forgotten', both, [yes('store')], 'decisions'],
    ['an item of no submission', both, [yes('store'), yes('s1'), yes('s9')], 'decisions.2.item'],
    ['an item twice', both, [yes('store'), yes('s1'), no('s1')], 'decisions.2.item'],
    [
      'an item approved before',
      items('approved', 'in_review'),
      [yes('s1'), no('store')],
      'decisions.1.item',
    ],
    [
      'a rejection without reason',
      both,
      [yes('store'), { ...no('s1'), reasons: [] }],
      'decisions.1.reasons',
    ],
    [
      'an approval with reasons',
      both,
      [{ ...no('store'), status: 'approved' }, yes('s1')],
      'decisions.0.reasons',
    ],
    ['a reason of no list', both, [yes('store'), no('s1', 'ugly')], 'decisions.1.reasons.0.code'],
    [
      'a reason for stores at a spot',
      both,
      [yes('store'), no('s1', 'no_signboard')],
      'decisions.1.reasons.0.code',
    ],
    [
      'a field of the other kind',
      both,
      [no('store', 'blurred', 'codes'), yes('s1')],
      'decisions.0.reasons.0.field',
    ],
  ])('%s is named', (_name, submission, decisions, field) => {
    expect(wrongDecisions(submission, decisions, reasons).map((wrong) => wrong.field)).toEqual([
      field,
    ])
  })
})

describe('distances', () => {
  const at = (latitude: number, longitude: number) => ({ latitude, longitude, accuracy: 5 })

  test('a degree of latitude is 111 km, one of longitude too at the equator', () => {
    expect(metresBetween(at(0, 0), at(1, 0))).toBe(111_195)
    expect(metresBetween(at(0, 0), at(0, 1))).toBe(111_195)
    expect(metresBetween(at(60, 0), at(60, 1))).toBe(55_597)
  })
  test('across the date line it is not round the world', () => {
    expect(metresBetween(at(0, 179.999), at(0, -179.999))).toBe(222)
  })
  test('the same place is 0 metres away, the other side of the earth 20,015 km', () => {
    expect(metresBetween(at(1.28, 103.85), at(1.28, 103.85))).toBe(0)
    expect(metresBetween(at(0, 0), at(0, 180))).toBe(20_015_087)
  })
  test('are told only for photos whose place is known, and for a store that has one', () => {
    const photos = [
      { id: 'p1', place: at(1.281, 103.85) },
      { id: 'p2', place: null },
    ]
    const submission = { store: { place: at(1.28, 103.85), photos }, spots: [{ photos: [] }] }
    expect(distancesOf(submission)).toEqual({ p1: 111 })
    expect(distancesOf({ ...submission, store: { place: null, photos } })).toEqual({})
  })
})
