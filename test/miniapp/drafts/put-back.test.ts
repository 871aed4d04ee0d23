/** Undo brings back one thing, and takes away nothing that was done since. */
import { expect, test } from 'vitest'
import { putBack } from '../../../miniapp/drafts/put-back.ts'

test('it stands where it stood', () => {
  expect(putBack(['a', 'c'], 'b', 1)).toEqual(['a', 'b', 'c'])
})

test('what was added since stays', () => {
  expect(putBack(['new'], 'old', 0)).toEqual(['old', 'new'])
})

test('where others have gone since it stands last', () => {
  expect(putBack(['a'], 'd', 3)).toEqual(['a', 'd'])
})

test('where it no longer fits nothing is pushed out', () => {
  expect(putBack(['a', 'b'], 'c', 0, 2)).toEqual(['a', 'b'])
  expect(putBack(['a', 'b'], 'c', 0, 3)).toEqual(['c', 'a', 'b'])
})

test('pressed twice, or scanned again meanwhile, it is there once', () => {
  expect(putBack(['a', 'b'], 'b', 0)).toEqual(['a', 'b'])
})
