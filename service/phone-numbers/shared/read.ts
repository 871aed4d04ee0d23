/**
 * The one reader of phone numbers: for the dialogs of the console, the form on the phone, the API and bulk add. It
 * decides between the readings of a text; which numbers are taken is up to the plan that it is given, which on the
 * service is the full one (judge.ts) and on the phone a small one.
 */
import {
  getCountryCallingCode,
  isSupportedCountry,
  Metadata,
  parsePhoneNumberFromString,
  validatePhoneNumberLength,
  type CountryCode,
  type MetadataJson,
  type PhoneNumber,
} from 'libphonenumber-js/core'
import { canonicalPhone, isMainlandMobile, isOldForm, nationalToday } from './plans.ts'
import type { PhoneProblem, PhoneWarning } from './problems.ts'
import { isTwoNumbers, readText, type PhoneSource, type PhoneText } from './text.ts'

export interface Plan {
  metadata: MetadataJson
  /** What kind of number a valid one is. */
  judge: (number: PhoneNumber) => { warnings: PhoneWarning[] } | { problem: PhoneProblem }
  /** Digits that are a number with the country code of another country than the chosen one, beyond doubt. */
  isCertain: (digits: string) => boolean
  /** As many digits as a number of the country may have when it is written at home. */
  hasHomeLength: (digits: string, country: string) => boolean
}

export interface Asked {
  /** ISO 3166 code for numbers that name none; empty when there is none. */
  country: string
  from: PhoneSource
}

export interface TakenPhone {
  /** E.164 */
  phone: string
  country: string | undefined
  warnings: PhoneWarning[]
}

export interface UntakenPhone {
  problem: PhoneProblem
  /** The country whose number it would be, as far as that is known. */
  country?: string | undefined
}

export type ReadPhone = TakenPhone | UntakenPhone

/** Whether a group of digits ends after so many of them: `001 81 90…` after 3. */
function isApart({ groups }: PhoneText, after: number): boolean {
  let length = 0
  return groups.some((group) => (length += group.length) === after)
}

const isTaken = (read: ReadPhone): read is TakenPhone => 'phone' in read

/** A pattern of what is dialled in a country before a number of another. */
function dialledBefore(country: string, { metadata }: Plan): string {
  if (!country) return ''
  const all = new Metadata(metadata)
  all.selectNumberingPlan(country as CountryCode)
  return all.numberingPlan?.IDDPrefix() ?? ''
}

function parsed(text: string, country: string, plan: Plan): PhoneNumber | undefined {
  return parsePhoneNumberFromString(
    text,
    { extract: false, ...(country ? { defaultCountry: country as CountryCode } : {}) },
    plan.metadata,
  )
}

function lengthProblem(text: string, country: string, { metadata }: Plan): PhoneProblem {
  const given = country ? { defaultCountry: country as CountryCode } : {}
  const length = validatePhoneNumberLength(text, given, metadata)
  if (length === 'TOO_SHORT') return 'too_short'
  return length === 'TOO_LONG' ? 'too_long' : 'not_a_number'
}

/** The country of a number, or the main one of its calling code. */
function countryOf(number: PhoneNumber, { metadata }: Plan): string | undefined {
  return number.country ?? metadata.country_calling_codes[number.countryCallingCode]?.[0]
}

/** One reading. @param country for national digits; empty for text with a plus */
function attempt(text: string, country: string, plan: Plan): ReadPhone {
  const first = parsed(text, country, plan)
  if (!first) return { problem: lengthProblem(text, country, plan) }
  const home = { country: countryOf(first, plan) }
  const phone = canonicalPhone(first.number)
  const number = phone === first.number ? first : parsed(phone, '', plan)
  if (!number?.isValid()) {
    return { ...home, problem: isOldForm(phone) ? 'old_plan' : lengthProblem(text, country, plan) }
  }
  const written = text.replace(/\D/g, '').length + (country ? number.countryCallingCode.length : 0)
  if (phone.length - 1 > written) return { ...home, problem: 'not_a_number' }
  const judged = plan.judge(number)
  if ('problem' in judged) return { ...home, ...judged }
  return { phone, country: number.country, warnings: judged.warnings }
}

/** Fewest digits of a mobile number with its country code, but for a few islands. */
const withCode = 10

/** A beginning that may be that of a local number (`033…`) is one of a call abroad only beyond doubt. */
function isOwnPrefix(own: string, rest: string, text: PhoneText, plan: Plan): boolean {
  if (own === '' || own === '00' || !/^[1-9]\d{6}/.test(rest)) return false
  if (own.startsWith('00')) return true
  return rest.length >= withCode && (isApart(text, own.length) || plan.isCertain(rest))
}

/** As many digits as +1 has with the country code and one too many. */
const oneTooMany = 11

/**
 * What follows 00 is a country code: its digits are no part of a prefix only because the number has a digit too few or
 * too many (`0044…` is never a number of +4…). Prefix and country code must stand apart, as in `001 81 90…`, and
 * neither may be read as +1 or another country code with a number of about the right length.
 */
function mayBePrefix(own: string, text: PhoneText, phone: string, { metadata }: Plan): boolean {
  if (!own.startsWith('00')) return true
  const code = parsePhoneNumberFromString(phone, { extract: false }, metadata)?.countryCallingCode
  const isCode = own !== '001' && own.slice(2) in metadata.country_calling_codes
  if (!code || isCode || text.digits.length - own.length === oneTooMany) return false
  return isApart(text, own.length) && isApart(text, own.length + code.length)
}

/** `0013812345678`: what follows the 00 is a mainland number, or one of +1. */
function mainlandAbroad(text: PhoneText, read: ReadPhone | undefined): ReadPhone | undefined {
  const { digits } = text
  if (!digits.startsWith('001') || isApart(text, 3)) return undefined
  const isMainland = isMainlandMobile(digits.slice(2), read && isTaken(read) ? '1' : '')
  if (!isMainland) return undefined
  return { problem: read && isTaken(read) ? 'two_readings' : 'mainland_number' }
}

/**
 * Digits that begin like a call abroad. `00` is written for the plus everywhere; what a country has of its own is
 * taken where `00` makes no sense, or where it stands apart (`001 81 90…`).
 * @returns undefined when nothing is to be read so
 */
function dialledAbroad(text: PhoneText, country: string, plan: Plan): ReadPhone | undefined {
  const { digits } = text
  const zeros = /^00[1-9]/.test(digits) ? attempt(`+${digits.slice(2)}`, '', plan) : undefined
  const pattern = dialledBefore(country, plan)
  const own = pattern ? (new RegExp(`^(?:${pattern})`).exec(digits)?.[0] ?? '') : ''
  const rest = digits.slice(own.length)
  const other = isOwnPrefix(own, rest, text, plan) ? attempt(`+${rest}`, '', plan) : undefined
  if (!zeros || !isTaken(zeros)) {
    const isOther = other && isTaken(other) && mayBePrefix(own, text, other.phone, plan)
    return isOther ? other : (mainlandAbroad(text, zeros) ?? zeros)
  }
  if (!other || !isTaken(other)) return mainlandAbroad(text, zeros) ?? zeros
  // +1 is where both are likely: `001` is what many companies had people dial
  return isApart(text, own.length) || own === '001' ? { problem: 'two_readings' } : zeros
}

/** Digits that Excel may have taken the plus off, in a list of a country that they are no number of. */
function ofOther(digits: string, home: UntakenPhone, country: string, plan: Plan): ReadPhone {
  if (isMainlandMobile(digits, '') || !plan.isCertain(digits)) return home
  const other = attempt(`+${digits}`, '', plan)
  if (!isTaken(other)) return home
  if (!country) return other
  // a landline of this country, or a mobile number of it with a wrong digit
  if (home.problem === 'not_mobile' || plan.hasHomeLength(digits, country)) {
    return { problem: 'two_readings' }
  }
  return { ...other, warnings: ['other_country', ...other.warnings] }
}

/** `2 0812 345 6789`: the number of a line before one that begins with the 0 of its country; Belarus dials 8 0. */
function isNumbered([first = '', next = '']: string[], callingCode: string): boolean {
  return /^[1-9]\d?$/.test(first) && /^0[1-9]\d/.test(next) && ![callingCode, '8'].includes(first)
}

/** Digits without any sign of a country: of the chosen one, or what Excel has taken the plus off. */
function bare(text: PhoneText, { country, from }: Asked, plan: Plan): ReadPhone {
  const { digits, groups } = text
  const callingCode = country ? getCountryCallingCode(country as CountryCode, plan.metadata) : ''
  const isForeignToChina = country !== '' && callingCode !== '86'
  if (isNumbered(groups, callingCode)) return { problem: 'two_numbers' }
  const isOwnStyle = callingCode === '1' && groups[0] === '1'
  if (isForeignToChina && !isOwnStyle && isMainlandMobile(digits, callingCode)) {
    return { problem: 'mainland_number' }
  }
  const read = country
    ? attempt(nationalToday(digits, country), country, plan)
    : ({ problem: 'country_missing' } as const)
  if (isTaken(read) && read.phone.startsWith(`+${callingCode}`)) return read
  // with the 0 that is dialled in China before a number of another province
  if (isForeignToChina && digits.startsWith('0') && isMainlandMobile(digits.slice(1), '1')) {
    return { problem: 'mainland_number' }
  }
  const home = isTaken(read) ? ({ problem: 'not_a_number' } as const) : read
  if (callingCode !== '' && digits.startsWith(callingCode)) {
    const international = attempt(`+${digits}`, '', plan)
    if (isTaken(international)) return international
  }
  return from === 'cell' ? ofOther(digits, home, country, plan) : home
}

export function readPhone(given: string, asked: Asked, plan: Plan): ReadPhone {
  const text = readText(given, asked.from)
  if ('problem' in text) return text
  const read = readDigits(text, asked, plan)
  if (isTaken(read) || !['too_long', 'not_a_number'].includes(read.problem)) return read
  const isLong = read.problem === 'too_long' || text.digits.length >= twoNumbers
  return isLong && isTwoNumbers(text) ? { ...read, problem: 'two_numbers' } : read
}

/** Fewest digits of two numbers. */
const twoNumbers = 14

function readDigits(text: PhoneText, asked: Asked, plan: Plan): ReadPhone {
  const { plus, digits, region } = text
  if (plus) return ofRegion(attempt(`+${digits}`, '', plan), region, plan)
  const abroad = dialledAbroad(text, asked.country, plan)
  if (abroad) return ofRegion(abroad, region, plan)
  // two letters alone may be anything: `ID 81234567`
  if (region) return { problem: 'letters' }
  return bare(text, asked, plan)
}

/** `SG +65…`: the letters must name the country of the number. */
function ofRegion(read: ReadPhone, region: string | undefined, { metadata }: Plan): ReadPhone {
  if (!region || !isTaken(read)) return read
  const country = (region === 'UK' ? 'GB' : region) as CountryCode
  const isNamed =
    isSupportedCountry(country, metadata) &&
    read.phone.startsWith(`+${getCountryCallingCode(country, metadata)}`)
  return isNamed ? read : { problem: 'letters' }
}
