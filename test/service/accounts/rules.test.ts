/** How long sessions and one-time codes last, case by case. */
import { describe, expect, test } from 'vitest'
import {
  delayOf,
  deviceOf,
  mayTry,
  oneTimeCode,
  sessionEnd,
  sessionExpiry,
  sessionLife,
  waitForCode,
  withNewCode,
} from '../../../service/accounts/rules.ts'
import { userAgentOf } from '../../../scripts/dingtalk-simulator/devices/user-agent.ts'

const second = 1_000
const minute = 60_000
const begin = Date.UTC(2026, 10, 22, 8)
const at = (after: number) => new Date(begin + after)

describe.each(['staff', 'operator'] as const)('a session of %s', (kind) => {
  const idle = sessionLife[kind] * second
  const absolute = sessionEnd[kind] * second

  test('goes on for its idle time after each use', () => {
    for (const used of [0, minute, absolute - idle - 1]) {
      expect(sessionExpiry(kind, at(0), at(used))).toEqual(at(used + idle))
    }
  })

  test('never goes on beyond its absolute end', () => {
    for (const used of [absolute - idle, absolute - 1, absolute, absolute + idle]) {
      expect(sessionExpiry(kind, at(0), at(used))).toEqual(at(absolute))
    }
  })
})

describe('another code is sent', () => {
  const afterSends = (...sends: number[]) => ({ sends: sends.map(at) })

  test.each([
    ['at once when none was', [], 0, 0],
    ['not at the same moment', [0], 0, minute],
    ['not a second too early', [0], 59 * second, second],
    ['after a minute', [0], minute, 0],
    ['a minute after the newest, not the oldest', [0, 2 * minute], 2.5 * minute, minute / 2],
    ['after the fourth as after the first', [0, 1, 2, 3].map((n) => n * minute), 4 * minute, 0],
    [
      'after the fifth only when the first is an hour old',
      [0, 1, 2, 3, 4].map((n) => n * minute),
      5 * minute,
      55 * minute,
    ],
    ['again once it is', [0, 1, 2, 3, 4].map((n) => n * minute), 60 * minute, 0],
    ['whatever was sent more than an hour ago', [0, 1, 2, 3, 4, 5, 6], 61 * minute, 0],
  ])('%s', (_, sends, now, wait) => {
    expect(waitForCode(afterSends(...sends), begin + now)).toBe(wait)
  })

  test('five times an hour at most, however it is spread', () => {
    let sent = { sends: [] as Date[] }
    const moments: number[] = []
    for (let now = 0; now < 180 * minute; now += 30 * second) {
      if (waitForCode(sent, begin + now) > 0) continue
      sent = withNewCode(sent, at(now))
      moments.push(now)
    }
    for (const from of moments) {
      const within = moments.filter((one) => one >= from && one < from + 60 * minute)
      expect(within.length).toBeLessThanOrEqual(oneTimeCode.sends)
    }
    expect(moments).toHaveLength(15)
  })
})

test('wrong passwords wait longer and longer, up to four seconds; the first five do not wait', () => {
  const tries = [1, 5, 6, 7, 8, 9, 10, 11, 1_000_000]
  expect(tries.map(delayOf)).toEqual([0, 0, 250, 500, 1_000, 2_000, 4_000, 4_000, 4_000])
})

test('a new code has all its tries and its own five minutes; what was sent long ago is forgotten', () => {
  const before = { sends: [at(-61 * minute), at(-minute)] }
  expect(withNewCode(before, at(0))).toEqual({
    sends: [at(-minute), at(0)],
    tries: 0,
    expiresAt: at(5 * minute),
  })
})

describe('a code may be tried', () => {
  const code = (tries: number) => ({ tries, expiresAt: at(5 * minute) })
  test.each([0, 1, 2, 3, 4])('after %i tries, while it lasts', (tries) => {
    expect(mayTry(code(tries), begin)).toBe(true)
    expect(mayTry(code(tries), begin + 5 * minute - 1)).toBe(true)
    expect(mayTry(code(tries), begin + 5 * minute)).toBe(false)
  })
  test.each([5, 6])('never after %i tries', (tries) => {
    expect(mayTry(code(tries), begin)).toBe(false)
  })
})

test.each([
  [userAgentOf({ device: 'desktop', language: 'en' }), 'dingtalk', 'windows'],
  [userAgentOf({ device: 'phone', language: 'en' }), 'dingtalk', 'android'],
  [
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36 Edg/141.0.0.0',
    'edge',
    'windows',
  ],
  [
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.4 Safari/605.1.15',
    'safari',
    'macos',
  ],
  [
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_4 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/141.0 Mobile/15E148 Safari/604.1',
    'chrome',
    'ios',
  ],
  ['Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0', 'firefox', 'linux'],
  ['curl/8.9', 'other', 'other'],
])('%s is %s on %s', (userAgent, client, system) => {
  expect(deviceOf(userAgent)).toEqual({ client, system })
})
