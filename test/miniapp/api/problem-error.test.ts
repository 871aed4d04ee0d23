/** What answers mean that a proxy gave in place of the service. */
import { expect, test } from 'vitest'
import { refusalOf, secondsOf } from '../../../miniapp/api/problem-error.ts'

test.each([
  [503, 'unavailable'],
  [502, 'unavailable'],
  [429, 'too_many_requests'],
  [408, 'too_slow'],
])('%i is a refusal that passes, with the time to wait', (status, code) => {
  expect(refusalOf(status, '7')?.problem).toMatchObject({ status, code, retryAfter: 7 })
  expect(refusalOf(status, null)?.problem.retryAfter).toBeUndefined()
})

test('anything else is no answer of the service', () => {
  expect(refusalOf(403, '7')).toBeUndefined()
})

test('Retry-After is a number of seconds or a date', () => {
  const now = Date.UTC(2026, 10, 22, 9)
  expect(secondsOf('30', now)).toBe(30)
  expect(secondsOf('Sun, 22 Nov 2026 09:01:00 GMT', now)).toBe(60)
  expect(secondsOf('Sun, 22 Nov 2026 08:00:00 GMT', now)).toBe(0)
  expect(secondsOf('soon', now)).toBeUndefined()
  expect(secondsOf(null, now)).toBeUndefined()
})
