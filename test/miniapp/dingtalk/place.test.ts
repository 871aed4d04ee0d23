/** A place that DingTalk's client gives: what is none must not become evidence of a visit off the coast of Africa. */
import { expect, test } from 'vitest'
import { placeIn } from '../../../miniapp/dingtalk/place.ts'

test.each([
  [{ latitude: 1.29, longitude: 103.85, accuracy: 12 }, 12],
  [{ latitude: '1.29', longitude: '103.85', accuracy: '12' }, 12],
  [{ latitude: 1.29, longitude: 103.85 }, 100_000],
  [{ latitude: 1.29, longitude: 103.85, accuracy: -1 }, 0],
])('%o is a place', (answer, accuracy) => {
  expect(placeIn(answer)).toEqual({ latitude: 1.29, longitude: 103.85, accuracy })
})

test.each([
  undefined,
  null,
  {},
  { latitude: null, longitude: null },
  { latitude: '', longitude: '' },
  { latitude: 1.29 },
  { latitude: 'x', longitude: 103.85 },
  { latitude: 0, longitude: 0, accuracy: 0 },
  { latitude: 91, longitude: 0 },
  { latitude: 1, longitude: 181 },
  { errorCode: 12, errorMessage: 'no network' },
])('%o is none', (answer) => {
  expect(placeIn(answer)).toBeUndefined()
})
