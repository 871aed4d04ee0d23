/** A pattern that finds a text however its accents, width, case, dashes and apostrophes are written. */
import { fold } from './shared/fold.ts'

/** Latin with its accents, wide Latin, kana of both kinds and widths. */
const ranges: [from: number, to: number][] = [
  [0xc0, 0x24f],
  [0x1e00, 0x1eff],
  [0x3041, 0x30fa],
  [0xff01, 0xff9d],
]

/** Folded sign → all that are folded to it. */
const alike = new Map<string, string[]>()
for (const [from, to] of ranges) {
  for (let code = from; code <= to; code++) {
    const sign = String.fromCharCode(code)
    const folded = fold(sign)
    if (folded && folded !== sign) alike.set(folded, [...(alike.get(folded) ?? []), sign])
  }
}

/** Of several letters: ß for ss. */
const several = [...alike].filter(([folded]) => folded.length > 1)
// the signs themselves: MongoDB's patterns know no \\u
const between =
  '[-\\s\'"()\\[\\]{}<>|&+.,_/\\\\\u2010\u2011\u2012\u2013\u2014\u2018\u2019\u201c\u201d\u00b7\u30fb\u300c\u300d]*'
const marks = '[\u0300-\u036f]*'
const apostrophe = "['\u2018\u2019\u02bc]?"

function patternOf(sign: string): string {
  if (sign === ' ') return between
  const others = alike.get(sign)?.map((other) => RegExp.escape(other)) ?? []
  return `(?:${[RegExp.escape(sign), ...others].join('|')})${marks}${apostrophe}`
}

/** For lists that are short enough to be looked through; others store folded keys. */
export function loosePattern(text: string): RegExp {
  const folded = fold(text)
  if (!folded) return new RegExp(RegExp.escape(text.trim()), 'i')
  const source = [...folded].map(patternOf).join('')
  const merged = several.reduce((all, [letters, signs]) => {
    const apart = [...letters].map(patternOf).join('')
    return all.replaceAll(apart, `(?:${apart}|${signs.join('|')})`)
  }, source)
  return new RegExp(merged, 'i')
}
