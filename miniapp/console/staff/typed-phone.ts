/** A phone number as it is typed into a form of the console (requirements A8: E.164). */
import { getCountries, parsePhoneNumberFromString, type CountryCode } from 'libphonenumber-js/min'
import type { PhoneProblem, PhoneWarning } from '../../../service/phone-numbers/shared/problems.ts'
import { onDevice } from '../../api/keeping.ts'
import { browserRegions } from '../../parts/browser-regions.ts'
import { readTypedPhone } from '../../parts/read-phone.ts'

export interface TypedPhone {
  /** The chosen one: what is typed never changes it. */
  country: CountryCode
  /** As typed: national, or with a plus and the country code. */
  text: string
}

interface ReadPhone {
  /** The country of the number; the chosen one where that is not known. */
  country: string
  valid: boolean
  /** E.164 when valid, otherwise what was typed. */
  toSend: string
  /** Neatly, as it would be typed: national for the chosen country, otherwise with a plus. */
  neat: string
  international: string
  problem?: PhoneProblem
  /** Taken, but worth a look. */
  warning?: PhoneWarning
}

export function readTyped({ country, text }: TypedPhone): ReadPhone {
  const typed = text.trim()
  const read = readTypedPhone(typed, country)
  if ('problem' in read) {
    const { problem } = read
    const about = read.country ?? country
    return {
      country: about,
      valid: false,
      toSend: typed,
      neat: typed,
      international: typed,
      problem,
    }
  }
  const number = parsePhoneNumberFromString(read.phone)
  const international = number?.formatInternational() ?? read.phone
  const isHome = read.country === country
  const [warning] = read.warnings
  return {
    country: read.country ?? country,
    valid: true,
    toSend: read.phone,
    neat: isHome ? (number?.formatNational() ?? typed) : international,
    international,
    ...(warning && { warning }),
  }
}

const place = 'partner-workspace.console.country'

/** The country used last on this device, then the one of the browser. */
export function likelyCountry(): CountryCode {
  const known = getCountries()
  const wanted = [onDevice.read(place), ...browserRegions()]
  return known.find((code) => wanted.find((one) => known.includes(one as never)) === code) ?? 'SG'
}

export function rememberCountry(country: CountryCode): void {
  onDevice.write(place, country)
}

/** What a stored number looks like in the field. */
export function typedFrom(phone: string): TypedPhone {
  const number = parsePhoneNumberFromString(phone)
  return number?.country
    ? { country: number.country, text: number.formatNational() }
    : { country: likelyCountry(), text: phone }
}
