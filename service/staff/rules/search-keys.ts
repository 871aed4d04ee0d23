/** What a search for staff looks for: beginnings of keys that are stored with each person (docs/decisions/038). */
import { parsePhoneNumberFromString } from 'libphonenumber-js/min'
import { inAscii } from '../../phone-numbers/shared/digits.ts'
import { prefixesOf, searchStartsOf } from '../../text/search-starts.ts'

/**
 * Before a number that is stored from its end on, so that its last digits are a beginning. Rows without such a key
 * were written by an earlier release.
 */
export const backwards = '<'
/** Fewest digits that are looked for at the end of numbers. */
const fewestLast = 3
const reversed = (digits: string) => backwards + [...digits].toReversed().join('')

/**
 * Beginnings of these find a person: the name from each of its words on, of a Chinese name from each sign on, and the
 * phone number with and without country code, and from its end.
 */
export function searchKeysOf(name: string, phone: string): string[] {
  const number = parsePhoneNumberFromString(phone)
  const digits = phone.slice(1)
  const numbers = [digits, ...(number ? [number.nationalNumber] : []), reversed(digits)]
  return [...new Set([...prefixesOf(name), ...numbers])]
}

/**
 * What was typed into a search field, as beginnings of search keys; none of them begins another.
 * A number may be typed with the 0 by which it is called at home, or be the last digits; signs alone find no one.
 */
export function searchStarts(text: string): string[] {
  const plain = inAscii(text).trim()
  if (/^[+\d\s()./-]*\d[+\d\s()./-]*$/.test(plain)) {
    const typed = plain.replace(/\D/g, '')
    const start = typed.replace(/^0+/, '')
    const last = plain.includes('+') || typed.length < fewestLast ? [] : [reversed(typed)]
    return [...(start ? [start] : []), ...last]
  }
  return searchStartsOf(text).filter((start) => !start.startsWith(backwards))
}
