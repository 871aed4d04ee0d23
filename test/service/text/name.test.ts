/** Names of people: what is kept of what was written, and what is no name. */
import { describe, expect, test } from 'vitest'
import {
  cleanName,
  cutTo,
  problemOfName,
  shownName,
  signsIn,
} from '../../../service/text/shared/name.ts'

const judged = (given: string) => {
  const name = cleanName(given)
  return problemOfName(name) ?? name
}

test.each([
  ['O\u2019Neil', 'O\u2019Neil'],
  ['D\u2019Arcy-Smith', 'D\u2019Arcy-Smith'],
  ['-Dash', '-Dash'],
  ['@handle', '@handle'],
  ['#1 Wong', '#1 Wong'],
  ['(Ah) Beng', '(Ah) Beng'],
  ['x;=1+1', 'x;=1+1'],
  ['Jose\u0301', 'Jos\u00e9'],
  ['  Ann \u00a0 Tan\u3000Mei ', 'Ann Tan Mei'],
  ['𠮷野家', '𠮷野家'],
  ['สมชาย ใจดี', 'สมชาย ใจดี'],
  ['محمد', 'محمد'],
  // the joiner is how it is written: of Persian, of Malayalam, of a picture
  ['می\u200cنا', 'می\u200cنا'],
  ['ന്\u200d', 'ന്'],
  ['ക്\u200dഷ', 'ക്\u200dഷ'],
  ['👩🏽\u200d🔧 Mei', '👩🏽\u200d🔧 Mei'],
  ['Mei ❤\ufe0f', 'Mei ❤\ufe0f'],
  ['葛\u{e0100}城', '葛\u{e0100}城'],
  // signs that show nothing
  ['Ann\u200d', 'Ann'],
  ['A\u200bnn', 'Ann'],
  ['An\u200dn', 'Ann'],
  ['\u200eAnn\u200f', 'Ann'],
  ['\ufeffAnn', 'Ann'],
  ['An\u00adn', 'Ann'],
  ['Ann\u2800Tan', 'Ann Tan'],
  ['Ann\ufe0f', 'Ann'],
  ['\u200b', 'missing'],
  ['\u2800', 'missing'],
  ['\u3164', 'missing'],
  ['\uffa0\u115f', 'missing'],
  ['\ufeff', 'missing'],
  [' \u200d ', 'missing'],
  ['...', '...'],
  ['123', '123'],
  ['\u30e1\u30a2\u30ea\u30fc', '\u30e1\u30a2\u30ea\u30fc'],
  ['佐\u3005木', '佐\u3005木'],
  ['Ka\u02bciulani', 'Ka\u02bciulani'],
  // an object, a lost letter, and code points without a character
  ['Ann\ufffc', 'not_plain'],
  ['Jos\ufffd', 'not_plain'],
  ['Ann\u0378', 'not_plain'],
  ['Ann\uffff', 'not_plain'],
  // a place for Chinese characters that are yet to come
  ['王\u{3347a}', '王\u{3347a}'],
  ['\u0301', 'missing'],
  ['👩🏽\u200d🔧', '👩🏽\u200d🔧'],
  ['\uff1d1+1', '\uff1d1+1'],
  ['\u202eevil\u202c', 'not_plain'],
  ['\u2066iso\u2069', 'not_plain'],
  ['Bell\u0007', 'not_plain'],
  ['Tab\tIn', 'not_plain'],
  ['Null\u0000X', 'not_plain'],
  ['x\u2028y', 'not_plain'],
  ['x\ny', 'not_plain'],
  ['half \ud83d', 'not_plain'],
])('%j: %j', (given, right) => {
  expect(judged(given)).toBe(right)
})

describe('80 signs are the most,', () => {
  test.each([
    ['letters', 'x'],
    ['letters outside the first plane', '𠮷'],
    ['letters with marks', 'x\u0323'],
    ['letters with vowel signs', 'จี'],
  ])('as a reader counts %s', (_, sign) => {
    expect(judged(sign.repeat(80))).toBe(cleanName(sign.repeat(80)))
    expect(judged(sign.repeat(81))).toBe('too_long')
  })

  test('a picture of several parts is one, and marks are not endless', () => {
    expect(signsIn('👩🏽\u200d🔧')).toBe(1)
    expect(judged(`x${'\u0323\u0301'.repeat(300)}`)).toBe('too_long')
  })
})

test('a name that came from elsewhere is shown without what turns or breaks it', () => {
  expect(shownName('\u202eevil\u202c name\u0007')).toBe('evil name')
  expect(shownName('Lin\nWei')).toBe('Lin Wei')
  expect(shownName('\u3164')).toBe('')
})

test('a name that is cut is never cut through a sign', () => {
  expect(cutTo(4, '𠮷𠮷𠮷')).toBe('𠮷𠮷')
  expect(cutTo(3, '𠮷𠮷𠮷')).toBe('𠮷')
})
