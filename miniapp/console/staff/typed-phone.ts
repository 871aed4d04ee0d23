/** Reads a phone number while it is typed (requirements A8: E.164). */
import {
  getCountries,
  parsePhoneNumberFromString,
  validatePhoneNumberLength,
  type CountryCode,
} from 'libphonenumber-js/min'

export interface TypedPhone {
  country: CountryCode
  /** As typed: national, or with a plus and the country code. */
  text: string
}

export type PhoneProblem = 'missing' | 'too_short' | 'too_long' | 'not_a_number'

interface ReadPhone {
  /** The chosen one, or the one that the typed country code means. */
  country: CountryCode
  valid: boolean
  /** E.164 when valid, otherwise what was typed. */
  toSend: string
  national: string
  international: string
  problem?: PhoneProblem
}

export function readTyped({ country, text }: TypedPhone): ReadPhone {
  const typed = text.trim()
  const number = parsePhoneNumberFromString(typed, country)
  const valid = number?.isValid() ?? false
  return {
    country: number?.country ?? country,
    valid,
    toSend: valid && number ? number.number : typed,
    national: number?.formatNational() ?? typed,
    international: number?.formatInternational() ?? typed,
    ...(!valid && { problem: problemOf(typed, country) }),
  }
}

function problemOf(typed: string, country: CountryCode): PhoneProblem {
  if (!typed) return 'missing'
  const length = validatePhoneNumberLength(typed, country)
  if (length === 'TOO_SHORT') return 'too_short'
  return length === 'TOO_LONG' ? 'too_long' : 'not_a_number'
}

const place = 'partner-workspace.console.country'

/** The country used last on this device, then the one of the browser. */
export function likelyCountry(): CountryCode {
  const known = getCountries()
  const regions = navigator.languages.map((tag) => new Intl.Locale(tag).region)
  const wanted = [localStorage.getItem(place), ...regions]
  return known.find((code) => wanted.find((one) => known.includes(one as never)) === code) ?? 'SG'
}

export function rememberCountry(country: CountryCode): void {
  localStorage.setItem(place, country)
}

/** What a stored number looks like in the field. */
export function typedFrom(phone: string): TypedPhone {
  const number = parsePhoneNumberFromString(phone)
  return number?.country
    ? { country: number.country, text: number.formatNational() }
    : { country: likelyCountry(), text: phone }
}
