/** Texts that people write alike are the same for a search. */
import { expect, test } from 'vitest'
import { fold } from '../../../service/text/shared/fold.ts'

test.each([
  ['Jos\u00e9 \u00d1and\u00fa', 'Jose\u0301 nandu', 'jose nandu'],
  ['M\u00fcller Stra\u00dfe', 'MULLER  STRASSE', 'muller strasse'],
  ['O\u2019Brien', "o'brien", 'obrien'],
  ['Ann-Marie', 'ann\u2010marie', 'ann marie'],
  ['\uff21\uff4e\uff4e', 'ann', 'ann'],
  ['\uff71\uff72\uff81\uff9b\uff73', 'アイチロウ', 'アイチロウ'],
  ['\uff76\uff9e', 'が', 'ガ'],
  ['さくら', 'サクラ', 'サクラ'],
  ['\u0110\u1eb7ng V\u0103n', 'dang van', 'dang van'],
  ['\u0130stanbul I\u015f\u0131k', 'istanbul isik', 'istanbul isik'],
  ['S\u00f8ren \u00c6gir', 'soren aegir', 'soren aegir'],
  ['\u0141ukasz', 'lukasz', 'lukasz'],
  ['محمّد', 'محمد', 'محمد'],
  ['\u0399\u03ac\u03c3\u03c9\u03bd\u03c2', 'ιασωνσ', 'ιασωνσ'],
])('%s and %s', (one, other, right) => {
  expect([fold(one), fold(other)]).toEqual([right, right])
})

test('what tells names apart stays', () => {
  expect(fold('ハ')).not.toBe(fold('バ'))
  expect(fold('นิด')).not.toBe(fold('นด'))
  expect(fold('한')).not.toBe(fold('하'))
  expect(fold('欧阳小芳')).toBe('欧阳小芳')
})
