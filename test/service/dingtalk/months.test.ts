import { expect, test } from 'vitest'
import { monthOf, nextDay, nextMonth, thisMonth } from '../../../service/dingtalk/months.ts'

test.each([
  ['2026-11-30T15:59:59.999Z', '2026-11', '2026-10-31T16:00:00.000Z', '2026-11-30T16:00:00.000Z'],
  ['2026-11-30T16:00:00.000Z', '2026-12', '2026-11-30T16:00:00.000Z', '2026-12-31T16:00:00.000Z'],
  ['2026-12-31T16:00:00.000Z', '2027-01', '2026-12-31T16:00:00.000Z', '2027-01-31T16:00:00.000Z'],
  ['2028-02-29T10:00:00.000Z', '2028-02', '2028-01-31T16:00:00.000Z', '2028-02-29T16:00:00.000Z'],
])('at %s it is %s in Beijing', (time, month, begins, ends) => {
  const at = new Date(time)
  expect(monthOf(at)).toBe(month)
  expect(thisMonth(at).toISOString()).toBe(begins)
  expect(nextMonth(at).toISOString()).toBe(ends)
})

test('months are counted back over the turn of a year', () => {
  const at = new Date('2026-03-31T20:00:00Z')
  expect([0, 1, 3, 4, 13].map((ago) => monthOf(at, ago))).toEqual([
    '2026-04',
    '2026-03',
    '2026-01',
    '2025-12',
    '2025-03',
  ])
})

test('a day ends at midnight in Beijing', () => {
  expect(nextDay(new Date('2026-11-10T15:59:59Z')).toISOString()).toBe('2026-11-10T16:00:00.000Z')
  expect(nextDay(new Date('2026-11-10T16:00:00Z')).toISOString()).toBe('2026-11-11T16:00:00.000Z')
})
