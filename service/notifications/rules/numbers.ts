/** Reads the number of a request from the words after a command. */

export interface NumberRead {
  /** Null: there is none. */
  number: number | null
  after: string
}

const han = '一二三四五六七八九'
const inHan = `(?:[${han}两兩]?十[${han}]?|[${han}两兩])`
const english = 'one two three four five six seven eight nine ten eleven twelve'.split(' ')
const inEnglish = `(?:${english.join('|')})`

/** One to ninety-nine, as it is spoken. */
function valueOfHan(text: string): number {
  const digit = (sign = '') => (/[两兩]/.test(sign) ? 2 : han.indexOf(sign) + 1)
  const [tens, ones] = text.split('十')
  if (ones === undefined) return digit(tens)
  return (tens ? digit(tens) : 1) * 10 + (ones ? digit(ones) : 0)
}

/**
 * Digits, then numbers in words as speech comes. A word counts only where it can be nothing but the number: 一直 is not
 * one, and *one of them* names no request.
 */
const readers: { pattern: RegExp; valueOf: (word: string) => number }[] = [
  {
    pattern: /^(?:#|no\.?|number|第)?\s*(\d{1,4})(?!\d)\s*[号號位个個.)]?\s*(.*)$/isu,
    valueOf: Number,
  },
  { pattern: new RegExp(`^第\\s*(${inHan})\\s*[号號位个個]?\\s*(.*)$`, 'su'), valueOf: valueOfHan },
  {
    pattern: new RegExp(`^(${inHan})(?:\\s*[号號]|(?=$|[\\s,:;.!。、]))\\s*(.*)$`, 'su'),
    valueOf: valueOfHan,
  },
  {
    pattern: new RegExp(`^(?:no\\.?|number)\\s+(${inEnglish})\\b\\s*(.*)$`, 'isu'),
    valueOf: (word) => english.indexOf(word.toLowerCase()) + 1,
  },
  {
    pattern: new RegExp(`^(${inEnglish})(?=$|[,:;.!])\\s*(.*)$`, 'isu'),
    valueOf: (word) => english.indexOf(word.toLowerCase()) + 1,
  },
]

export function readNumber(rest: string): NumberRead {
  for (const { pattern, valueOf } of readers) {
    const [, word, after = ''] = pattern.exec(rest) ?? []
    if (word) return { number: valueOf(word), after }
  }
  return { number: null, after: rest }
}
