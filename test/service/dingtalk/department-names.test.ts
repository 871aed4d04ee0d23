import { expect, test } from 'vitest'
import { departmentName } from '../../../service/dingtalk/department-names.ts'

test.each([
  ['Harbour Pay', 'Harbour Pay'],
  ['Harbour-Pay, Ltd.', 'Harbour Pay Ltd.'],
  ['港湾支付，有限公司', '港湾支付 有限公司'],
  ['A – B — C ‐ D', 'A B C D'],
  ['  -Lotus-  ', 'Lotus'],
  ['Two\nlines\u0007', 'Two lines'],
  ['-,，', ''],
  ['', ''],
])('%j becomes %j', (given, name) => {
  expect(departmentName(given)).toBe(name)
})

test('a long name is cut to 64, without its last sign being cut through', () => {
  expect(departmentName('x'.repeat(80))).toBe('x'.repeat(64))
  const emoji = departmentName(`${'x'.repeat(63)}😀 Pay`)
  expect(emoji).toBe('x'.repeat(63))
  // what is cut ends with no space
  expect(departmentName(`${'x'.repeat(63)} ${'y'.repeat(20)}`)).toBe('x'.repeat(63))
})

test('a suffix stays whole, whatever the name', () => {
  expect(departmentName('Twin-Pay', '1a2b3c')).toBe('Twin Pay 1a2b3c')
  const long = departmentName('x'.repeat(80), '1a2b3c')
  expect(long).toBe(`${'x'.repeat(57)} 1a2b3c`)
  expect(long).toHaveLength(64)
  expect(departmentName(',', '1a2b3c')).toBe('1a2b3c')
})
