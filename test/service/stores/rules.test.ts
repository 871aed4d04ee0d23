/** Which store is the same. */
import { expect, test } from 'vitest'
import { storeKey } from '../../../service/stores/rules.ts'

test('a store written a little differently is the same store', () => {
  expect(storeKey({ name: 'Kopi & Toast', address: '12, Amoy St.' })).toBe(
    storeKey({ name: ' KOPI toast', address: '12 amoy st' }),
  )
  expect(storeKey({ name: '老巴刹', address: '１２ 号' })).toBe(
    storeKey({ name: '老巴刹', address: '12 号' }),
  )
  expect(storeKey({ name: 'A', address: 'B' })).not.toBe(storeKey({ name: 'AB', address: '' }))
})
