/** Patterns for lists that are looked through: what people write alike is found. */
import { expect, test } from 'vitest'
import { loosePattern } from '../../../service/text/loose-pattern.ts'

test.each([
  ['José Ñandú', 'jose nandu'],
  ['Jose\u0301 N\u0303andu\u0301', 'JOSÉ'],
  ['Müller Straße', 'STRASSE'],
  ['O\u2019Brien & Sons', "o'brien"],
  ['O\u2019Brien & Sons', 'obrien'],
  ['7-Eleven', '7 eleven'],
  ['7\u2011Eleven', '7-eleven'],
  ['ｱｲﾁﾛｳ', 'アイチロウ'],
  ['さくら', 'サクラ'],
  ['Ａｎｎ', 'ann'],
  ['欧阳小芳', '小芳'],
  ['a.b (c)', '(c)'],
  ['Café (Bugis)', 'café (b'],
  ['Tan & Sons [Main]', 'sons main'],
])('%s by %s', (name, search) => {
  const pattern = loosePattern(search)
  expect(pattern.test(name)).toBe(true)
  // what MongoDB's patterns do not know
  expect(pattern.source).not.toContain('\\u')
})

test.each([
  ['Ann', 'ben'],
  ['ハナ', 'バナ'],
  ['a.b', 'a.c'],
  ['anything', '.*'],
])('%s not by %s', (name, search) => {
  expect(loosePattern(search).test(name)).toBe(false)
})
