/** The state of a submission, and which codes move with a modification. */
import { describe, expect, test } from 'vitest'
import type { ItemStatus, SubmissionContent } from '../../../service/promotions/contract/content.ts'
import { codeMoves } from '../../../service/promotions/rules/codes.ts'
import {
  hashOf,
  sameSpot,
  sameStore,
  staysApproved,
  wrongContent,
} from '../../../service/promotions/rules/content.ts'
import { findRegion } from '../../../service/regions/find.ts'
import { asRegion } from '../../../service/regions/shared.ts'
import { statusOf, tallyOf } from '../../../service/promotions/rules/states.ts'

describe('the region of a store is', () => {
  const bangkok = { latitude: 13.7262, longitude: 100.5684, accuracy: 14 }
  const kualaLumpur = { latitude: 3.14, longitude: 101.69, accuracy: 10 }
  const atlanta = { latitude: 33.75, longitude: -84.39, accuracy: 5 }
  const hongKong = { latitude: 22.3, longitude: 114.17, accuracy: 8 }
  const johorBahru = { latitude: 1.4556, longitude: 103.7639, accuracy: 20 }
  const woodlands = { latitude: 1.4437, longitude: 103.769, accuracy: 20 }

  test.each([
    ['12 Smith Street, Singapore 058924', null, 'SG'],
    ['88 Tiong Bahru Road Singapore 168732', null, 'SG'],
    ['新加坡史密斯街12号', null, 'SG'],
    ['45 Sukhumvit Soi 24, Bangkok 10110', null, 'TH-10'],
    ['9 Charoen Krung Road, Bang Rak, Bangkok 10500, Thailand', null, 'TH-10'],
    ['123 ถนนสุขุมวิท กรุงเทพมหานคร 10110', null, 'TH-10'],
    ['泰国曼谷素坤逸路24巷', null, 'TH-10'],
    ['Nimman Road, Chiang Mai Province, Thailand', null, 'TH-50'],
    ['东京都新宿区西新宿2-8-1', null, 'JP-13'],
    ['12 Nguyễn Huệ, Hồ Chí Minh, Việt Nam', null, 'VN-SG'],
  ])('what its address names: %s', (address, place, region) => {
    expect(findRegion({ address, place })).toBe(region)
  })

  test.each([
    ['45 Sukhumvit Soi 24', bangkok, 'TH'],
    ['45 Sukhumvit Soi 24, Bangkok', bangkok, 'TH-10'],
    ['8 Jalan India', kualaLumpur, 'MY'],
    ['8 Jalan India, 50100 Kuala Lumpur', kualaLumpur, 'MY-14'],
    ['20 Peachtree Street, Atlanta, Georgia', atlanta, 'US-GA'],
    ["1 Queen's Road Central", hongKong, 'HK'],
    ['2 Jalan Wong Ah Fook', johorBahru, 'MY'],
    ['30 Woodlands Avenue 2', woodlands, 'SG'],
  ])('in the country where the phone was: %s', (address, place, region) => {
    expect(findRegion({ address, place })).toBe(region)
  })

  test('the country that the address names, where the place is not exact', () => {
    const far = { ...kualaLumpur, accuracy: 50_000 }
    expect(findRegion({ address: '12 Smith Street, Singapore', place: far })).toBe('SG')
  })

  test('not known, where neither tells a country', () => {
    const atSea = { latitude: 0, longitude: 0, accuracy: 10 }
    for (const place of [null, atSea]) {
      for (const address of ['3 Jalan Besar', '-', '12', '', 'Central, North East']) {
        expect(findRegion({ address, place })).toBeUndefined()
      }
    }
  })

  test('a code that can be stored, whatever is written', () => {
    const words = [
      'Bangkok',
      'Thailand',
      '曼谷',
      'province',
      '12',
      ',',
      'Georgia',
      '日本',
      'do',
      'US',
    ]
    for (let seed = 1; seed < 500; seed++) {
      const address = words.filter((_, at) => (seed * 7919 + at * 104_729) % 3 === 0).join(' ')
      const region = findRegion({ address, place: seed % 2 ? bangkok : null })
      if (region !== undefined) expect(region).toMatch(asRegion)
      if (seed % 2) expect(region?.slice(0, 2)).toBe('TH')
    }
  })
})

describe('stores and spots', () => {
  test.each<[ItemStatus[], ItemStatus]>([
    [['approved', 'approved'], 'approved'],
    [['approved', 'rejected'], 'rejected'],
    [['in_review', 'rejected', 'approved'], 'in_review'],
    [['approved', 'in_review'], 'in_review'],
  ])('items that are %j make a submission that is %s', (items, status) => {
    expect(statusOf(items)).toBe(status)
  })

  test('spots are counted by state, photos together with those of the store', () => {
    const item = (status: ItemStatus, photos: number) => ({
      photos: Array.from({ length: photos }),
      verdict: { status },
    })
    expect(
      tallyOf(item('approved', 2), [item('rejected', 1), item('approved', 3), item('approved', 1)]),
    ).toEqual({ in_review: 0, approved: 2, rejected: 1, photos: 7 })
  })
})

describe('Marketing Codes of a submission that is modified', () => {
  const spot = (status: ItemStatus, ...codes: string[]) => ({ codes, verdict: { status } })
  test.each([
    [
      'a new code is bound',
      [spot('rejected', 'A')],
      [spot('in_review', 'A', 'B')],
      { bind: ['B'] },
    ],
    [
      'one taken out is free',
      [spot('rejected', 'A', 'B')],
      [spot('in_review', 'B')],
      { release: ['A'] },
    ],
    [
      'one taken out of an approved spot is used up',
      [spot('approved', 'A')],
      [],
      { retire: ['A'] },
    ],
    [
      'one moved to another spot stays bound',
      [spot('rejected', 'A')],
      [spot('in_review'), spot('in_review', 'A')],
      {},
    ],
    [
      'an approved spot reviewed again takes its code along',
      [spot('approved', 'A')],
      [spot('in_review', 'A')],
      { reopen: ['A'] },
    ],
    [
      'an approved spot left alone keeps its code',
      [spot('approved', 'A')],
      [spot('approved', 'A')],
      {},
    ],
  ])('%s', (_name, before, after, moves) => {
    expect(codeMoves(before, after)).toEqual({
      bind: [],
      release: [],
      retire: [],
      reopen: [],
      ...moves,
    })
  })
})

describe('content', () => {
  const lists = { storeCategories: [{ _id: 'cafe' }], spotKinds: [{ _id: 'cashier' }] }
  const content = (change: (content: SubmissionContent) => void = () => undefined) => {
    const made: SubmissionContent = {
      product: 'marketing_code',
      store: { name: 'A', category: 'cafe', address: 'B', place: null, photos: ['p1'] },
      spots: [
        { id: 's1', kind: 'cashier', note: '', photos: ['p2'], codes: ['CODE-1'] },
        { id: 's2', kind: 'cashier', note: '', photos: ['p3'], codes: ['CODE-2'] },
      ],
      supplement: {
        contactName: '',
        contactPhone: '',
        openingHours: '',
        note: '',
        storeAgreed: true,
      },
    }
    change(made)
    return made
  }
  const fields = (made: SubmissionContent, bindsCodes = true) =>
    wrongContent(made, lists, bindsCodes).map(({ field }) => field)

  test('complete content has nothing wrong', () => {
    expect(fields(content())).toEqual([])
  })
  test.each<[string, (content: SubmissionContent) => void, string]>([
    ['a category of no list', ({ store }) => (store.category = 'zoo'), 'store.category'],
    ['a kind of spot of no list', ({ spots }) => (spots[1]!.kind = 'roof'), 'spots.1.kind'],
    ['a storefront photo twice', ({ store }) => store.photos.push('p1'), 'store.photos.1'],
    ['a photo twice at a spot', ({ spots }) => spots[0]!.photos.push('p2'), 'spots.0.photos.1'],
    ['a spot twice', ({ spots }) => (spots[1]!.id = 's1'), 'spots.1.id'],
    ['a code twice at a spot', ({ spots }) => spots[0]!.codes.push('CODE-1'), 'spots.0.codes.1'],
    ['a code at two spots', ({ spots }) => (spots[1]!.codes = ['CODE-1']), 'spots.1.codes.0'],
    ['a spot without code', ({ spots }) => (spots[1]!.codes = []), 'spots.1.codes'],
  ])('%s is named', (_name, change, field) => {
    expect(fields(content(change))).toEqual([field])
  })
  test('a product without codes takes none', () => {
    expect(fields(content(), false)).toEqual(['spots.0.codes', 'spots.1.codes'])
  })

  test('only an approved item that is unchanged stays approved', () => {
    expect(staysApproved('approved', true)).toBe(true)
    expect(staysApproved('approved', false)).toBe(false)
    expect(staysApproved('rejected', true)).toBe(false)
    expect(staysApproved(undefined, true)).toBe(false)
  })
  test('a store is compared by what was sent, photos by their ids', () => {
    const { store } = content()
    expect(sameStore(store, { ...store, photos: [{ id: 'p1' }] })).toBe(true)
    expect(sameStore(store, { ...store, photos: ['p9'] })).toBe(false)
    expect(sameStore(store, { ...store, address: 'C' })).toBe(false)
    const place = { latitude: 1, longitude: 2, accuracy: 3 }
    expect(sameStore(store, { ...store, place })).toBe(false)
  })
  test('a spot with its codes in another order is the same spot', () => {
    const spot = { ...content().spots[0]!, codes: ['A', 'B'] }
    expect(sameSpot(spot, { ...spot, codes: ['B', 'A'] })).toBe(true)
    expect(sameSpot(spot, { ...spot, codes: ['A'] })).toBe(false)
    expect(sameSpot(spot, { ...spot, note: 'x' })).toBe(false)
  })
  test('the same content has the same hash, other content another', () => {
    expect(hashOf(content())).toBe(hashOf(content()))
    expect(hashOf(content())).not.toBe(hashOf(content(({ store }) => (store.name = 'Z'))))
  })
})
