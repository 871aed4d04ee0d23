/** Phone numbers as spreadsheets hold them: made numbers by Excel, shortened, without a country code. */
import { parsePhoneNumberFromString, type CountryCode } from 'libphonenumber-js/min'
import type { RowProblem } from '../contract.ts'

export type ReadPhone = { phone: string } | { problem: RowProblem }

/** `6.59123E+09`: what Excel shows, and writes into CSV, for a long number. */
const scientific = /^(\d)(?:[.,](\d+))?E\+?(\d{1,2})$/i
/** Digits after the point that Excel shows at most: beyond them it is what somebody wrote. */
const shownDigits = 5

/** Written out; undefined when Excel has dropped digits. */
function writtenOut(text: string): string | undefined {
  const [, first = '', decimals = '', power = ''] = scientific.exec(text) ?? []
  if (!first) return text
  const places = Number(power)
  if (decimals.length >= places) return (first + decimals).slice(0, places + 1)
  return decimals.length <= shownDigits ? undefined : first + decimals.padEnd(places, '0')
}

function parse(text: string, country?: string): string | undefined {
  const number = parsePhoneNumberFromString(text, {
    extract: false,
    ...(country ? { defaultCountry: country as CountryCode } : {}),
  })
  return number?.isValid() ? number.number : undefined
}

/** Signs that nobody sees, as copied from address books; and what marks a text in spreadsheets: `'…`, `="…"`. */
function plain(text: string): string {
  const seen = text
    .normalize('NFKC')
    .replace(/\p{Cf}/gu, '')
    .trim()
  return seen
    .replace(/^="(.*)"$/, '$1')
    .replace(/^'+/, '')
    .trim()
}

/** A mainland Chinese mobile number without its country code, which read with a plus would be American. */
const mainlandMobile = /^1[3-9]\d{9}$/

/**
 * @param given the cell as text; a number cell as its digits
 * @param country ISO 3166 code for numbers that name none; empty when there is none
 * @returns E.164
 */
export function readPhone(given: string, country: string): ReadPhone {
  const text = writtenOut(plain(given))
  if (text === undefined) return { problem: 'phone_shortened' }
  if (!text) return { problem: 'phone_missing' }
  const written = text.replace(/^00(?=[1-9])/, '+')
  if (written.startsWith('+')) {
    const phone = parse(written)
    return phone ? { phone } : { problem: 'bad_phone_number' }
  }
  const national = country ? parse(written, country) : undefined
  if (national) return { phone: national }
  // Excel takes the plus off: 6591234567
  const digits = written.replace(/[\s().-]/g, '')
  const isDigits = /^\d+$/.test(digits)
  const international =
    isDigits && !(country === '' && mainlandMobile.test(digits)) ? parse(`+${digits}`) : undefined
  if (international) return { phone: international }
  return { problem: isDigits && !country ? 'country_missing' : 'bad_phone_number' }
}
