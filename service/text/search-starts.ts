/** What a search stores of a name and looks for (docs/decisions/038). */
import { fold } from './shared/fold.ts'

const unfolded = (text: string) => text.toLowerCase().trim().replace(/\s+/g, ' ')

/** A name as it is stored to search by; one of signs only stays as it is written. */
export const searchNameOf = (name: string): string => fold(name) || unfolded(name)

/**
 * Beginnings to look for: folded, and as an earlier release stored names. None of them begins another;
 * no text gives none.
 */
export function searchStartsOf(text: string): string[] {
  const starts = [searchNameOf(text), unfolded(text)].filter((start) => start !== '')
  return starts.filter(
    (one, at) =>
      starts.indexOf(one) === at && !starts.some((other) => other !== one && one.startsWith(other)),
  )
}

/** An e-mail address as typed or pasted into a search: not folded, because its signs count. */
export const searchEmailOf = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/\p{Cf}/gu, '')
    .trim()
    .toLowerCase()

/** Letters from which on a word that is written without spaces is stored. */
const mostLetters = 20
/** Keys of one name: more would be no name, and each is a place in the index. */
const mostKeys = 40

/** Scripts that are written without spaces: a given name begins anywhere. */
const unspaced = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u

/** Folding drops it: `dsouza` for D’Souza, which people also search as `souza`. */
const apostrophe = /(?<=\p{L})['\u2018\u2019\u02bc\uff07](?=\p{L})/u

/** From each word on, and from each sign of what has no spaces. */
function wordsOn(folded: string): string[] {
  const found: string[] = []
  let before = ' '
  let letters = 0
  let at = 0
  for (const sign of folded) {
    letters = unspaced.test(sign) ? letters + 1 : 0
    const isNext = letters > 0 && letters <= mostLetters && unspaced.test(before)
    if (sign !== ' ' && (before === ' ' || isNext)) found.push(folded.slice(at))
    before = sign
    at += sign.length
  }
  return found
}

/**
 * A name as it is stored to be searched by beginnings: from each word on, also behind an apostrophe; a name of signs
 * only as it is written.
 */
export function prefixesOf(name: string): string[] {
  const folded = searchNameOf(name)
  const [, ...behind] = name.split(apostrophe)
  const found = [
    ...wordsOn(folded),
    ...behind.map((rest) => fold(rest)).filter((rest) => rest !== ''),
  ]
  return [...new Set(found)].slice(0, mostKeys)
}
