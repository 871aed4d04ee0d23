/** Every country that has phone numbers, by its name in the reader's language. */
import { getCountries, getCountryCallingCode, type CountryCode } from 'libphonenumber-js/min'
import { regionNames } from '../../text/region-names.ts'

export interface NamedCountry {
  value: CountryCode
  name: string
  label: string
  search: string
}

export function namedCountries(language: string): NamedCountry[] {
  const nameOf = regionNames(language)
  const inEnglish = regionNames('en')
  const order = new Intl.Collator(language)
  return getCountries()
    .map((code) => {
      const name = nameOf(code)
      const calling = `+${getCountryCallingCode(code)}`
      return {
        value: code,
        name,
        label: `${name} ${calling}`,
        search: `${name} ${inEnglish(code)} ${calling} ${code}`.toLowerCase(),
      }
    })
    .sort((one, other) => order.compare(one.name, other.name))
}

export function matches(typed: string, search: string): boolean {
  return search.includes(typed.trim().toLowerCase())
}
