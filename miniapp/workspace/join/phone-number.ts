/** The countries to choose from for a phone number. */
import {
  getCountries,
  getCountryCallingCode,
  parsePhoneNumberFromString,
  type CountryCode,
} from 'libphonenumber-js/min'
import { browserRegions } from '../../parts/browser-regions.ts'
import { regionNames } from '../../text/region-names.ts'

export type { CountryCode }

export interface Country {
  code: CountryCode
  /** Such as `+65`. */
  prefix: string
  name: string
}

/** All countries that have phones, by their names in the reader's language. */
export function countriesIn(language: string): Country[] {
  const nameOf = regionNames(language)
  const byName = new Intl.Collator(language).compare
  return getCountries()
    .map((code) => ({
      code,
      prefix: `+${getCountryCallingCode(code)}`,
      name: nameOf(code),
    }))
    .sort((one, other) => byName(one.name, other.name))
}

/** The country of the phone's own settings, or Singapore. */
export function likelyCountry(): CountryCode {
  const regions = browserRegions()
  return getCountries().find((code) => regions.includes(code)) ?? 'SG'
}

/** A number and its country as they are shown to compare with what was meant. */
export function shownNumber(phone: string, country: string, language: string) {
  return {
    number: parsePhoneNumberFromString(phone)?.formatInternational() ?? phone,
    country: regionNames(language)(country),
  }
}
