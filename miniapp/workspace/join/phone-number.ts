/** The countries to choose from for a phone number. */
import { getCountries, getCountryCallingCode, type CountryCode } from 'libphonenumber-js/min'

export type { CountryCode }

export interface Country {
  code: CountryCode
  /** Such as `+65`. */
  prefix: string
  name: string
}

/** All countries that have phones, by their names in the reader's language. */
export function countriesIn(language: string): Country[] {
  const names = new Intl.DisplayNames([language], { type: 'region' })
  const byName = new Intl.Collator(language).compare
  return getCountries()
    .map((code) => ({
      code,
      prefix: `+${getCountryCallingCode(code)}`,
      name: names.of(code) ?? code,
    }))
    .sort((one, other) => byName(one.name, other.name))
}

/** The country of the phone's own settings, or Singapore. */
export function likelyCountry(): CountryCode {
  const regions = navigator.languages.map((tag) =>
    tag.split('-').find((part) => /^[A-Z]{2}$/.test(part)),
  )
  return getCountries().find((code) => regions.includes(code)) ?? 'SG'
}
