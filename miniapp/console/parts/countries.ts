/** Every country that has phone numbers, by its name in the reader's language. */
import { getCountries, getCountryCallingCode, type CountryCode } from 'libphonenumber-js/min'

export interface NamedCountry {
  value: CountryCode
  name: string
  label: string
  search: string
}

export function namedCountries(language: string): NamedCountry[] {
  const names = new Intl.DisplayNames(language, { type: 'region' })
  const english = new Intl.DisplayNames('en', { type: 'region' })
  const order = new Intl.Collator(language)
  return getCountries()
    .map((code) => {
      const name = names.of(code) ?? code
      const calling = `+${getCountryCallingCode(code)}`
      return {
        value: code,
        name,
        label: `${name} ${calling}`,
        search: `${name} ${english.of(code) ?? ''} ${calling} ${code}`.toLowerCase(),
      }
    })
    .sort((one, other) => order.compare(one.name, other.name))
}

export function matches(typed: string, search: string): boolean {
  return search.includes(typed.trim().toLowerCase())
}
